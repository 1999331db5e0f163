import { createRequire } from 'node:module';
import type { Activity, DirectLine } from 'botframework-directlinejs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { WebGround } from './web-ground.ts';
import { page, startWebGround } from './web-ground.ts';

const require = createRequire(import.meta.url);

/** The client is a browser's: it asks for these by name. */
vi.stubGlobal('XMLHttpRequest', (require('xhr2') as { XMLHttpRequest: unknown }).XMLHttpRequest);
vi.stubGlobal('WebSocket', WebSocket);
vi.stubGlobal('window', globalThis);

const { DirectLine: Client, ConnectionStatus } = await import('botframework-directlinejs');

let ground: WebGround;
const clients: DirectLine[] = [];

beforeEach(async () => {
  ground = await startWebGround();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await ground.stop();
});

interface Listening {
  readonly client: DirectLine;
  readonly heard: Activity[];
  readonly statuses: number[];
}

/** The unmodified client, listening. */
function listen(options: object): Listening {
  const client = new Client({ domain: ground.domain, pollingInterval: 200, ...options });
  const heard: Activity[] = [];
  const statuses: number[] = [];
  // Ending a client is an error to whoever listens to it.
  client.activity$.subscribe(
    (activity) => heard.push(activity),
    () => undefined,
  );
  client.connectionStatus$.subscribe(
    (status) => statuses.push(status),
    () => undefined,
  );
  clients.push(client);
  return { client, heard, statuses };
}

const texts = (heard: readonly Activity[]): readonly unknown[] =>
  heard.map((it) => ('text' in it ? it.text : it.type));

const send = (client: DirectLine, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    client
      .postActivity({ type: 'message', from: { id: 'someone' }, text })
      .subscribe(resolve, reject);
  });

describe.each([
  ['over a WebSocket', true],
  ['by polling', false],
])('the unmodified Direct Line client %s', (_, webSocket) => {
  it('holds a conversation', async () => {
    const { token } = await ground.token();
    const { client, heard, statuses } = listen({ token, webSocket });
    await expect.poll(() => statuses).toContain(ConnectionStatus.Online);
    const id = await send(client, 'hello');
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(2);
    expect(texts(heard)[0]).toBe('hello');
    expect(heard[0]?.id).toBe(id);
    expect(heard[1]?.from.role).toBe('bot');
    await send(client, 'again');
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(4);
  });

  it('sees its conversation again after a reload, and goes on', async () => {
    const { token, conversationId } = await ground.token();
    const first = listen({ token, webSocket });
    await send(first.client, 'hello');
    first.client.end();
    const { client, heard } = listen({ token, conversationId, webSocket });
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(2);
    await send(client, 'again');
    await expect.poll(() => texts(heard)[2], { timeout: 5_000 }).toBe('again');
  });

  it('reads in a second tab what is said in the first, once', async () => {
    const { token, conversationId } = await ground.token();
    const first = listen({ token, webSocket });
    await expect.poll(() => first.statuses).toContain(ConnectionStatus.Online);
    const second = listen({ token, conversationId, webSocket });
    await expect.poll(() => second.statuses).toContain(ConnectionStatus.Online);
    await send(first.client, 'from the first');
    await send(second.client, 'from the second');
    await expect.poll(() => second.heard.length, { timeout: 5_000 }).toBe(4);
    await expect.poll(() => first.heard.length, { timeout: 5_000 }).toBe(4);
    expect(texts(first.heard)).toEqual(texts(second.heard));
  });
});

describe('a token that has ended', () => {
  it('is told to the client as such', async () => {
    const { token } = await ground.token();
    const { statuses } = listen({ token, webSocket: false });
    await expect.poll(() => statuses).toContain(ConnectionStatus.Online);
    ground.clock.advance(2_000_000);
    await expect.poll(() => statuses).toContain(ConnectionStatus.ExpiredToken);
  });
});

describe('a socket that is cut', () => {
  it('loses and doubles nothing', async () => {
    const { token } = await ground.token();
    const { client, heard, statuses } = listen({ token, webSocket: true });
    await expect.poll(() => statuses).toContain(ConnectionStatus.Online);
    await send(client, 'one');
    await expect.poll(() => heard.length).toBe(2);
    ground.channel.stop();
    await send(client, 'two');
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(4);
    expect(texts(heard).filter((text) => text === 'two')).toHaveLength(1);
  });
});

it('gives its streams to the origin of the token alone', async () => {
  const { token } = await ground.token();
  const { body } = await ground.call('/v3/directline/conversations', { method: 'POST', token });
  const { streamUrl } = body as { readonly streamUrl: string };
  expect(await statusOf(streamUrl, 'https://second.example')).toBe(403);
  const again = await ground.call('/v3/directline/conversations', { method: 'POST', token });
  expect(await statusOf((again.body as { streamUrl: string }).streamUrl, page)).toBe(101);
});

/** What a request to become a WebSocket is answered with. */
function statusOf(url: string, origin?: string): Promise<number> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin });
  return new Promise((resolve) => {
    socket.on('open', () => {
      resolve(101);
      socket.close();
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    socket.on('error', () => undefined);
  });
}
