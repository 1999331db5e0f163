import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Opened, Shown, WebGround } from './web-ground.ts';
import { startWebGround } from './web-ground.ts';

let ground: WebGround;
let opened: Opened;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  ground = await startWebGround();
  opened = await ground.token();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await ground.stop();
});

const streamUrl = async (watermark = ''): Promise<string> => {
  const path = `/v3/directline/conversations/${opened.conversationId}?watermark=${watermark}`;
  return (await ground.call(path, { token: opened.token })).body.streamUrl;
};

const say = async (text: string): Promise<void> => {
  const path = `/v3/directline/conversations/${opened.conversationId}/activities`;
  await ground.call(path, { token: opened.token, body: { type: 'message', text } });
};

interface Heard {
  readonly socket: WebSocket;
  readonly activities: Shown[];
  readonly frames: string[];
}

/** Opens a stream and keeps what it brings. */
async function listen(url?: string): Promise<Heard> {
  const socket = new WebSocket(url ?? (await streamUrl()));
  sockets.push(socket);
  const heard: Heard = { socket, activities: [], frames: [] };
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    heard.frames.push(text);
    if (text === '') return;
    const set = JSON.parse(text) as { readonly activities: readonly Shown[] };
    heard.activities.push(...set.activities);
  });
  await once(socket, 'open');
  return heard;
}

/** The code that a stream was closed with. */
async function closing(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

/** How a stream is refused. */
function refusal(url: string): Promise<number> {
  const socket = new WebSocket(url);
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => resolve(101));
  });
}

describe('a stream', () => {
  it('brings what was said before and what is said from then on, in order and once', async () => {
    await say('one');
    const { activities } = await listen();
    await say('two');
    await expect.poll(() => activities.length).toBe(4);
    expect(activities.map(({ text }) => text).filter((text) => /^(one|two)$/.test(text))).toEqual([
      'one',
      'two',
    ]);
  });

  it('goes on after a watermark', async () => {
    await say('one');
    const { body } = await ground.call(
      `/v3/directline/conversations/${opened.conversationId}/activities`,
      { token: opened.token },
    );
    const { activities } = await listen(await streamUrl(body.watermark));
    await say('two');
    await expect.poll(() => activities.length).toBe(2);
    expect(activities[0]?.text).toBe('two');
  });

  it('gives all tabs the same', async () => {
    const tabs = await Promise.all([listen(), listen(), listen()]);
    await Promise.all(['a', 'b', 'c'].map(say));
    for (const { activities } of tabs) await expect.poll(() => activities.length).toBe(6);
    const [first, ...others] = tabs.map(({ activities }) => activities.map(({ id }) => id));
    for (const other of others) expect(other).toEqual(first);
  });

  it('opens once by its pass, within a minute, for its own conversation', async () => {
    const url = await streamUrl();
    await listen(url);
    expect(await refusal(url)).toBe(403);
    const late = await streamUrl();
    ground.clock.advance(61_000);
    expect(await refusal(late)).toBe(403);
    opened = await ground.token();
    const foreign = (await streamUrl()).replace(opened.conversationId, 'c99');
    expect(await refusal(foreign)).toBe(403);
    const without = `${ground.url}/v3/directline/conversations/c1/stream`.replace('http', 'ws');
    expect(await refusal(without)).toBe(403);
    expect(await refusal(`${without}?t=${opened.token}`)).toBe(403);
  });

  it('is none at another address', async () => {
    expect(await refusal(ground.url.replace('http', 'ws'))).toBe(404);
  });

  it('ends for a frame that is too large, is binary, or says anything', async () => {
    const large = await listen();
    large.socket.send('x'.repeat(2_000));
    expect(await closing(large.socket)).toBe(1009);
    const binary = await listen();
    binary.socket.send(Buffer.from([1, 2, 3]));
    expect(await closing(binary.socket)).toBe(1003);
    const talkative = await listen();
    talkative.socket.send('{"type":"message"}');
    expect(await closing(talkative.socket)).toBe(1003);
    await expect.poll(() => ground.channel.streams.count()).toBe(0);
  });

  it('stays open for the empty frames by which clients show that they are there', async () => {
    const { socket, activities } = await listen();
    socket.send('');
    await say('one');
    await expect.poll(() => activities.length).toBe(2);
  });

  it('is the seventh of a conversation at the cost of the oldest', async () => {
    const first = await listen();
    const closed = closing(first.socket);
    for (let more = 0; more < 6; more += 1) await listen();
    expect(await closed).toBe(1013);
    await expect.poll(() => ground.channel.streams.count()).toBe(6);
  });

  it('of a client that does not read is ended, and the others go on', async () => {
    // More than the buffers of the machine take for a connection on which nobody reads.
    const text = 'word '.repeat(790);
    const key = { channel: 'directline:own', conversation: opened.conversationId };
    for (let turn = 0; turn < 2_500; turn += 1) {
      const act = { kind: 'says', text } as const;
      const hints = { locale: null, slots: {} };
      const activityId = String(turn);
      await ground.bot.turns.handle({ key, activityId, act, hints, deliverTo: null });
    }
    const url = await streamUrl();
    const { activities } = await listen(await streamUrl('39000'));
    await listen(url).then(({ socket }) => socket.pause());
    await expect.poll(() => ground.channel.streams.count(), { timeout: 10_000 }).toBe(1);
    await say('still there');
    await expect.poll(() => activities.at(-2)?.text).toBe('still there');
  });

  it('says goodbye when the server stops', async () => {
    const { socket } = await listen();
    const closed = closing(socket);
    ground.channel.stop();
    expect(await closed).toBe(1001);
  });
});
