import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import type { Sent } from '../../../src/channels/botframework/sdk-adapter.ts';
import type { Reply } from '../../../src/locale/line.ts';
import type { Outbox } from '../../../src/turn/ports.ts';
import type { Send } from './delivery-harness.ts';
import {
  accepted,
  closeHarnesses,
  createChannel,
  createHarness,
  refused,
} from './delivery-harness.ts';

afterEach(closeHarnesses);

describe('a reply that was committed', () => {
  it('is delivered at once, without waiting for the next look', async () => {
    const channel = createChannel();
    const { turn, events, bot } = await createHarness(channel.send);
    await turn('one', 'hello');
    await events.until(1);
    expect(events.seen).toEqual(['delivered at try 1']);
    expect(await bot.store.outbox.state()).toMatchObject({ waiting: 0, givenUp: 0 });
  });

  it('is delivered with what the stored one masks', async () => {
    const replies: Reply[] = [];
    const { turn, events } = await createHarness((_reference, reply) => {
      replies.push(reply);
      return Promise.resolve(accepted);
    });
    await turn('one', '+3212345678');
    await events.until(1);
    expect(JSON.stringify(replies)).toContain('+3212345678');
  });

  it('stays masked when it is delivered by the next process', async () => {
    const replies: Reply[] = [];
    const { turn, events, delivery } = await createHarness((_reference, reply) => {
      replies.push(reply);
      return Promise.resolve(accepted);
    });
    await turn('one', '+3212345678', { kick: false });
    delivery.start();
    await events.until(1);
    expect(JSON.stringify(replies)).not.toContain('+3212345678');
  });

  it('is delivered on start when an earlier process left it', async () => {
    const channel = createChannel();
    const { turn, events, delivery } = await createHarness(channel.send);
    await turn('one', 'hello', { kick: false });
    await turn('two', 'hello', { kick: false });
    delivery.start();
    await events.until(2);
    expect(channel.sent.map(({ conversation }) => conversation)).toEqual(['one', 'two']);
  });
});

describe('the order of replies', () => {
  it('is that of the turns, even when an earlier one has to wait', async () => {
    const channel = createChannel(refused(503));
    const { turn, events, hand, bot, delivery } = await createHarness(channel.send);
    delivery.start();
    await turn('one', 'first');
    await events.until(1);
    await turn('one', 'second');
    bot.clock.advance(500);
    hand.tick();
    await events.until(3);
    expect(events.seen).toEqual([
      'postponed after 503 by 500',
      'delivered at try 2',
      'delivered at try 1',
    ]);
    const [first, again, second] = channel.sent.map(({ keys }) => keys);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
  });

  it('holds nobody else back', async () => {
    const { promise: answer, resolve: answerNow } = Promise.withResolvers<Sent>();
    const send: Send = ({ conversation }) =>
      conversation.id === 'slow' ? answer : Promise.resolve(accepted);
    const { turn, events } = await createHarness(send);
    await turn('slow', 'hello');
    await turn('quick', 'hello');
    await events.until(1);
    expect(events.seen).toEqual(['delivered at try 1']);
    answerNow(accepted);
    await events.until(2);
  });

  it('goes on behind a reply that was given up', async () => {
    const channel = createChannel(refused(403));
    const { turn, events } = await createHarness(channel.send);
    await turn('one', 'first');
    await turn('one', 'second');
    await events.until(2);
    expect(events.seen).toEqual(['given up after 403: refused', 'delivered at try 1']);
  });
});

describe('a reply under way', () => {
  it('is not begun a second time, however often the outbox is looked at', async () => {
    const { promise: answer, resolve: answerNow } = Promise.withResolvers<Sent>();
    let tries = 0;
    const { turn, events, hand, delivery } = await createHarness(() => {
      tries += 1;
      return answer;
    });
    delivery.start();
    const id = await turn('one', 'hello');
    for (let look = 0; look < 20; look += 1) {
      hand.tick();
      delivery.kick(id, { language: 'en', place: 'start/hello', lines: [], buttons: [] });
    }
    answerNow(accepted);
    await events.until(1);
    await delivery.stop();
    expect(tries).toBe(1);
  });

  it('is not begun again by a look that began while it was ending', async () => {
    // The outbox is read while the reply still stands in it, and heard of when it has left.
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const stillThere = Promise.withResolvers<undefined>();
    const answer = Promise.withResolvers<Sent>();
    let tries = 0;
    const slow = (real: Outbox): Outbox => ({
      ...real,
      due: async (now, limit) => {
        const due = await real.due(now, limit);
        if (tries === 0) return due;
        stillThere.resolve(undefined);
        await gate.promise;
        return due;
      },
    });
    const { turn, events, hand, delivery } = await createHarness(({ conversation }) => {
      if (conversation.id !== 'one') return Promise.resolve(accepted);
      tries += 1;
      begun.resolve(undefined);
      return answer.promise;
    }, slow);
    delivery.start();
    await turn('one', 'hello');
    await begun.promise;
    hand.tick();
    await stillThere.promise;
    answer.resolve(accepted);
    await events.until(1);
    gate.resolve(undefined);
    await turn('two', 'hello');
    await events.until(2);
    expect(tries).toBe(1);
  });

  it('ends before the delivery has stopped, and nothing is begun after', async () => {
    const { promise: answer, resolve: answerNow } = Promise.withResolvers<Sent>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>();
    const { turn, events, hand, delivery } = await createHarness(() => {
      begin(undefined);
      return answer;
    });
    delivery.start();
    await turn('one', 'first');
    await begun;
    const stopping = delivery.stop();
    await turn('one', 'second');
    answerNow(accepted);
    await stopping;
    expect(events.seen).toEqual(['delivered at try 1']);
    expect(hand.stopped()).toBe(true);
  });
});

describe('an outbox that fails', () => {
  it('is asked again at the next look', async () => {
    const channel = createChannel();
    let fails = true;
    const broken = (real: Outbox): Outbox => ({
      ...real,
      due: (now, limit) =>
        fails ? Promise.reject(new AppError('STORE_BUSY', 'locked')) : real.due(now, limit),
    });
    const { turn, events, hand, delivery } = await createHarness(channel.send, broken);
    await turn('one', 'hello', { kick: false });
    delivery.start();
    await events.until(1);
    fails = false;
    hand.tick();
    await events.until(2);
    expect(events.seen).toEqual(['failed: AppError: locked', 'delivered at try 1']);
  });

  it('does not make a reply be sent twice that the channel has taken', async () => {
    const channel = createChannel();
    let fails = true;
    const broken = (real: Outbox): Outbox => ({
      ...real,
      delivered: (id) =>
        fails ? Promise.reject(new AppError('STORE_BUSY', 'locked')) : real.delivered(id),
    });
    const { turn, events, hand, delivery } = await createHarness(channel.send, broken);
    delivery.start();
    await turn('one', 'hello');
    await events.until(1);
    fails = false;
    hand.tick();
    await events.until(2);
    expect(events.seen.at(-1)).toBe('delivered at try 1');
    expect(channel.sent).toHaveLength(1);
  });
});

describe('a reply that cannot be read', () => {
  it('is given up when its address is from another release', async () => {
    const channel = createChannel();
    const { turn, events } = await createHarness(channel.send);
    await turn('one', 'hello', { deliverTo: { via: 'botframework', format: 9 } });
    await events.until(1);
    expect(events.seen).toEqual(['given up after 400: refused']);
    expect(channel.sent).toEqual([]);
  });

  it('is left alone when it is for another channel to deliver', async () => {
    const channel = createChannel();
    const { turn, events, bot } = await createHarness(channel.send);
    await turn('one', 'hello', { deliverTo: { via: 'pigeon' } });
    await turn('two', 'hello');
    await events.until(1);
    expect(channel.sent.map(({ conversation }) => conversation)).toEqual(['two']);
    expect(await bot.store.outbox.state()).toMatchObject({ waiting: 1, givenUp: 0 });
  });
});

it('is kept and counted when every try failed', async () => {
  const { turn, events, hand, bot, delivery } = await createHarness(() =>
    Promise.resolve(refused(null)),
  );
  delivery.start();
  await turn('one', 'hello');
  for (let tries = 1; tries < 10; tries += 1) {
    await events.until(tries);
    bot.clock.advance(60_000);
    hand.tick();
  }
  await events.until(10);
  expect(events.seen.at(-1)).toBe('given up after silence: too-many-tries');
  expect(await bot.store.outbox.state()).toMatchObject({ waiting: 0, givenUp: 1 });
});

it('delivers more replies at once than it begins at a time', async () => {
  const channel = createChannel();
  const { turn, events, delivery } = await createHarness(channel.send);
  for (let conversation = 0; conversation < 100; conversation += 1) {
    await turn(`c${String(conversation)}`, 'hello', { kick: false });
  }
  delivery.start();
  await events.until(100);
  expect(new Set(channel.sent.map(({ conversation }) => conversation)).size).toBe(100);
  expect(channel.sent).toHaveLength(100);
});
