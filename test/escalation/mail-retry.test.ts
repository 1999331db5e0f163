import { describe, expect, it } from 'vitest';
import { planMailRetry } from '../../src/escalation/mail-retry.ts';

const now = Date.parse('2026-11-10T09:00:00Z');
const day = 86_400_000;

const after = (
  lasts: 'passing' | 'final',
  given: { tries?: number; random?: number; age?: number } = {},
) =>
  planMailRetry({ kind: 'refused', lasts, why: 'EENVELOPE 451' }, given.tries ?? 0, {
    now,
    writtenAt: now - (given.age ?? 0),
    random: given.random ?? 1,
  });

const waitsAt = (random: number): number[] =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 5_000].map((tries) => {
    const plan = after('passing', { tries, random });
    return plan.kind === 'wait' ? plan.waitMs / 1_000 : -1;
  });

describe('the wait for the next try', () => {
  it('doubles up to an hour', () => {
    expect(waitsAt(1)).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
  });

  it('is by chance up to a quarter shorter', () => {
    expect(waitsAt(0)).toEqual([22.5, 45, 90, 180, 360, 720, 1_440, 2_700, 2_700, 2_700]);
  });

  it('is different for mails that were refused together', () => {
    const plans = [0.2, 0.4, 0.6].map((random) => after('passing', { tries: 3, random }));
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(3);
  });
});

describe('a mail', () => {
  it('is given up at once when it is refused for good', () => {
    expect(after('final')).toEqual({ kind: 'give-up', reason: 'refused' });
  });

  it('is tried for four days', () => {
    expect(after('passing', { age: 4 * day, tries: 100 }).kind).toBe('wait');
  });

  it('is given up when it is older than that', () => {
    expect(after('passing', { age: 4 * day + 1 })).toEqual({ kind: 'give-up', reason: 'too-old' });
  });

  it('is called refused, not too old, when it is both', () => {
    expect(after('final', { age: 5 * day })).toEqual({ kind: 'give-up', reason: 'refused' });
  });
});
