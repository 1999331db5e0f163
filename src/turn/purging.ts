import type { Clock } from '../base/clock.ts';
import type { Retention } from './ports.ts';

/** Days that a conversation is kept after its last turn: what the answer on privacy promises. */
export const keptDays = 90;

/** Looks at the database so often; a few hours more or less do not matter after 90 days. */
const everyMilliseconds = 6 * 3_600_000;

const dayMilliseconds = 86_400_000;

/** What purging is made of. */
export interface PurgingParts {
  readonly retention: Retention;
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
export function createPurging({ retention, clock, watcher }: PurgingParts): Purging {
  let underWay: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  const round = (): void => {
    underWay = retention
      .purge(clock.now() - keptDays * dayMilliseconds)
      .then(watcher.purged, watcher.failed);
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
