import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';

/** Logs what retention deleted: `retention.purged` with a count, `retention.failed` with the code. */
export function watchPurges(log: Logger): {
  readonly purged: (conversations: number) => void;
  readonly failed: (cause: unknown) => void;
} {
  return {
    purged: (conversations) => {
      log.info('retention.purged', { conversations });
    },
    failed: (cause) => {
      log.error('retention.failed', { ...describeFailure(cause) });
    },
  };
}
