import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../src/channels/botframework/reference.ts';
import {
  createSdkAdapter,
  withoutMentions,
} from '../../../src/channels/botframework/sdk-adapter.ts';
import { shutNetwork } from './shut-network.ts';

shutNetwork();

const reference: Reference = {
  via: 'botframework',
  channelId: 'webchat',
  serviceUrl: 'https://webchat.test/',
  conversation: { id: 'chat|1' },
  bot: { id: 'bot', role: 'bot' },
  user: { id: 'person' },
  activityId: 'a-7',
};

const hello = { type: 'message', text: 'hello', locale: 'de' } as const;
const answering = '/v3/conversations/chat%7C1/activities/a-7';
const saying = '/v3/conversations/chat%7C1/activities';

describe('sending a reply', () => {
  it('answers to the activity that it is a reply to', async () => {
    let body: unknown;
    nock('https://webchat.test')
      .post(answering, (sent) => {
        body = sent;
        return true;
      })
      .reply(201, { id: 'b-1' });
    expect(await createSdkAdapter({}).send(reference, hello)).toEqual({ kind: 'accepted' });
    expect(body).toEqual({
      type: 'message',
      text: 'hello',
      locale: 'de',
      channelId: 'webchat',
      serviceUrl: 'https://webchat.test/',
      conversation: { id: 'chat|1' },
      from: { id: 'bot', role: 'bot' },
      recipient: { id: 'person' },
      replyToId: 'a-7',
    });
  });

  it('answers to nothing when there was no message', async () => {
    const scope = nock('https://webchat.test')
      .post(saying, (sent: Record<string, unknown>) => !('replyToId' in sent))
      .reply(201, { id: 'b-1' });
    await createSdkAdapter({}).send({ ...reference, activityId: null }, hello);
    expect(scope.isDone()).toBe(true);
  });

  it('stays in the thread of a channel', async () => {
    const thread = { id: '19:team@thread.tacv2;messageid=1', conversationType: 'channel' };
    const scope = nock('https://webchat.test')
      .post(`/v3/conversations/${encodeURIComponent(thread.id)}/activities/a-7`)
      .reply(201, { id: 'b-1' });
    await createSdkAdapter({}).send({ ...reference, conversation: thread }, hello);
    expect(scope.isDone()).toBe(true);
  });

  it.each([200, 201, 202])('is done at %i', async (status) => {
    nock('https://webchat.test').post(answering).reply(status, {});
    expect(await createSdkAdapter({}).send(reference, hello)).toEqual({ kind: 'accepted' });
  });

  it.each([400, 403, 404, 412, 429, 500, 502, 504])('tells of %i after one try', async (status) => {
    let tries = 0;
    nock('https://webchat.test')
      .post(answering)
      .times(5)
      .reply(() => {
        tries += 1;
        return [status, { error: { code: 'X', message: 'no' } }];
      });
    expect(await createSdkAdapter({}).send(reference, hello)).toMatchObject({
      kind: 'refused',
      status,
      retryAfter: null,
    });
    expect(tries).toBe(1);
  });

  it('tells how long the channel asks to wait', async () => {
    nock('https://webchat.test').post(answering).reply(429, {}, { 'Retry-After': '12' });
    const sent = await createSdkAdapter({}).send(reference, hello);
    expect(sent).toMatchObject({ kind: 'refused', status: 429, retryAfter: '12' });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'])(
    'tells of a network that fails with %s after one try',
    async (code) => {
      nock('https://webchat.test')
        .post(answering)
        .replyWithError(Object.assign(new Error('no network'), { code }));
      const sent = await createSdkAdapter({}).send(reference, hello);
      expect(sent).toMatchObject({ kind: 'refused', status: null, retryAfter: null });
    },
  );

  it('follows no redirection', async () => {
    const elsewhere = nock('https://elsewhere.test').post(answering).reply(201, {});
    nock('https://webchat.test')
      .post(answering)
      .reply(307, '', { Location: `https://elsewhere.test${answering}` });
    const sent = await createSdkAdapter({}).send(reference, hello);
    expect(sent).toMatchObject({ kind: 'refused' });
    expect(elsewhere.isDone()).toBe(false);
  });

  it('is refused when the reference names no address', async () => {
    const sent = await createSdkAdapter({}).send({ ...reference, serviceUrl: null }, hello);
    expect(sent).toMatchObject({ kind: 'refused' });
  });
});

describe('mentions', () => {
  const mention = { type: 'mention', mentioned: { id: 'bot' }, text: '<at>Bot (v1.0)*</at>' };

  it('go, one for each time that the bot was mentioned', () => {
    const text = '<at>Bot (v1.0)*</at> hello <at>Bot (v1.0)*</at>';
    expect(withoutMentions(text, [mention, mention])).toBe('hello');
  });

  it('stay when nobody was mentioned', () => {
    expect(withoutMentions('<at>Ana</at> hello', [])).toBe('<at>Ana</at> hello');
  });
});
