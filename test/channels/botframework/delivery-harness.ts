import type { Delivery } from '../../../src/channels/botframework/delivery.ts';
import { createDelivery } from '../../../src/channels/botframework/delivery.ts';
import type { Reference } from '../../../src/channels/botframework/reference.ts';
import { referenceAsJson } from '../../../src/channels/botframework/reference.ts';
import type { Sent } from '../../../src/channels/botframework/sdk-adapter.ts';
import type { Reply } from '../../../src/locale/line.ts';
import type { Json, Outbox } from '../../../src/turn/ports.ts';
import { createDeliveryEvents, createHandTicker } from './delivery-events.ts';
import type { SmallBot } from './small-bot.ts';
import { createSmallBot } from './small-bot.ts';

/** The channel took it. */
export const accepted: Sent = { kind: 'accepted' };
/** The channel did not take it, or was not reached (null). */
export const refused = (status: number | null, retryAfter: string | null = null): Sent => ({
  kind: 'refused',
  status,
  retryAfter,
  cause: null,
});

const referenceTo = (conversation: string): Reference => ({
  via: 'botframework',
  channelId: 'webchat',
  serviceUrl: 'https://webchat.test/',
  conversation: { id: conversation },
  bot: { id: 'bot' },
  user: { id: 'person' },
  activityId: null,
});

/** The channel, as the delivery calls it. */
export type Send = (reference: Reference, reply: Reply) => Promise<Sent>;

const open: (() => Promise<void>)[] = [];

/** Ends every delivery that a test began. */
export async function closeHarnesses(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}

/** A delivery over a real outbox; `send` is the channel. */
export async function createHarness(send: Send, change: (real: Outbox) => Outbox = (real) => real) {
  const bot: SmallBot = await createSmallBot();
  const events = createDeliveryEvents();
  const hand = createHandTicker();
  const delivery: Delivery = createDelivery({
    outbox: change(bot.store.outbox),
    clock: bot.clock,
    random: () => 0,
    ticker: hand.ticker,
    send,
    watcher: events.watcher,
  });
  let count = 0;
  /** Takes a turn whose reply is to be delivered; without a kick, as after a crash. */
  const turn = async (
    conversation: string,
    text: string,
    given: { readonly kick?: boolean; readonly deliverTo?: Json } = {},
  ): Promise<number> => {
    const outcome = await bot.turns.handle({
      key: { channel: 'webchat', conversation },
      activityId: `a${String((count += 1))}`,
      act: { kind: 'says', text },
      hints: { locale: null, slots: {} },
      deliverTo: given.deliverTo ?? referenceAsJson(referenceTo(conversation)),
    });
    if (outcome.kind !== 'replied' || outcome.outboxId === null) throw new TypeError(outcome.kind);
    if (given.kick !== false) delivery.kick(outcome.outboxId, outcome.reply);
    return outcome.outboxId;
  };
  open.push(async () => {
    await delivery.stop();
    await bot.close();
  });
  return { bot, events, hand, delivery, turn };
}

/** A channel that answers what it is told to, in order, and then accepts everything. */
export function createChannel(...answers: readonly Sent[]) {
  const sent: { readonly conversation: string; readonly keys: string }[] = [];
  const left = [...answers];
  const send: Send = ({ conversation }, reply) => {
    sent.push({ conversation: conversation.id, keys: reply.lines.map(({ key }) => key).join(' ') });
    return Promise.resolve(left.shift() ?? accepted);
  };
  return { sent, send };
}
