import type { Clock } from '../base/clock.ts';
import type { MailQueue } from '../escalation/mail-queue.ts';
import type { MailTransport } from '../escalation/mail-transport.ts';
import type { Keeping } from './keeping.ts';
import type { Limits, OldConversation, Retention } from './ports.ts';
import type { Turns } from './turns.ts';

/** Looks at the database so often; a few hours more or less do not matter after 90 days. */
const everyMilliseconds = 6 * 3_600_000;

const dayMilliseconds = 86_400_000;

/** How long the shell of an erased conversation is kept: channels repeat within minutes. */
const shellMilliseconds = 3_600_000;

/** Conversations that are deleted side by side: they share a transaction, and no turn waits long. */
const atOnce = 50;

/** What purging is made of. */
export interface PurgingParts {
  readonly retention: Retention;
  readonly keeping: Keeping;
  /** Deletions take their place in the order of a conversation's turns. */
  readonly inOrder: Turns['inOrder'];
  readonly mails: Pick<MailQueue, 'references'>;
  readonly transport: Pick<MailTransport, 'sweep'>;
  readonly clock: Clock;
  /** Told how many conversations went, or why none could. */
  readonly watcher: {
    readonly purged: (conversations: number) => void;
    readonly failed: (cause: unknown) => void;
  };
}

/** Deletes old conversations at the start and every few hours. */
export interface Purging {
  readonly start: () => void;
  /** Resolves when no purge is under way. */
  readonly stop: () => Promise<void>;
}

/** The rounds of deletion; one that fails is told and tried again with the next. */
export function createPurging(parts: PurgingParts): Purging {
  let underWay: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  const round = (): void => {
    underWay = purgeAll(parts).then(parts.watcher.purged, parts.watcher.failed);
  };

  return {
    start: () => {
      round();
      timer = setInterval(round, everyMilliseconds);
      timer.unref();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
      return underWay;
    },
  };
}

/** One round: conversations one by one in their own order, then what is left; how many are gone. */
export async function purgeAll(parts: PurgingParts): Promise<number> {
  const { retention, mails, transport, clock, keeping } = parts;
  const limits = limitsAt(clock.now(), keeping);
  let gone = 0;
  for (;;) {
    const old = await retention.old(limits, atOnce);
    const deleted = await Promise.all(old.map((it) => purgeOne(parts, it, limits)));
    const many = deleted.filter(Boolean).length;
    gone += many;
    // None of them: they were all taken up again, and the next round is soon enough.
    if (old.length < atOnce || many === 0) break;
  }
  await retention.trim(limits);
  const keepMs = keeping.transcriptDays * dayMilliseconds;
  await transport.sweep(clock.now(), keepMs, mails.references);
  await retention.compact();
  return gone;
}

function limitsAt(now: number, { transcriptDays, ticketDays }: Keeping): Limits {
  return {
    transcripts: now - transcriptDays * dayMilliseconds,
    tickets: now - ticketDays * dayMilliseconds,
    shells: now - shellMilliseconds,
    handles: now,
  };
}

function purgeOne(
  { inOrder, retention }: PurgingParts,
  { key, id }: OldConversation,
  limits: Limits,
): Promise<boolean> {
  return inOrder(key, () => retention.purge(id, limits));
}
