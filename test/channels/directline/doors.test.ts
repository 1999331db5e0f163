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

const activitiesPath = (id = opened.conversationId): string =>
  `/v3/directline/conversations/${id}/activities`;

const say = (text: string, more: object = {}): Promise<Answer> =>
  ground.call(activitiesPath(), {
    token: opened.token,
    origin: page,
    body: { type: 'message', from: { id: 'user' }, text, ...more },
  });

const read = async (watermark = ''): Promise<Answer> =>
  ground.call(`${activitiesPath()}?watermark=${watermark}`, { token: opened.token });

describe('a token', () => {
  it('is given to a page of an allowed origin, and opens its conversation', async () => {
    expect(opened).toEqual({
      conversationId: expect.any(String),
      token: expect.any(String),
      expires_in: 1800,
    });
    expect((await say('hello')).status).toBe(200);
  });

  it('is given to a server that shows the secret, and bound to no origin', async () => {
    const body = { user: { id: 'dl_person' } };
    const answer = await ground.call('/v3/directline/tokens/generate', { token: secret, body });
    expect(answer.status).toBe(200);
    const path = activitiesPath(answer.body.conversationId);
    const origin = 'https://anywhere.example';
    const { token } = answer.body;
    const posted = await ground.call(path, { token, origin, body: { type: 'message', text: 'x' } });
    expect(posted.status).toBe(200);
    const { body: set } = await ground.call(path, { token });
    expect(set.activities[0]?.from.id).toBe('dl_person');
  });

  it('is given to nobody else', async () => {
    const generate = '/v3/directline/tokens/generate';
    expect((await ground.call(generate, { method: 'POST' })).status).toBe(401);
    const foreign = { method: 'POST', origin: `${page}.attacker.test` };
    expect((await ground.call(generate, foreign)).status).toBe(403);
    const guessed = { method: 'POST', token: `${secret}x`, origin: page };
    expect((await ground.call(generate, guessed)).status).toBe(403);
  });

  it('is refreshed while it is good, and not after', async () => {
    const refresh = (token: string): Promise<Answer> =>
      ground.call('/v3/directline/tokens/refresh', { method: 'POST', token, origin: page });
    ground.clock.advance(1_000_000);
    const again = await refresh(opened.token);
    expect(again.body).toMatchObject({ conversationId: opened.conversationId, expires_in: 1800 });
    ground.clock.advance(1_000_000);
    const late = await refresh(opened.token);
    expect(late.status).toBe(403);
    expect(late.body).toEqual({ error: { code: 'TokenExpired', message: 'Token has expired' } });
    expect((await refresh(again.body.token)).status).toBe(200);
  });

  it('of one conversation does not open another', async () => {
    const other = await ground.token();
    const path = activitiesPath(other.conversationId);
    expect((await ground.call(path, { token: opened.token })).status).toBe(403);
    const body = { type: 'message', text: 'x' };
    expect((await ground.call(path, { token: opened.token, body })).status).toBe(403);
  });

  it('works without an origin, and not from another one', async () => {
    expect((await ground.call(activitiesPath(), { token: opened.token })).status).toBe(200);
    for (const origin of ['https://second.example', 'null', `${page}:444`, 'HTTPS://ERN.EXAMPLE']) {
      const answer = await ground.call(activitiesPath(), { token: opened.token, origin });
      expect([origin, answer.status]).toEqual([origin, 403]);
    }
  });

  it.each(['Basic abc', 'Bearer', 'Bearer a b', 'Bearer x.y.z', 'bearer '])(
    'is not %s',
    async (authorization) => {
      const answer = await ground.call(activitiesPath(), { headers: { authorization } });
      expect([401, 403]).toContain(answer.status);
    },
  );

  it('and the secret stand in no log and in no answer', async () => {
    await say('hello');
    await ground.call('/v3/directline/tokens/generate', { token: secret, method: 'POST' });
    const set = await read();
    const told = [...ground.lines, JSON.stringify(set.body)].join('\n');
    expect(told).not.toContain(secret);
    expect(told).not.toContain(opened.token);
  });
});

describe('a conversation', () => {
  it('is started with 201, then 200, each time with a stream', async () => {
    const start = (): Promise<Answer> =>
      ground.call('/v3/directline/conversations', { method: 'POST', token: opened.token });
    const first = await start();
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      conversationId: opened.conversationId,
      expires_in: 1800,
      streamUrl: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/.*stream\?/),
    });
    await say('hello');
    expect((await start()).status).toBe(200);
  });

  it('is read after a watermark, and answers what was said', async () => {
    await say('hello');
    const first = await read();
    expect(first.body.activities).toMatchObject([
      { type: 'message', text: 'hello', from: { role: 'user' } },
      { type: 'message', from: { id: 'cpms-helpdesk-bot', role: 'bot' }, locale: 'en' },
    ]);
    expect((await read(first.body.watermark)).body.activities).toEqual([]);
    await say('again');
    const second = await read(first.body.watermark);
    expect(second.body.activities).toMatchObject([{ text: 'again' }, { from: { role: 'bot' } }]);
    expect(second.body.activities[1]?.replyToId).toBe(second.body.activities[0]?.id);
  });

  it('is given whole for a watermark that is not yet, and not at all for what is none', async () => {
    await say('hello');
    expect((await read('999999')).body.activities).toHaveLength(2);
    for (const watermark of ['-1', '1e3', 'x', '9'.repeat(20), '1;DROP']) {
      expect((await read(encodeURIComponent(watermark))).status).toBe(400);
    }
  });

  it('takes a repeat of an activity once, under the same id', async () => {
    const channelData = { clientActivityID: 'mine-1' };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => say('hello', { channelData })));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { activities } = (await read()).body;
    expect(activities).toHaveLength(2);
    expect(activities[0]).toMatchObject({ id: answers[0]?.body.id, channelData });
  });

  it('begins with what the page knows, once', async () => {
    const start = { type: 'event', name: 'cpms/start', value: { language: 'de' }, text: '' };
    await say('', start);
    await say('', start);
    const { activities } = (await read()).body;
    expect(activities).toHaveLength(2);
    expect(activities[1]).toMatchObject({
      locale: 'de',
      text: expect.stringContaining('Guten Tag'),
    });
  });

  it('keeps what a page knows that greets by itself', async () => {
    await say('', {
      type: 'event',
      name: 'cpms/start',
      value: { language: 'de', greeting: false },
    });
    expect((await read()).body.activities).toEqual([]);
    await say('hello');
    expect((await read()).body.activities[1]).toMatchObject({ locale: 'de' });
  });

  it('is not greeted where the page greets by itself, though its client listens', async () => {
    await say('', { type: 'event', name: 'cpms/start', value: { greeting: false } });
    await read();
    ground.later();
    await ground.call(activitiesPath(), { token: opened.token });
    expect((await read()).body.activities).toEqual([]);
  });

  it('is greeted when its client only listens, in the language of the browser', async () => {
    const headers = { 'accept-language': 'de-AT,de;q=0.9' };
    await ground.call(activitiesPath(), { token: opened.token, headers });
    ground.later();
    await expect
      .poll(async () => (await read()).body.activities)
      .toMatchObject([{ type: 'event', name: 'cpms/start' }, { locale: 'de' }]);
  });

  it('is not greeted when it has begun meanwhile', async () => {
    await read();
    await say('hello');
    ground.later();
    expect((await read()).body.activities).toHaveLength(2);
  });

  it('takes a press on a button by its value', async () => {
    await say('hello');
    const { activities } = (await read()).body;
    const [action] = activities[1]?.suggestedActions.actions ?? [];
    await say(action?.text ?? '', { value: action?.value });
    const after = (await read()).body.activities;
    expect(after[2]).toMatchObject({ text: action?.title });
    expect(after[3]?.text).toContain('Sign in');
  });

  it('shows what may be seen once, and masks it in what is kept', async () => {
    await say('my number is +32470123456');
    const { activities } = (await read()).body;
    expect(activities[0]?.text).not.toContain('32470123456');
    ground.clock.advance(200_000);
    expect(JSON.stringify((await read()).body)).not.toContain('32470123456');
  });
});

describe('what a client says of itself', () => {
  it('has no effect on who it is', async () => {
    await say('hello', {
      from: { id: 'cpms-helpdesk-bot', role: 'bot' },
      conversation: { id: 'x' },
    });
    const [first] = (await read()).body.activities;
    expect(first?.from).toEqual({ id: expect.stringMatching(/^dl_/), role: 'user' });
    expect(first?.conversation).toEqual({ id: opened.conversationId });
  });

  it.each([
    ['nothing', null],
    ['no type', { text: 'x' }],
    ['a number as text', { type: 'message', text: 5 }],
    ['a list', []],
    ['an overlong type', { type: 'x'.repeat(100) }],
  ])('is refused as %s', async (_, body) => {
    const answer = await ground.call(activitiesPath(), { token: opened.token, body });
    expect(answer.status).toBe(400);
    expect((await read()).body.activities).toEqual([]);
  });

  it.each([
    'typing',
    'conversationUpdate',
    'invoke',
    'messageReaction',
    'endOfConversation',
    'x/y',
  ])('is acknowledged and stored nowhere as %s', async (type) => {
    expect((await say('', { type, name: 'x' })).status).toBe(200);
    expect((await read()).body.activities).toEqual([]);
  });

  it('is inert as HTML and script in every field', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await say(evil, {
      locale: evil,
      name: evil,
      channelData: { clientActivityID: evil, cpms: evil },
      value: { cpms: 1, place: evil, answer: evil, [evil]: evil },
    });
    await say(evil);
    const answer = await read();
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const bot = answer.body.activities.filter((it) => it.from.role === 'bot');
    expect(JSON.stringify(bot)).not.toContain('<');
  });

  it('is refused when it is too large', async () => {
    const answer = await say('x'.repeat(300_000));
    expect(answer.status).toBe(413);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('brings no files: the bytes are not read, and the bot says why', async () => {
    const form = new FormData();
    form.append('file', new Blob(['patient']), 'scan.dcm');
    const upload = `/v3/directline/conversations/${opened.conversationId}/upload?userId=x`;
    const response = await fetch(`${ground.url}${upload}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${opened.token}` },
      body: form,
    });
    expect(response.status).toBe(200);
    expect((await read()).body.activities[1]?.text).toContain('cannot open files');
  });
});
