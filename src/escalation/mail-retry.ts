/** How a try to hand over a mail ended. */
export type MailOutcome =
  | { readonly kind: 'accepted' }
  /** `passing`: it may be taken later; `final`: it never will, as it is. */
  | { readonly kind: 'refused'; readonly lasts: 'passing' | 'final'; readonly why: string };

/** What to do after a refused try. */
export type MailPlan =
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'give-up'; readonly reason: 'refused' | 'too-old' };

const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/** Mail servers are down over a weekend; after that somebody has to look. */
const patienceMs = 4 * 24 * 3_600_000;

/**
 * Whether and when a mail is tried again.
 *
 * The wait doubles with each try up to an hour; a quarter of it is chance, so that mails which were
 * refused together do not come back together.
 */
export function planMailRetry(
  refused: Extract<MailOutcome, { kind: 'refused' }>,
  triesBefore: number,
  at: { readonly now: number; readonly writtenAt: number; readonly random: number },
): MailPlan {
  if (refused.lasts === 'final') return { kind: 'give-up', reason: 'refused' };
  if (at.now - at.writtenAt > patienceMs) return { kind: 'give-up', reason: 'too-old' };
  const full = Math.min(firstWaitMs * 2 ** Math.min(triesBefore, 20), longestWaitMs);
  return { kind: 'wait', waitMs: Math.round(full * (0.75 + at.random / 4)) };
}
