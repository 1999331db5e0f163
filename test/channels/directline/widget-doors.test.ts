import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Opened, WebGround } from './web-ground.ts';
import { page, secret, startWebGround } from './web-ground.ts';

let ground: WebGround;
let opened: Opened;

beforeEach(async () => {
  ground = await startWebGround();
  opened = await ground.token();
});
afterEach(() => ground.stop());

const say = (text: string, { conversationId, token }: Opened = opened): Promise<Answer> =>
  ground.call(`/v3/directline/conversations/${conversationId}/activities`, {
    token,
    body: { type: 'message', text },
  });

const read = async (token: string): Promise<readonly string[]> => {
  const path = `/v3/directline/conversations/${opened.conversationId}/activities`;
  return (await ground.call(path, { token })).body.activities.map(({ text }) => text);
};

const keep = (token = opened.token): Promise<Answer> =>
  ground.call('/widget/handles', { method: 'POST', token, origin: page });

const resume = (handle: unknown, origin: string = page): Promise<Answer> =>
  ground.call('/widget/resume', { body: { handle }, origin });

describe('a handle', () => {
  it('leads back to the conversation when the token has ended', async () => {
    await say('hello');
    const { status, body } = await keep();
    expect(status).toBe(201);
    expect(body.handle).toMatch(/^[\w-]{43}$/);
    ground.clock.advance(20 * 24 * 3_600_000);
    const back = await resume(body.handle);
    expect(back.body).toMatchObject({ conversationId: opened.conversationId, expires_in: 1800 });
    expect((await read(back.body.token))[0]).toBe('hello');
  });

  it('ends after thirty days in which it was not used', async () => {
    await say('hello');
    const { handle } = (await keep()).body;
    ground.clock.advance(29 * 24 * 3_600_000);
    expect((await resume(handle)).status).toBe(200);
    ground.clock.advance(29 * 24 * 3_600_000);
    expect((await resume(handle)).status).toBe(200);
    ground.clock.advance(31 * 24 * 3_600_000);
    expect((await resume(handle)).status).toBe(404);
  });

  it('leads nowhere from another origin, even an allowed one, and from none', async () => {
    await say('hello');
    const { handle } = (await keep()).body;
    expect((await resume(handle, 'https://second.example')).status).toBe(404);
    expect((await resume(handle, 'https://other.example')).status).toBe(403);
    const without = await ground.call('/widget/resume', { body: { handle } });
    expect(without.status).toBe(403);
  });

  it('is ended by who has it', async () => {
    await say('hello');
    const { handle } = (await keep()).body;
    const end = { method: 'DELETE', body: { handle }, origin: page };
    expect((await ground.call('/widget/handles', end)).status).toBe(204);
    expect((await resume(handle)).status).toBe(404);
    expect((await ground.call('/widget/handles', end)).status).toBe(204);
  });

  it('is made for a conversation that has begun, on a page', async () => {
    expect((await keep()).status).toBe(409);
    await say('hello');
    expect((await ground.call('/widget/handles', { method: 'POST' })).status).toBe(401);
    const generate = { token: secret, method: 'POST' };
    const server = (await ground.call('/v3/directline/tokens/generate', generate)).body;
    await say('hello', server);
    expect((await keep(server.token)).status).toBe(409);
  });

  it.each([null, '', 'short', 'x'.repeat(43), "' OR 1=1 --", { $ne: null }, 5])(
    'is not %j',
    async (handle) => {
      expect((await resume(handle)).status).toBe(404);
    },
  );
});

describe('"forget me"', () => {
  it('erases on the server and gives a receipt, which is all that is left', async () => {
    await say('hello');
    const { handle } = (await keep()).body;
    const path = '/widget/forget';
    const { status, body } = await ground.call(path, { method: 'POST', token: opened.token });
    expect(status).toBe(200);
    expect(body.activities).toHaveLength(1);
    expect(body.activities[0]?.from.role).toBe('bot');
    expect(await read(opened.token)).toEqual([body.activities[0]?.text]);
    expect((await resume(handle)).status).toBe(404);
  });

  it('has nothing to erase where nothing was said', async () => {
    const forget = { method: 'POST', token: opened.token };
    expect((await ground.call('/widget/forget', forget)).body.activities).toEqual([]);
  });

  it('is for who has the token', async () => {
    expect((await ground.call('/widget/forget', { method: 'POST', origin: page })).status).toBe(
      401,
    );
  });
});

describe('words', () => {
  it('are for every page, and may be kept for a while', async () => {
    const { headers, body } = await ground.call('/widget/words/pt.json', {
      origin: 'https://x.example',
    });
    expect(body).toEqual({ language: 'pt' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
  });
});
