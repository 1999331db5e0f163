import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';

/** A reply on its way: the shape of what the delivery in `channels/botframework` tells. */
interface Delivering {
  readonly outboxId: number;
  readonly channel: string;
  /** Which try it was, from 1. */
  readonly attempt: number;
}

/**
 * Logs what becomes of replies: `delivery.made`, `delivery.postponed`, `delivery.given-up`,
 * `delivery.failed`.
 *
 * A reply that was given up is an error: somebody is waiting for it and an operator can see why.
 */
export function watchDeliveries(log: Logger): {
  readonly delivered: (delivery: Delivering) => void;
  readonly postponed: (
    delivery: Delivering & { readonly status: number | null; readonly waitMs: number },
  ) => void;
  readonly givenUp: (
    delivery: Delivering & { readonly status: number | null; readonly reason: string },
  ) => void;
  readonly failed: (event: { readonly cause: unknown }) => void;
} {
  return {
    delivered: (delivery) => log.info('delivery.made', { ...delivery }),
    postponed: (delivery) => log.warn('delivery.postponed', { ...delivery }),
    givenUp: (delivery) => log.error('delivery.given-up', { ...delivery }),
    failed: ({ cause }) => log.error('delivery.failed', { ...describeFailure(cause) }),
  };
}
