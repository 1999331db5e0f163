import { describe, expect, it } from 'vitest';
import type { ChatState } from '../../src/web/widget/chat-state.ts';
import { Connection } from '../../src/web/widget/connection.ts';
import { FakeChatServer, FakeTime, fakeBrowser } from './fake-chat-server.ts';

const page = {
  origin: 'https://bot.test',
  network: 'reconnet',
  language: 'en',
  greeting: true,
};

class Visit {
  readonly time = new FakeTime();
  readonly server = new FakeChatServer(this.time);
  readonly environment = fakeBrowser(this.server, this.time);
  readonly news: string[] = [];
  states: ChatState[] = [];
  connection = this.connect();

  /** The chat of a page that is opened (again) in the same browser. */
  connect(greeting = true): Connection {
    return new Connection({
      environment: this.environment,
      page: { ...page, greeting },
      ears: {
        changed: (state) => this.states.push(state),
        news: ({ plain }) => this.news.push(plain),
      },
    });
  }

  async begin(): Promise<void> {
    this.connection.start();
    await this.time.advance(10);
  }

  get state(): ChatState {
    const last = this.states[this.states.length - 1];
    if (last === undefined) throw new Error('nothing has happened yet');
    return last;
  }

  said(): readonly string[] {
    const { messages, pending } = this.state.log;
    return [
      ...messages.map(({ from, plain }) => `${from}: ${plain}`),
      ...pending.map(({ status, text }) => `${status}: ${text}`),
    ];
  }
}

const posts = 'POST /v3/directline/conversations/c1/activities';
const polls = 'GET /v3/directline/conversations/c1/activities';

describe('a conversation', () => {
  it('begins with what the page knows, before anything is listened to', async () => {
    const visit = new Visit();
    await visit.begin();
    expect(visit.server.requests.map(({ line }) => line)).toEqual([
      'POST /v3/directline/tokens/generate',
      'POST /v3/directline/conversations',
      posts,
      'POST /widget/handles',
    ]);
    expect(visit.server.requests[2]?.body).toMatchObject({
      name: 'cpms/start',
      value: { network: 'reconnet', language: 'en', greeting: true },
    });
    expect(visit.said()).toEqual(['bot: Hello']);
    expect(visit.state).toMatchObject({ phase: 'ready', waiting: false });
  });

  it('listens to nothing before the first word where the page wants no greeting', async () => {
    const visit = new Visit();
    visit.connection = visit.connect(false);
    await visit.begin();
    await visit.time.advance(60_000);
    expect(visit.server.count('GET')).toBe(0);
    visit.connection.say('hi');
    await visit.time.advance(10);
    expect(visit.server.sockets).toHaveLength(1);
  });

  it('shows a message at once and puts its echo in its place', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.connection.say(' hi ');
    expect(visit.said()).toEqual(['bot: Hello', 'sending: hi']);
    expect(visit.state.waiting).toBe(true);
    await visit.time.advance(10);
    expect(visit.said()).toEqual(['bot: Hello', 'user: hi', 'bot: You said hi']);
    expect(visit.state.waiting).toBe(false);
    expect(visit.news).toEqual(['Hello', 'You said hi']);
  });

  it('sends what was said before it was ready, in order', async () => {
    const visit = new Visit();
    visit.connection.start();
    visit.connection.say('one');
    visit.connection.say('two');
    await visit.time.advance(10);
    expect(visit.said().filter((it) => it.startsWith('user'))).toEqual(['user: one', 'user: two']);
  });

  it('comes back by its handle after a reload and announces nothing again', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.news.length = 0;
    visit.connection = visit.connect();
    await visit.begin();
    expect(visit.server.count('POST /v3/directline/tokens/generate')).toBe(1);
    expect(visit.said()).toEqual(['bot: Hello']);
    expect(visit.news).toEqual([]);
  });

  it('says a message that failed again under the same id, and it counts once', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.troubles.push({ line: posts, status: 503 });
    visit.connection.say('hi');
    await visit.time.advance(10);
    expect(visit.said()).toEqual(['bot: Hello', 'failed: hi']);
    const [pending] = visit.state.log.pending;
    visit.connection.retry(pending?.clientId ?? '');
    await visit.time.advance(10);
    expect(visit.said()).toEqual(['bot: Hello', 'user: hi', 'bot: You said hi']);
    const ids = visit.server.requests
      .filter(({ line }) => line === posts)
      .map(({ body }) => JSON.stringify(body))
      .filter((body) => body.includes('"hi"'));
    expect(new Set(ids).size).toBe(1);
  });

  it('waits as long as a busy server asks for', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.troubles.push({ line: posts, status: 429, waitS: 5 });
    visit.connection.say('hi');
    await visit.time.advance(4_000);
    expect(visit.said()).toContain('sending: hi');
    await visit.time.advance(2_000);
    expect(visit.said()).toContain('user: hi');
  });

  it('tells what is too long, and does not call that a broken connection', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.troubles.push({ line: posts, status: 413 });
    visit.connection.say('hi');
    await visit.time.advance(10);
    expect(visit.state.log.pending[0]?.reason).toBe('too-long');
    expect(visit.state.reachable).toBe(true);
  });

  it('begins again when the conversation is gone, and says there what was being said', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.conversations.get('c1')?.log.splice(0);
    visit.server.conversations.delete('c1');
    visit.server.conversations.set('c0', { log: [] });
    visit.server.handles.clear();
    visit.connection.say('hi');
    await visit.time.advance(5_000);
    expect(visit.said()).toEqual(['bot: Hello', 'user: hi', 'bot: You said hi']);
  });
});

describe('a broken stream', () => {
  it('gives way to polling, and comes back', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.socketsWork = false;
    visit.server.dropSockets();
    await visit.time.advance(10);
    visit.server.botSays('c1', 'Still here');
    await visit.time.advance(5_000);
    expect(visit.said()).toContain('bot: Still here');
    expect(visit.server.count(polls)).toBeGreaterThan(0);
    visit.server.socketsWork = true;
    await visit.time.advance(60_000);
    expect(visit.server.sockets).toHaveLength(1);
    const asked = visit.server.count(polls);
    await visit.time.advance(60_000);
    expect(visit.server.count(polls)).toBe(asked);
    visit.server.botSays('c1', 'Streaming');
    await visit.time.advance(10);
    expect(visit.said()).toEqual(['bot: Hello', 'bot: Still here', 'bot: Streaming']);
  });

  it('is asked for less and less often', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.socketsWork = false;
    visit.server.dropSockets();
    await visit.time.advance(10 * 60_000);
    const reconnects = visit.server.requests.filter(({ line }) =>
      line.startsWith('GET /v3/directline/conversations/c1?'),
    );
    expect(reconnects.length).toBeLessThan(20);
  });

  it('is told as unreachable while requests come to nothing, until one succeeds', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.socketsWork = false;
    visit.server.troubles.push({ line: 'GET', status: 0 }, { line: 'GET', status: 0 });
    visit.server.dropSockets();
    await visit.time.advance(10);
    expect(visit.state.reachable).toBe(false);
    await visit.time.advance(20_000);
    expect(visit.state.reachable).toBe(true);
  });
});

describe('a token', () => {
  it('is renewed at two thirds of its time', async () => {
    const visit = new Visit();
    await visit.begin();
    await visit.time.advance(1_199_000);
    expect(visit.server.count('POST /v3/directline/tokens/refresh')).toBe(0);
    await visit.time.advance(2_000);
    expect(visit.server.count('POST /v3/directline/tokens/refresh')).toBe(1);
  });

  it('that has expired is replaced by way of the handle, and what was said arrives', async () => {
    const visit = new Visit();
    await visit.begin();
    for (const token of ['c1.1', 'c1.2']) visit.server.expired.add(token);
    visit.connection.say('hi');
    await visit.time.advance(10);
    expect(visit.server.count('POST /widget/resume')).toBe(1);
    expect(visit.said()).toEqual(['bot: Hello', 'user: hi', 'bot: You said hi']);
  });
});

describe('a server that is down', () => {
  it('is asked again later, and the conversation begins then', async () => {
    const visit = new Visit();
    const line = 'POST /v3/directline/tokens/generate';
    visit.server.troubles.push({ line, status: 0 }, { line, status: 503 });
    await visit.begin();
    expect(visit.state.phase).toBe('unavailable');
    await visit.time.advance(10_000);
    expect(visit.said()).toEqual(['bot: Hello']);
  });
});

describe('forgetting', () => {
  it('leaves the receipt only, and no way back', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.connection.say('hi');
    await visit.time.advance(10);
    expect(await visit.connection.forget()).toBe(true);
    await visit.time.advance(60_000);
    expect(visit.state.phase).toBe('forgotten');
    expect(visit.said()).toEqual(['bot: Deleted']);
    expect(visit.environment.memory.handle()).toBeNull();
    expect(visit.news.filter((it) => it === 'Deleted')).toHaveLength(1);
    visit.connection.startAgain();
    await visit.time.advance(10);
    expect(visit.said()).toEqual(['bot: Hello']);
  });

  it('in another tab empties this one too', async () => {
    const visit = new Visit();
    await visit.begin();
    await visit.time.advance(1_000);
    const log = visit.server.conversations.get('c1')?.log;
    log?.splice(0);
    visit.server.botSays('c1', 'Deleted');
    await visit.time.advance(10);
    expect(visit.said()).toEqual(['bot: Deleted']);
  });

  it('goes on as before when the server cannot do it', async () => {
    const visit = new Visit();
    await visit.begin();
    visit.server.troubles.push({ line: 'POST /widget/forget', status: 503 });
    expect(await visit.connection.forget()).toBe(false);
    visit.connection.say('hi');
    await visit.time.advance(10);
    expect(visit.said()).toContain('bot: You said hi');
  });
});
