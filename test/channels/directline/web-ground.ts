import { createDirectLine } from '../../../src/channels/directline/channel.ts';
import type { DirectLine } from '../../../src/channels/directline/channel.ts';
import { createChatRates } from '../../../src/channels/directline/chat-rates.ts';
import type { HttpServer } from '../../../src/http/server.ts';
import { createServer } from '../../../src/http/server.ts';
import { captureLog } from '../../observe/log-capture.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import { createSmallBot } from '../botframework/small-bot.ts';
import type { SmallBot } from '../botframework/small-bot.ts';

/** The secret of the tests. */
export const secret = 'kQ7-for-tests-only-kQ7-for-tests-only';

/** The page of the tests, on an origin that may have the chat. */
export const page = 'https://ern.example';

/** A small bot behind the real doors of the web chat, on a real server. */
export interface WebGround {
  readonly bot: SmallBot;
  readonly clock: FakeClock;
  readonly channel: DirectLine;
  readonly server: HttpServer;
  readonly url: string;
  readonly domain: string;
  readonly lines: readonly string[];
  /** Calls a door; the body and the status as they came. */
  readonly call: (
    path: string,
    options?: {
      readonly method?: string;
      readonly token?: string;
      readonly origin?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) => Promise<Answer>;
  /** A token for a page of an allowed origin. */
  readonly token: (origin?: string) => Promise<Opened>;
  /** Lets the work that was put off until later happen now. */
  readonly later: () => void;
  readonly stop: () => Promise<void>;
}

/** What a door answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The fields of all answers. */
export interface Body {
  readonly id: string;
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
  readonly watermark: string;
  readonly handle: string;
  readonly activities: readonly Shown[];
  readonly error: { readonly code: string; readonly message: string };
}

/** An activity as a client sees it. */
export interface Shown {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly replyToId: string;
  readonly locale: string;
  readonly from: { readonly id: string; readonly role: string };
  readonly conversation: unknown;
  readonly suggestedActions: {
    readonly actions: readonly {
      readonly title: string;
      readonly text: string;
      readonly value: unknown;
    }[];
  };
  readonly channelData: unknown;
}

/** A new conversation's token. */
export interface Opened {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
}

/** Starts it. */
export async function startWebGround(
  given: { readonly bot?: SmallBot; readonly anyPage?: boolean } = {},
): Promise<WebGround> {
  const bot = given.bot ?? (await createSmallBot());
  const { clock, turns, store, locale } = bot;
  const capture = captureLog();
  const putOff = new Set<() => void>();
  let count = 0;
  const ids = { next: () => `n${String((count += 1))}` };
  const channel = createDirectLine({
    secret,
    origins: given.anyPage === true ? undefined : [page, 'https://second.example'],
    publicUrl: null,
    turns,
    log: store.log,
    handles: store.handles,
    locale,
    words: (tag) => ({ language: tag }),
    clock,
    ids,
    rates: createChatRates(clock),
    failed: (cause) => capture.log.error('webchat.failed', { cause: String(cause) }),
    later: (work) => {
      putOff.add(work);
      return () => putOff.delete(work);
    },
  });
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    doors: channel.doors,
    sockets: [channel.socket],
    checks: [],
    log: capture.log,
    ids,
    clock,
  });
  const { url } = await server.start();
  const call: WebGround['call'] = async (path, options = {}) => {
    const { body, token, origin, headers = {} } = options;
    const response = await fetch(`${url}${path}`, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(origin === undefined ? {} : { origin }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
    };
  };
  return {
    bot,
    clock,
    channel,
    server,
    url,
    domain: `${url}/v3/directline`,
    lines: capture.lines,
    call,
    token: async (origin = page) =>
      (await call('/v3/directline/tokens/generate', { method: 'POST', origin })).body,
    later: () => {
      for (const work of putOff) work();
      putOff.clear();
    },
    stop: async () => {
      channel.stop();
      await server.stop();
      await bot.close();
    },
  };
}
