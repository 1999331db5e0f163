import type { Sent } from './sdk-adapter.ts';

/** What to do after a refused try. */
export type RetryPlan =
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'give-up'; readonly reason: 'refused' | 'too-many-tries' };

/** Tries in all: with the waits between them about four minutes, unless the channel asks for more. */
const mostTries = 10;

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** A channel that asks for more time than this has stopped, and the person has left. */
const longestAskedMs = 10 * 60_000;

/** Refusals below 500 that pass: too slow, a race inside of Teams, too many requests. */
const passing = new Set([408, 412, 429]);

/**
 * Whether and when a reply that was refused is sent again.
 *
 * The wait doubles with each try; half of it is chance, so that replies which were refused together do
 * not come back together. `Retry-After` is a lower bound. What the channel says about the reply itself
 * (400, 403, 404 and their like) does not change by trying again.
 */
export function planRetry(
  refused: Pick<Extract<Sent, { kind: 'refused' }>, 'status' | 'retryAfter'>,
  triesBefore: number,
  at: { readonly now: number; readonly random: number },
): RetryPlan {
  if (!mayPass(refused.status)) return { kind: 'give-up', reason: 'refused' };
  if (triesBefore + 1 >= mostTries) return { kind: 'give-up', reason: 'too-many-tries' };
  const full = Math.min(firstWaitMs * 2 ** triesBefore, longestWaitMs);
  const own = Math.round(full / 2 + (full / 2) * at.random);
  const asked = Math.min(askedFor(refused.retryAfter, at.now), longestAskedMs);
  return { kind: 'wait', waitMs: Math.max(own, asked) };
}

/** No status at all is a network that failed. */
function mayPass(status: number | null): boolean {
  return status === null || status >= 500 || passing.has(status);
}

/** `Retry-After` in milliseconds: it comes in seconds or as a date; 0 for neither. */
function askedFor(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  if (/^\d{1,9}(?:\.\d+)?$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000;
  const moment = Date.parse(retryAfter);
  return Number.isNaN(moment) ? 0 : Math.max(0, moment - now);
}
