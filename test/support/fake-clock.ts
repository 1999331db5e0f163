import type { Clock } from '../../src/base/clock.ts';

/** Time that moves only when a test moves it. */
export interface FakeClock extends Clock {
  readonly set: (now: number) => void;
  readonly advance: (milliseconds: number) => void;
}

/** A clock that stands at the given moment. */
export function createFakeClock(start = Date.parse('2026-11-10T09:00:00Z')): FakeClock {
  let now = start;
  return {
    now: () => now,
    set: (moment) => {
      now = moment;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
