import type { Clock } from '../../base/clock.ts';
import type { Outbox, PendingReply } from '../../turn/ports.ts';
import { coalesce } from '../../base/coalesce.ts';

/** What the worker is made of. */
export interface OutboxWorkerParts {
  readonly outbox: Pick<Outbox, 'due'>;
  readonly clock: Clock;
  /** Whether a reply is for this worker; others are left alone. */
  readonly mine: (pending: PendingReply) => boolean;
  readonly deliver: (pending: PendingReply) => Promise<void>;
  readonly failed: (event: { readonly cause: unknown }) => void;
}

/** Finds replies that are due and has each delivered, several at the same time. */
export interface OutboxWorker {
  /** Looks now, or again when it is looking. After a failure it rests until it is asked. */
  readonly look: () => void;
  /** Begins nothing more and resolves when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

/** Deliveries at the same time; each is in another conversation. */
const mostAtOnce = 32;

/** A worker over an outbox that hands out at most one reply per conversation. */
export function createOutboxWorker(parts: OutboxWorkerParts): OutboxWorker {
  const underWay = new Map<number, Promise<void>>();
  let stopped = false;

  const beginDue = async (): Promise<void> => {
    if (stopped || underWay.size >= mostAtOnce) return;
    // A reply that is under way now may end while the outbox is read, which then still names it.
    const begun = new Set(underWay.keys());
    const due = await parts.outbox.due(parts.clock.now(), mostAtOnce + begun.size);
    const fresh = due.filter((pending) => !begun.has(pending.id) && parts.mine(pending));
    fresh.slice(0, mostAtOnce - underWay.size).forEach(begin);
  };

  // One look at a time: two at once could begin the same reply twice.
  const looking = coalesce(() => beginDue().catch(report));

  const begin = (pending: PendingReply): void => {
    if (stopped) return;
    const work = parts.deliver(pending).then(() => looking.ask, report);
    underWay.set(
      pending.id,
      work.then((lookAgain) => {
        underWay.delete(pending.id);
        lookAgain?.();
      }),
    );
  };

  const report = (cause: unknown): void => parts.failed({ cause });

  const stop = async (): Promise<void> => {
    stopped = true;
    await looking.idle();
    await Promise.all(underWay.values());
  };

  return { look: looking.ask, stop };
}
