import type { Clock } from '../../base/clock.ts';
import type { Reply } from '../../locale/line.ts';
import type { Outbox, PendingReply } from '../../turn/ports.ts';
import { readReply } from '../../turn/stored-reply.ts';
import { createOutboxWorker } from './outbox-worker.ts';
import type { Reference } from './reference.ts';
import { readReference } from './reference.ts';
import { planRetry } from './retry-plan.ts';
import type { Sent } from './sdk-adapter.ts';

/** One try at delivering, as it is told to the operator. */
export interface DeliveryEvent {
  readonly outboxId: number;
  readonly channel: string;
  /** Which try it was, from 1. */
  readonly attempt: number;
}

/** A try that failed: the channel's status, null when it was not reached, and what was thrown. */
export interface RefusedDelivery extends DeliveryEvent {
  readonly status: number | null;
  readonly cause: unknown;
}

/** What the delivery tells the operator: ids and figures, never words. */
export interface DeliveryWatcher {
  readonly delivered: (event: DeliveryEvent) => void;
  readonly postponed: (event: RefusedDelivery & { readonly waitMs: number }) => void;
  readonly givenUp: (event: RefusedDelivery & { readonly reason: string }) => void;
  /** The delivery itself failed: the database, or a bug. */
  readonly failed: (event: { readonly cause: unknown }) => void;
}

/** Calls back again and again until it is told to stop. Tests pass one that they turn by hand. */
export type Ticker = (work: () => void) => () => void;

/** What the delivery is made of. */
export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  readonly ticker: Ticker;
  readonly send: (reference: Reference, reply: Reply) => Promise<Sent>;
  readonly watcher: DeliveryWatcher;
}

/** Brings replies from the outbox to their channels. */
export interface Delivery {
  /** A turn was committed: its reply is delivered now, with what the stored one masks. */
  readonly kick: (outboxId: number, reply: Reply) => void;
  /** Delivers what an earlier process left, and from then on what is due. */
  readonly start: () => void;
  /** Begins no more tries and resolves when those under way have ended. */
  readonly stop: () => Promise<void>;
}

/** Replies of the living that are kept; one that was forgotten is delivered as it was stored. */
const mostKept = 5_000;

/**
 * Delivers each reply at least once, in order within a conversation, conversations side by side.
 *
 * A reply leaves the outbox when its channel has taken it. If the process ends in between, it is sent
 * again by the next one: twice is better than never. The order is the outbox's doing, which hands out
 * a reply only when no older one of its conversation waits.
 */
export function createDelivery(parts: DeliveryParts): Delivery {
  const live = new Map<number, Reply>();
  /** Taken by the channel, but the outbox could not be told yet. */
  const taken = new Set<number>();
  let stopTicker: (() => void) | null = null;

  const deliver = async (pending: PendingReply): Promise<void> => {
    const { id } = pending;
    const sent = taken.has(id) ? accepted : await trySend(parts, pending, live.get(id));
    if (sent.kind === 'accepted') {
      taken.add(id);
      await parts.outbox.delivered(id);
      parts.watcher.delivered(eventOf(pending));
    } else if (!(await settle(parts, pending, sent))) return;
    taken.delete(id);
    live.delete(id);
  };

  const { outbox, clock, watcher } = parts;
  const worker = createOutboxWorker({ outbox, clock, deliver, mine, failed: watcher.failed });

  const keep = (outboxId: number, reply: Reply): void => {
    live.set(outboxId, reply);
    const [oldest] = live.keys();
    if (live.size > mostKept && oldest !== undefined) live.delete(oldest);
  };

  return {
    kick: (outboxId, reply) => {
      keep(outboxId, reply);
      worker.look();
    },
    start: () => {
      stopTicker ??= parts.ticker(worker.look);
      worker.look();
    },
    stop: async () => {
      stopTicker?.();
      await worker.stop();
    },
  };
}

const accepted: Sent = { kind: 'accepted' };

/** Nobody can send what cannot be read; another release wrote it. */
const unreadable: Sent = { kind: 'refused', status: 400, retryAfter: null, cause: null };

function trySend(
  parts: DeliveryParts,
  pending: PendingReply,
  live: Reply | undefined,
): Promise<Sent> {
  const reply = live ?? readReply(pending.reply);
  const reference = readReference(pending.reference);
  if (reply === null || reference === null) return Promise.resolve(unreadable);
  return parts.send(reference, reply);
}

/** Puts a refused reply back or gives it up; whether it is over. */
async function settle(
  { outbox, clock, random, watcher }: DeliveryParts,
  pending: PendingReply,
  sent: Extract<Sent, { kind: 'refused' }>,
): Promise<boolean> {
  const now = clock.now();
  const { status, cause } = sent;
  const refused = { ...eventOf(pending), status, cause };
  const plan = planRetry(sent, pending.attempts, { now, random: random() });
  if (plan.kind === 'wait') {
    const { waitMs } = plan;
    await outbox.failed(pending.id, now + waitMs);
    watcher.postponed({ ...refused, waitMs });
    return false;
  }
  await outbox.failed(pending.id, null);
  watcher.givenUp({ ...refused, reason: plan.reason });
  return true;
}

function eventOf({ id, key, attempts }: PendingReply): DeliveryEvent {
  return { outboxId: id, channel: key.channel, attempt: attempts + 1 };
}

/** Replies of channels that are not reached through the Bot Framework are for others to deliver. */
function mine({ reference }: PendingReply): boolean {
  const marked = typeof reference === 'object' && reference !== null && 'via' in reference;
  return marked && reference['via'] === 'botframework';
}
