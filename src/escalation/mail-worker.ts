import type { Clock } from '../base/clock.ts';
import type { LeasedMail, MailQueue } from './mail-queue.ts';
import type { MailOutcome } from './mail-retry.ts';
import { planMailRetry } from './mail-retry.ts';
import type { MailTransport } from './mail-transport.ts';

/** One try at a mail, as it is told to the operator: never an address, never words. */
export interface MailEvent {
  readonly mailId: number;
  /** Reference of its ticket. */
  readonly ticket: string;
  /** Which try it was, from 1. */
  readonly attempt: number;
}

/** What the worker tells the operator. */
export interface MailWatcher {
  readonly sent: (event: MailEvent) => void;
  readonly postponed: (
    event: MailEvent & { readonly why: string; readonly waitMs: number },
  ) => void;
  readonly givenUp: (event: MailEvent & { readonly why: string; readonly reason: string }) => void;
  /** The worker itself failed: the database, or a bug. */
  readonly failed: (event: { readonly cause: unknown }) => void;
}

/** What the worker is made of. */
export interface MailWorkerParts {
  readonly queue: MailQueue;
  readonly transport: MailTransport;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Calls back again and again until it is told to stop. */
  readonly ticker: (work: () => void) => () => void;
  readonly watcher: MailWatcher;
}

/** Brings mails from the queue to their desks. */
export interface MailWorker {
  readonly start: () => void;
  /** A ticket was just stored: its mail need not wait for the next look. */
  readonly look: () => void;
  /** Begins no more tries and resolves when those under way have ended. */
  readonly stop: () => Promise<void>;
}

/** Longer than the longest try, so that a lease ends only when its worker is gone. */
const leaseMs = 120_000;

/** Mails at the same time: helpdesks are small, and so are their mail servers. */
const mostAtOnce = 4;

/**
 * Sends each mail at least once, under the same Message-ID for every try.
 *
 * The lease is stored before the first byte leaves. If the process ends between the mail server's
 * "taken" and our note of it, the next one sends it again: a desk sees one mail, or the same one
 * twice, and never none.
 */
export function createMailWorker(parts: MailWorkerParts): MailWorker {
  let stopTicker: (() => void) | null = null;
  let stopped = false;
  let wanted = false;
  let round: Promise<void> | null = null;

  const rounds = async (): Promise<void> => {
    while (wanted && !stopped) {
      wanted = false;
      const many = await sendDue(parts);
      if (many === mostAtOnce) wanted = true;
    }
  };

  const look = (): void => {
    wanted = true;
    round ??= rounds()
      .catch((cause: unknown) => parts.watcher.failed({ cause }))
      .finally(() => {
        round = null;
        // What was asked for while the last round ended.
        if (wanted && !stopped) look();
      });
  };

  return {
    look,
    start: () => {
      stopTicker ??= parts.ticker(look);
      look();
    },
    stop: async () => {
      stopped = true;
      stopTicker?.();
      await round;
    },
  };
}

/** One round: takes on what is due and tries it; how many that were. */
async function sendDue(parts: MailWorkerParts): Promise<number> {
  const now = parts.clock.now();
  const mails = await parts.queue.lease(now, now + leaseMs, mostAtOnce);
  const failed = (cause: unknown): void => parts.watcher.failed({ cause });
  // One that cannot be noted must not cut the others off: whoever stops waits for all of them.
  await Promise.all(mails.map((leased) => trySend(parts, leased).catch(failed)));
  return mails.length;
}

async function trySend(parts: MailWorkerParts, leased: LeasedMail): Promise<void> {
  const { queue, transport, clock, watcher } = parts;
  const outcome = await transport.send(leased);
  const event = eventOf(leased);
  if (outcome.kind === 'refused') return settle(parts, leased, outcome);
  const known = await queue.sent(leased.id, clock.now());
  if (known) watcher.sent(event);
  // The person erased the conversation while the mail was on its way.
  else await transport.withdraw(leased.reference);
}

async function settle(
  { queue, clock, random, watcher }: MailWorkerParts,
  leased: LeasedMail,
  refused: Extract<MailOutcome, { kind: 'refused' }>,
): Promise<void> {
  const now = clock.now();
  const at = { now, writtenAt: leased.writtenAt, random: random() };
  const plan = planMailRetry(refused, leased.attempts, at);
  const event = { ...eventOf(leased), why: refused.why };
  if (plan.kind === 'wait') {
    await queue.failed(leased.id, now + plan.waitMs);
    watcher.postponed({ ...event, waitMs: plan.waitMs });
    return;
  }
  await queue.failed(leased.id, null);
  watcher.givenUp({ ...event, reason: plan.reason });
}

function eventOf({ id, reference, attempts }: LeasedMail): MailEvent {
  return { mailId: id, ticket: reference, attempt: attempts + 1 };
}
