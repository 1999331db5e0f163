/** Work that is asked for more often than it has to be done. */
export interface Coalesced {
  /** Has it done now, or once more when it is being done. */
  readonly ask: () => void;
  /** Resolves when nothing is being done. */
  readonly idle: () => Promise<void>;
}

/** Lets work run once at a time; however often it is asked for during a run, one more follows. */
export function coalesce(work: () => Promise<void>): Coalesced {
  let running: Promise<void> | null = null;
  let again = false;

  const run = async (): Promise<void> => {
    while (again) {
      again = false;
      await work();
    }
    running = null;
  };

  return {
    ask: () => {
      again = true;
      running ??= run();
    },
    idle: () => running ?? Promise.resolve(),
  };
}
