import type { LeasedMail, MailQueue } from '../../src/escalation/mail-queue.ts';
import type { MailOutcome } from '../../src/escalation/mail-retry.ts';
import type { MailTransport, OutgoingMail } from '../../src/escalation/mail-transport.ts';
import type { MailWatcher } from '../../src/escalation/mail-worker.ts';

/** The mail server took it. */
export const accepted: MailOutcome = { kind: 'accepted' };

/** The mail server did not take it. */
export const refused = (
  lasts: 'passing' | 'final',
  why = 'EENVELOPE 451',
): Extract<MailOutcome, { kind: 'refused' }> => ({ kind: 'refused', lasts, why });

/** A mail that waits in a queue. */
export function mailOf(id: number, facts: Partial<LeasedMail> = {}): LeasedMail {
  const reference = facts.reference ?? `22-22${String(id)}`;
  return {
    id,
    reference,
    recipient: 'desk@network.example',
    mail: {
      messageId: `${reference}.unique@bot.example`,
      replyTo: 'person@hospital.example',
      subject: `[${reference}] CPMS access`,
      text: `Text of ${reference}\n`,
    },
    attempts: 0,
    writtenAt: 0,
    ...facts,
  };
}

/** A queue in memory, and what was done to it, in short. */
export interface FakeQueue {
  readonly queue: MailQueue;
  readonly done: readonly string[];
  readonly write: (mail: LeasedMail, dueAt?: number) => void;
  /** The ticket of a mail is erased, and the mail with it. */
  readonly erase: (id: number) => void;
}

/** Mails are due at once unless they are written otherwise. */
export function createFakeQueue(...mails: readonly LeasedMail[]): FakeQueue {
  const rows = new Map<number, { mail: LeasedMail; dueAt: number | null; leasedUntil: number }>();
  const done: string[] = [];
  const write: FakeQueue['write'] = (mail, dueAt = 0) => {
    rows.set(mail.id, { mail, dueAt, leasedUntil: 0 });
  };
  for (const mail of mails) write(mail);
  const settle = (id: number, dueAt: number | null): boolean => {
    const row = rows.get(id);
    if (row === undefined) return false;
    const mail = { ...row.mail, attempts: row.mail.attempts + 1 };
    rows.set(id, { mail, dueAt, leasedUntil: 0 });
    return true;
  };
  const queue: MailQueue = {
    lease: (now, until, limit) => {
      const due = [...rows.values()]
        .filter(({ dueAt, leasedUntil }) => dueAt !== null && dueAt <= now && leasedUntil <= now)
        .slice(0, limit);
      for (const row of due) row.leasedUntil = until;
      if (due.length > 0)
        done.push(`leased ${due.map(({ mail }) => mail.id).join(' ')} for ${until - now}`);
      return Promise.resolve(due.map(({ mail }) => mail));
    },
    sent: (id, at) => {
      done.push(`sent ${id} at ${at}`);
      return Promise.resolve(settle(id, null));
    },
    failed: (id, retryAt) => {
      done.push(`failed ${id}, again ${retryAt === null ? 'never' : `at ${retryAt}`}`);
      settle(id, retryAt);
      return Promise.resolve();
    },
    readdress: () => Promise.resolve(0),
    figures: () => Promise.resolve({ waiting: rows.size, oldestAt: null, kept: 0, givenUp: 0 }),
    references: () => Promise.resolve(new Set()),
  };
  return { queue, done, write, erase: (id) => rows.delete(id) };
}

/** A mail server of a test. */
export interface FakeTransport {
  readonly transport: MailTransport;
  /** References of the mails that were handed over, in order. */
  readonly tries: readonly string[];
  readonly withdrawn: readonly string[];
}

/** Answers each mail as it is told to; takes everything when it is not. */
export function createFakeTransport(
  answer: (outgoing: OutgoingMail, index: number) => MailOutcome | Promise<MailOutcome> = () =>
    accepted,
): FakeTransport {
  const tries: string[] = [];
  const withdrawn: string[] = [];
  return {
    tries,
    withdrawn,
    transport: {
      send: async (outgoing) => answer(outgoing, tries.push(outgoing.reference) - 1),
      withdraw: (reference) => {
        withdrawn.push(reference);
        return Promise.resolve();
      },
      sweep: () => Promise.resolve(),
    },
  };
}

/** Events of a worker, in short, and a way to wait for the next ones without looking at a clock. */
export interface MailEvents {
  readonly watcher: MailWatcher;
  readonly seen: readonly string[];
  readonly until: (count: number) => Promise<void>;
}

/** Listens to a worker. */
export function createMailEvents(): MailEvents {
  const seen: string[] = [];
  const waiting: { readonly count: number; readonly resolve: (value: undefined) => void }[] = [];
  const saw = (event: string): void => {
    seen.push(event);
    for (const { count, resolve } of waiting) if (seen.length >= count) resolve(undefined);
  };
  return {
    seen,
    watcher: {
      sent: ({ ticket, attempt }) => saw(`${ticket} sent at try ${attempt}`),
      postponed: ({ ticket, attempt, why, waitMs }) =>
        saw(`${ticket} postponed after try ${attempt} by ${waitMs}: ${why}`),
      givenUp: ({ ticket, attempt, why, reason }) =>
        saw(`${ticket} given up after try ${attempt}, ${reason}: ${why}`),
      failed: ({ cause }) =>
        saw(`failed: ${cause instanceof Error ? cause.message : String(cause)}`),
    },
    until: async (count) => {
      if (seen.length >= count) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push({ count, resolve });
      await promise;
    },
  };
}
