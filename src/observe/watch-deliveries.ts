import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';

/** A reply on its way: the shape of what the delivery in `channels/botframework` tells. */
interface Delivering {
  readonly outboxId: number;
  readonly channel: string;
  /** Which try it was, from 1. */
  readonly attempt: number;
}

/** A try that failed: the channel's status, if it gave one, and what was thrown. */
interface Refused extends Delivering {
  readonly status: number | null;
  readonly cause: unknown;
}

/**
 * Logs what becomes of replies: `delivery.made`, `delivery.postponed`, `delivery.given-up`,
 * `delivery.failed`.
 *
 * A reply that was given up is an error: somebody is waiting for it and an operator can see why.
 */
export function watchDeliveries(log: Logger): {
  readonly delivered: (delivery: Delivering) => void;
  readonly postponed: (delivery: Refused & { readonly waitMs: number }) => void;
  readonly givenUp: (delivery: Refused & { readonly reason: string }) => void;
  readonly failed: (event: { readonly cause: unknown }) => void;
} {
  return {
    delivered: (delivery) => log.info('delivery.made', { ...delivery }),
    postponed: ({ cause, ...delivery }) =>
      log.warn('delivery.postponed', { ...delivery, ...reasonOf(cause) }),
    givenUp: ({ cause, ...delivery }) =>
      log.error('delivery.given-up', { ...delivery, ...reasonOf(cause) }),
    failed: ({ cause }) => log.error('delivery.failed', { ...describeFailure(cause) }),
  };
}

/** Class and causes are enough: where the SDK threw says nothing about why. */
function reasonOf(cause: unknown): {
  readonly failure: string;
  readonly causes: readonly string[];
} {
  const { failure, causes } = describeFailure(cause);
  return { failure, causes };
}
