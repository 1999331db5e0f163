import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';

/** A try at a mail: the shape of what the worker in `escalation/` tells. */
interface Mailing {
  readonly mailId: number;
  readonly ticket: string;
  /** Which try it was, from 1. */
  readonly attempt: number;
}

/**
 * Logs what becomes of mails: `mail.sent`, `mail.postponed`, `mail.given-up`, `mail.failed`.
 *
 * A mail that was given up is an error: a person waits for an answer to it. Addresses are not logged.
 */
export function watchMails(log: Logger): {
  readonly sent: (mailing: Mailing) => void;
  readonly postponed: (
    mailing: Mailing & { readonly why: string; readonly waitMs: number },
  ) => void;
  readonly givenUp: (mailing: Mailing & { readonly why: string; readonly reason: string }) => void;
  readonly failed: (event: { readonly cause: unknown }) => void;
} {
  return {
    sent: (mailing) => log.info('mail.sent', { ...mailing }),
    postponed: (mailing) => log.warn('mail.postponed', { ...mailing }),
    givenUp: (mailing) => log.error('mail.given-up', { ...mailing }),
    failed: ({ cause }) => log.error('mail.failed', { ...describeFailure(cause) }),
  };
}
