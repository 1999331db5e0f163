import { describe, expect, it } from 'vitest';
import { planRetry } from '../../../src/channels/botframework/retry-plan.ts';

const now = Date.parse('2026-11-10T09:00:00Z');
const after = (
  status: number | null,
  given: { tries?: number; random?: number; retryAfter?: string } = {},
) =>
  planRetry({ status, retryAfter: given.retryAfter ?? null }, given.tries ?? 0, {
    now,
    random: given.random ?? 0,
  });

describe('a refusal', () => {
  it.each([null, 408, 412, 429, 500, 502, 503, 504, 507])('of %s passes', (status) => {
    expect(after(status).kind).toBe('wait');
  });

  it.each([301, 400, 401, 403, 404, 405, 409, 410, 413, 422])('of %s does not pass', (status) => {
    expect(after(status)).toEqual({ kind: 'give-up', reason: 'refused' });
  });
});

describe('the wait', () => {
  const waits = (random: number): number[] =>
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((tries) => {
      const plan = after(503, { tries, random });
      return plan.kind === 'wait' ? plan.waitMs : -1;
    });

  it('doubles up to a minute, at least half of it', () => {
    expect(waits(0)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is spread by chance over the other half', () => {
    expect(waits(1)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('ends after ten tries', () => {
    expect(after(503, { tries: 9 })).toEqual({ kind: 'give-up', reason: 'too-many-tries' });
  });
});

describe('Retry-After', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['a date', 'Tue, 10 Nov 2026 09:00:30 GMT', 30_000],
    ['a date that has passed', 'Tue, 10 Nov 2026 08:00:00 GMT', 500],
    ['less than the own wait', '0', 500],
    ['a day', '86400', 600_000],
    ['nonsense', 'soon', 500],
    ['something negative', '-5', 500],
  ])('may be %s', (_what, retryAfter, waitMs) => {
    expect(after(429, { retryAfter })).toEqual({ kind: 'wait', waitMs });
  });
});
