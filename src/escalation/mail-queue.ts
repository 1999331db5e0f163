import type { Mail } from './ticket.ts';

/** A mail that a worker has taken on: nobody else tries it until the lease ends. */
export interface LeasedMail {
  readonly id: number;
  readonly reference: string;
  readonly recipient: string;
  readonly mail: Mail;
  /** Tries before this one. */
  readonly attempts: number;
  readonly writtenAt: number;
}

/** How many mails there are in each state that matters to an operator. */
export interface MailFigures {
  readonly waiting: number;
  /** When the oldest of those that wait was written; null when none waits. */
  readonly oldestAt: number | null;
  /** Without an address to send them to. */
  readonly kept: number;
  readonly givenUp: number;
}

/**
 * Mails of tickets on their way. A row is written with its turn and stays, without its text once it
 * was sent, for as long as the ticket does.
 */
export interface MailQueue {
  /** Takes on mails that are due and that nobody else is trying, oldest first. */
  readonly lease: (now: number, until: number, limit: number) => Promise<readonly LeasedMail[]>;
  /** It was taken; its text is forgotten. False when the ticket was erased meanwhile. */
  readonly sent: (id: number, at: number) => Promise<boolean>;
  /** It was not taken: tried again at `retryAt`, or given up (and kept) when null. */
  readonly failed: (id: number, retryAt: number | null) => Promise<void>;
  /** Gives mails that were kept for want of an address the one that there is now; how many. */
  readonly readdress: (recipient: string, now: number) => Promise<number>;
  readonly figures: () => Promise<MailFigures>;
  /** References of all tickets: what else lies in a mail folder belongs to nobody any more. */
  readonly references: () => Promise<ReadonlySet<string>>;
}
