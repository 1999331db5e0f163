import type { MailFigures } from './mail-queue.ts';

/** A mail that waits longer than this is a person who waits for nothing. */
const longestWaitMs = 15 * 60_000;

/** What is wrong with the mails to helpdesks; empty when nothing is. */
export function mailTroubles(figures: MailFigures, now: number): ('late' | 'kept' | 'given-up')[] {
  const { oldestAt, kept, givenUp } = figures;
  return [
    ...(oldestAt !== null && now - oldestAt > longestWaitMs ? (['late'] as const) : []),
    ...(kept > 0 ? (['kept'] as const) : []),
    ...(givenUp > 0 ? (['given-up'] as const) : []),
  ];
}
