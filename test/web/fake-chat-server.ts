import type {
  Environment,
  HttpAnswer,
  HttpRequest,
  SocketEars,
} from '../../src/web/widget/environment.ts';
import { createMemory } from '../../src/web/widget/memory.ts';
import { readJson, textAt, valueAt } from '../../src/web/widget/reading.ts';

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** Time that moves by hand, and what was to be done by then. */
export class FakeTime {
  now = Date.parse('2026-11-29T08:00:00Z');
  private readonly timers = new Set<Timer>();

  readonly later = (work: () => void, ms: number): (() => void) => {
    const timer = { at: this.now + ms, work };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  /** Moves on, timer by timer, and lets what was begun come to its end. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let next = this.next(end); next !== null; next = this.next(end)) {
      this.timers.delete(next);
      this.now = next.at;
      next.work();
      await settle();
    }
    this.now = end;
  }

  private next(end: number): Timer | null {
    const due = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    return due[0] ?? null;
  }
}

/** Lets all promises that are ready go on. */
async function settle(): Promise<void> {
  for (let round = 0; round < 40; round += 1) await Promise.resolve();
}

interface Conversation {
  readonly log: Record<string, unknown>[];
}

interface FakeSocket {
  readonly ears: SocketEars;
  readonly conversation: string;
  readonly from: number;
}

/** A server of the chat in memory: answers every message with one that repeats it. */
export class FakeChatServer {
  readonly requests: { readonly line: string; readonly body: unknown }[] = [];
  readonly conversations = new Map<string, Conversation>();
  readonly handles = new Map<string, string>();
  readonly sockets: FakeSocket[] = [];
  socketsWork = true;
  /** Tokens that are refused as expired. */
  readonly expired = new Set<string>();
  /** Answers given instead of the proper ones, by the beginning of the request. */
  readonly troubles: { readonly line: string; readonly status: number; waitS?: number }[] = [];
  private tokens = 0;
  private readonly time: FakeTime;

  constructor(time: FakeTime) {
    this.time = time;
  }

  readonly fetch = async (url: string, request: HttpRequest): Promise<HttpAnswer> => {
    const { pathname, search } = new URL(url);
    const line = `${request.method} ${pathname}`;
    const body = readJson(request.body ?? '');
    this.requests.push({ line: line + search, body });
    await Promise.resolve();
    const trouble = this.troubles.findIndex((it) => line.startsWith(it.line));
    const found = this.troubles[trouble];
    if (found !== undefined) {
      this.troubles.splice(trouble, 1);
      if (found.status === 0) throw new TypeError('no network');
      return answer(found.status, {}, found.waitS);
    }
    const token = request.headers['Authorization']?.slice('Bearer '.length) ?? '';
    if (this.expired.has(token)) return answer(403, {});
    return this.answer(line, new URLSearchParams(search), token, body);
  };

  readonly openSocket = (url: string, ears: SocketEars): { close: () => void } | null => {
    const { pathname, searchParams } = new URL(url);
    const conversation = pathname.split('/')[4] ?? '';
    const socket = { ears, conversation, from: Number(searchParams.get('watermark')) || 0 };
    void Promise.resolve().then(() => {
      if (!this.socketsWork) {
        ears.closed();
        return;
      }
      this.sockets.push(socket);
      ears.opened();
      this.push(socket, socket.from);
    });
    return { close: () => void this.sockets.splice(this.sockets.indexOf(socket) >>> 0, 1) };
  };

  /** Breaks every stream. */
  dropSockets(): void {
    for (const { ears } of this.sockets.splice(0)) ears.closed();
  }

  /** How often something was asked. */
  count(line: string): number {
    return this.requests.filter((it) => it.line.startsWith(line)).length;
  }

  /** The bot says something by itself. */
  botSays(conversation: string, text: string): void {
    this.add(conversation, { type: 'message', text, from: { id: 'b', role: 'bot' }, locale: 'en' });
  }

  private add(conversation: string, activity: Record<string, unknown>): string {
    const log = this.conversations.get(conversation)?.log ?? [];
    const id = `${conversation}|${String(log.length + 1).padStart(7, '0')}`;
    const timestamp = new Date(this.time.now).toISOString();
    log.push({ ...activity, id, timestamp });
    for (const socket of this.sockets) {
      if (socket.conversation === conversation) this.push(socket, log.length - 1);
    }
    return id;
  }

  private push({ ears, conversation }: FakeSocket, from: number): void {
    const set = this.read(conversation, from);
    if (set.activities.length > 0) ears.heard(JSON.stringify(set));
  }

  private read(
    conversation: string,
    from: number,
  ): { readonly activities: readonly unknown[]; readonly watermark: string } {
    const log = this.conversations.get(conversation)?.log ?? [];
    return { activities: log.slice(from), watermark: String(log.length) };
  }

  private tokenFor(conversation: string): Record<string, unknown> {
    this.tokens += 1;
    const token = `${conversation}.${this.tokens}`;
    return { conversationId: conversation, token, expires_in: 1800 };
  }

  private answer(line: string, query: URLSearchParams, token: string, body: unknown): HttpAnswer {
    const [conversation = ''] = token.split('.');
    const streamUrl = `wss://elsewhere.test/v3/directline/conversations/${conversation}/stream?watermark=${query.get('watermark') ?? ''}`;
    switch (line.replace(/conversations\/[^/]+/, 'conversations/:id')) {
      case 'POST /v3/directline/tokens/generate':
        return answer(200, this.tokenFor(`c${this.conversations.size + 1}`));
      case 'POST /v3/directline/tokens/refresh':
        return answer(200, this.tokenFor(conversation));
      case 'POST /v3/directline/conversations':
        this.conversations.set(conversation, { log: [] });
        return answer(201, { ...this.tokenFor(conversation), streamUrl });
      case 'POST /widget/handles': {
        const handle = `h${this.handles.size + 1}`;
        this.handles.set(handle, conversation);
        return answer(201, { handle });
      }
      case 'POST /widget/resume': {
        const found = this.handles.get(textAt(body, 'handle') ?? '');
        return found === undefined ? answer(404, {}) : answer(200, this.tokenFor(found));
      }
      default:
        return this.answerInside(line, query, conversation, body);
    }
  }

  private answerInside(
    line: string,
    query: URLSearchParams,
    conversation: string,
    body: unknown,
  ): HttpAnswer {
    const there = this.conversations.get(conversation);
    if (there === undefined) return answer(404, {});
    if (line === 'POST /widget/forget') {
      there.log.length = 0;
      this.botSays(conversation, 'Deleted');
      return answer(200, this.read(conversation, 0));
    }
    if (line.startsWith('DELETE')) return answer(204, {});
    if (line.startsWith('GET') && line.endsWith('/activities')) {
      return answer(200, this.read(conversation, Number(query.get('watermark')) || 0));
    }
    if (line.startsWith('GET')) {
      const watermark = query.get('watermark') ?? '';
      const streamUrl = `wss://elsewhere.test/v3/directline/conversations/${conversation}/stream?watermark=${watermark}`;
      return answer(200, { ...this.tokenFor(conversation), streamUrl });
    }
    return answer(200, { id: this.take(conversation, there, body) });
  }

  private take(conversation: string, { log }: Conversation, body: unknown): string {
    const clientId = textAt(valueAt(body, 'channelData'), 'clientActivityID');
    const before = log.find(
      (it) => textAt(valueAt(it, 'channelData'), 'clientActivityID') === clientId,
    );
    if (before !== undefined) return textAt(before, 'id') ?? '';
    const { type, text, name, channelData } = Object.fromEntries(Object.entries(body ?? {}));
    const id = this.add(conversation, {
      type,
      text,
      name,
      channelData,
      from: { id: 'dl_1', role: 'user' },
    });
    this.botSays(conversation, type === 'event' ? 'Hello' : `You said ${String(text)}`);
    return id;
  }
}

function answer(status: number, body: unknown, waitS?: number): HttpAnswer {
  return {
    status,
    headers: { get: (name) => (name === 'Retry-After' ? (waitS?.toString() ?? null) : null) },
    text: () => Promise.resolve(status === 204 ? '' : JSON.stringify(body)),
  };
}

/** A browser in front of a fake server. */
export function fakeBrowser(server: FakeChatServer, time: FakeTime): Environment {
  let ids = 0;
  return {
    fetch: server.fetch,
    openSocket: server.openSocket,
    later: time.later,
    now: () => time.now,
    newId: () => {
      ids += 1;
      return `id${ids}`;
    },
    hidden: () => false,
    memory: createMemory(fakeShelf(), fakeShelf()),
  };
}

/** Storage of a browser, in memory. */
export function fakeShelf(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
}
