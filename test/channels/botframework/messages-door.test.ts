import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import type { TurnStore } from '../../../src/turn/ports.ts';
import type { OpenDoor } from './door.ts';
import { openDoor } from './door.ts';
import { recorded } from './recorded.ts';
import { shutNetwork } from './shut-network.ts';

shutNetwork();

let door: OpenDoor;

beforeEach(async () => {
  door = await openDoor();
});

afterEach(() => door.close());

const inline = { deliveryMode: 'expectReplies', serviceUrl: undefined };

/** What the channel is sent, in order. */
function listen(address: string): Record<string, unknown>[] {
  const sent: Record<string, unknown>[] = [];
  nock(address)
    .persist()
    .post(/\/v3\/conversations\/.*/)
    .reply(201, async (request: Request) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return { id: `sent-${String(sent.length)}` };
    });
  return sent;
}

const key = { channel: 'webchat', conversation: '7Yx-chat|0000000' };

/** How many turns a conversation has had. */
async function turnsOf(conversation = key): Promise<number> {
  const { conversation: found } = await door.bot.store.turns.open(conversation, null);
  return found?.version ?? 0;
}

describe('a message', () => {
  it('is acknowledged with nothing, and answered through its channel', async () => {
    const sent = listen('https://webchat.test');
    const { status, text } = await door.post(recorded('webchat-message'));
    expect({ status, text }).toEqual({ status: 200, text: '' });
    await door.events.until(1);
    expect(sent).toMatchObject([{ type: 'message', replyToId: 'w-5', locale: 'en' }]);
  });

  it('is acknowledged before the channel has taken the answer', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    nock('https://webchat.test')
      .post(/.*/)
      .reply(201, async () => {
        await held;
        return {};
      });
    expect((await door.post(recorded('webchat-message'))).status).toBe(200);
    expect(door.events.seen).toEqual([]);
    release(undefined);
    await door.events.until(1);
  });

  it('is answered in the answer when the caller expects it there', async () => {
    const { status, body } = await door.post(recorded('webchat-message', inline));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      activities: [
        {
          type: 'message',
          channelId: 'webchat',
          conversation: { id: '7Yx-chat|0000000' },
          from: { id: 'cpms-helpdesk', role: 'bot' },
          recipient: { id: 'dl_visitor', role: 'user' },
          replyToId: 'w-5',
          suggestedActions: { actions: [{ title: "I'm starting" }] },
        },
      ],
    });
    expect(await door.bot.store.outbox.state()).toMatchObject({ waiting: 0 });
  });

  it('of 100,000 characters is answered', async () => {
    const { status, text } = await door.post(
      recorded('webchat-message', { ...inline, text: 'ä'.repeat(100_000) }),
    );
    expect(status).toBe(200);
    expect(text).toContain('That is too long to read.');
  });

  it('is answered in the language of the client', async () => {
    const { text } = await door.post(recorded('teams-bot-added', inline));
    expect(text).toContain('Guten Tag.');
  });

  it('from a channel that nobody knows is a conversation of that channel', async () => {
    const { status } = await door.post(recorded('unknown-channel', inline));
    expect(status).toBe(200);
    expect(await turnsOf({ channel: 'hospital-portal-2', conversation: 'ward-3' })).toBe(1);
  });
});

describe('a press on a button', () => {
  it('goes where the button leads', async () => {
    await door.post(recorded('webchat-person-joins', inline));
    const { text } = await door.post(recorded('webchat-button', inline));
    expect(text).toContain('https://webgate.ec.europa.eu/cas');
  });

  it('of an earlier step is told so, and nothing moves', async () => {
    await door.post(recorded('webchat-person-joins', inline));
    await door.post(recorded('webchat-button', inline));
    const { text } = await door.post(recorded('webchat-button', { ...inline, id: 'w-99' }));
    expect(text).toContain('That button belongs to an earlier step.');
  });

  it.each(['forged-press', 'card-of-others'])(
    'that is none of ours (%s) does nothing',
    async (name) => {
      const { status, body } = await door.post(recorded(name, inline));
      expect({ status, body }).toEqual({ status: 200, body: { activities: [] } });
      expect(await turnsOf()).toBe(0);
    },
  );
});

describe('the same activity', () => {
  it('is handled once, and its answer is given again to the letter', async () => {
    const first = await door.post(recorded('webchat-message', inline));
    const again = await door.post(recorded('webchat-message', inline));
    expect(again.text).toBe(first.text);
    expect(await turnsOf()).toBe(1);
  });

  it('is answered once through its channel', async () => {
    const sent = listen('https://webchat.test');
    await door.post(recorded('webchat-message'));
    await door.events.until(1);
    await door.post(recorded('webchat-message'));
    await door.post(recorded('webchat-typing'));
    expect(await turnsOf()).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('five times at once is one turn and one answer', async () => {
    const sent = listen('https://webchat.test');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => door.post(recorded('webchat-message'))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await door.events.until(1);
    expect(await turnsOf()).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('five times at once gets the same answer five times when it is expected inline', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => door.post(recorded('webchat-message', inline))),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await turnsOf()).toBe(1);
  });

  it('is another one in another conversation', async () => {
    await door.post(recorded('webchat-message', inline));
    const other = { ...inline, conversation: { id: 'other' } };
    await door.post(recorded('webchat-message', other));
    expect(await turnsOf({ ...key, conversation: 'other' })).toBe(1);
  });
});

describe('activities out of order', () => {
  it('are all answered, in the order in which they came', async () => {
    const sent = listen('https://webchat.test');
    const timed = (id: string, timestamp: string) => recorded('webchat-message', { id, timestamp });
    await door.post(timed('late', '2026-11-10T10:00:00Z'));
    await door.post(timed('early', '2026-11-10T09:00:00Z'));
    await door.events.until(2);
    expect(sent.map(({ replyToId }) => replyToId)).toEqual(['late', 'early']);
  });

  it('are each one turn when twenty come at once', async () => {
    const sent = listen('https://webchat.test');
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        door.post(recorded('webchat-message', { id: `m-${String(index)}` })),
      ),
    );
    await door.events.until(20);
    expect(await turnsOf()).toBe(20);
    expect(new Set(sent.map(({ replyToId }) => replyToId)).size).toBe(20);
  });
});

it('greets once, whatever tells of the beginning', async () => {
  const first = await door.post(recorded('webchat-person-joins', inline));
  const second = await door.post(recorded('webchat-person-joins', { ...inline, id: 'w-00' }));
  expect(second.text).toBe(first.text.replaceAll('"w-0"', '"w-00"'));
  expect(await turnsOf()).toBe(1);
});

describe('an invoke', () => {
  it.each(['teams-task-fetch', 'teams-sign-in', 'teams-card-action-of-others'])(
    'that the bot has no answer to is not implemented (%s)',
    async (name) => {
      const { status, body } = await door.post(recorded(name));
      expect({ status, body }).toMatchObject({
        status: 501,
        body: { error: { code: 'NOT_IMPLEMENTED' } },
      });
    },
  );

  it('that is a press is answered as one, and the reply comes into the chat', async () => {
    const sent = listen('https://smba.test');
    await door.post(recorded('teams-bot-added'));
    const { status, body } = await door.post(recorded('teams-card-action'));
    expect({ status, body }).toMatchObject({ status: 200, body: { statusCode: 200 } });
    await door.events.until(2);
    expect(JSON.stringify(sent[1])).toContain('webgate.ec.europa.eu/cas');
  });
});

describe('names of people', () => {
  it('come back nowhere, whatever is written in them', async () => {
    const sent = listen('https://webchat.test');
    const { status } = await door.post(recorded('script-in-names'));
    await door.events.until(1);
    const transcript = await door.bot.store.turns.transcript('c1', 10);
    const everything = JSON.stringify([sent, transcript, door.log]);
    expect(status).toBe(200);
    expect(transcript).toHaveLength(2);
    expect(everything).not.toMatch(/script>|onerror|DROP TABLE|javascript:|\*\*bold/);
  });
});

describe('a turn that fails', () => {
  const broken =
    (code: 'STORE_FAILED' | 'STORE_BUSY') =>
    (real: TurnStore): TurnStore => ({
      ...real,
      commit: () => Promise.reject(new AppError(code, 'no disk')),
    });

  const reopen = async (code: 'STORE_FAILED' | 'STORE_BUSY'): Promise<void> => {
    await door.close();
    door = await openDoor({ store: broken(code) });
  };

  it('is told to the person, with a way to another one', async () => {
    await reopen('STORE_FAILED');
    const sent = listen('https://webchat.test');
    const { status } = await door.post(recorded('webchat-message'));
    expect(status).toBe(200);
    expect(sent).toMatchObject([
      { text: 'I cannot work right now.', suggestedActions: { actions: [{ title: 'A person' }] } },
    ]);
  });

  it('is told inline when the answer is expected there', async () => {
    await reopen('STORE_BUSY');
    const { status, text } = await door.post(recorded('webchat-message', inline));
    expect(status).toBe(200);
    expect(text).toContain('Too busy right now.');
  });

  it('is told to the channel when the person cannot be told', async () => {
    await reopen('STORE_BUSY');
    nock('https://webchat.test').post(/.*/).reply(502);
    const { status, body, headers } = await door.post(recorded('webchat-message'));
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { error: { code: 'STORE_BUSY' } },
    });
    expect(headers.get('Retry-After')).toBe('2');
  });
});
