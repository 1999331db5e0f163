import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDoor } from './door.ts';
import { openDoor } from './door.ts';
import { recorded } from './recorded.ts';

let door: OpenDoor;

beforeAll(async () => {
  door = await openDoor();
});

afterAll(() => door.close());

const message = recorded('webchat-message', { deliveryMode: 'expectReplies' });
const tooLarge = JSON.stringify({ ...message, text: 'x'.repeat(270_000) });

describe('the door refuses', () => {
  it.each([
    ['what is not JSON', '{"type":', 400, 'REQUEST_REFUSED'],
    ['what is not text', '\u0000\u0001', 400, 'REQUEST_REFUSED'],
    ['JSON that is no activity', '[1,2,3]', 400, 'REQUEST_REFUSED'],
    ['JSON that is nested without end', '['.repeat(100_000), 400, 'REQUEST_REFUSED'],
    ['a nest that is closed', '['.repeat(60_000) + ']'.repeat(60_000), 400, 'REQUEST_REFUSED'],
    ['nothing', '', 400, 'REQUEST_REFUSED'],
    ['more than 256 kB', tooLarge, 413, 'REQUEST_TOO_LARGE'],
  ])('%s', async (_what, body, status, code) => {
    const answered = await door.post(body);
    expect(answered).toMatchObject({ status, body: { error: { code } } });
    expect(answered.text).not.toMatch(/\bat\b.*:\d+:\d+|node_modules|\.ts/);
  });

  it('a form, which any web page may send', async () => {
    const answered = await door.post(message, { 'Content-Type': 'text/plain' });
    expect(answered).toMatchObject({ status: 400, body: { error: { code: 'REQUEST_REFUSED' } } });
  });

  it('a body that is packed', async () => {
    const answered = await door.post(message, { 'Content-Encoding': 'gzip' });
    expect(answered.status).toBe(400);
  });

  it('a caller who came through a proxy while there are no credentials', async () => {
    const answered = await door.post(message, { 'X-Forwarded-For': '203.0.113.9' });
    expect(answered).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  });

  it('that caller before anything of the activity is looked at', async () => {
    const answered = await door.post('{}', { Forwarded: 'for=203.0.113.9' });
    expect(answered.status).toBe(401);
  });

  it('everybody without a token once there are credentials', async () => {
    const locked = await openDoor({
      settings: { MicrosoftAppId: 'an-id', MicrosoftAppPassword: 'a-password' },
    });
    const answered = await locked.post(message);
    await locked.close();
    expect(answered).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  });
});

it('bears a caller who goes away in the middle', async () => {
  const { promise: gone, resolve } = Promise.withResolvers<undefined>();
  const half = request(`${door.address}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': '1000' },
  });
  half.on('error', () => resolve(undefined));
  half.write('{"type":');
  half.flushHeaders();
  setImmediate(() => half.destroy());
  await gone;
  expect((await door.post(message)).status).toBe(200);
});

it('stores nothing of what it refuses', async () => {
  const before = await door.bot.store.turns.open(
    { channel: 'webchat', conversation: 'refused' },
    null,
  );
  await door.post({ ...message, conversation: { id: 'refused' }, text: 7 });
  await door.post({ ...message, conversation: { id: 'refused' } }, { Forwarded: 'for=x' });
  const after = await door.bot.store.turns.open(
    { channel: 'webchat', conversation: 'refused' },
    null,
  );
  expect([before.conversation, after.conversation]).toEqual([null, null]);
});
