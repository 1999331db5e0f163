import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';

/** Logs what becomes of the operator's notices: `notice.changed` with a count, `notice.failed`. */
export function watchNotices(log: Logger): {
  readonly changed: (notices: number) => void;
  readonly failed: (cause: unknown) => void;
} {
  return {
    changed: (notices) => log.info('notice.changed', { notices }),
    failed: (cause) => log.error('notice.failed', { ...describeFailure(cause) }),
  };
}
