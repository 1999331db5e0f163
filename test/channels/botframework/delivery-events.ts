import type { DeliveryWatcher, Ticker } from '../../../src/channels/botframework/delivery.ts';

/** Events of a delivery, in short, and a way to wait for the next ones without looking at a clock. */
export interface DeliveryEvents {
  readonly watcher: DeliveryWatcher;
  readonly seen: readonly string[];
  /** Resolves when so many events have been seen in all. */
  readonly until: (count: number) => Promise<void>;
}

/** Listens to a delivery, and passes on what it hears when somebody else wants to know. */
export function createDeliveryEvents(next?: DeliveryWatcher): DeliveryEvents {
  const seen: string[] = [];
  const waiting: { readonly count: number; readonly resolve: (value: undefined) => void }[] = [];
  const saw = (event: string): void => {
    seen.push(event);
    for (const { count, resolve } of waiting) if (seen.length >= count) resolve(undefined);
  };
  return {
    seen,
    watcher: {
      delivered: (event) => {
        next?.delivered(event);
        saw(`delivered at try ${event.attempt}`);
      },
      postponed: (event) => {
        next?.postponed(event);
        saw(`postponed after ${event.status ?? 'silence'} by ${event.waitMs}`);
      },
      givenUp: (event) => {
        next?.givenUp(event);
        saw(`given up after ${event.status ?? 'silence'}: ${event.reason}`);
      },
      failed: (event) => {
        next?.failed(event);
        saw(`failed: ${String(event.cause)}`);
      },
    },
    until: async (count) => {
      if (seen.length >= count) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      waiting.push({ count, resolve });
      await promise;
    },
  };
}

/** A ticker that a test turns by hand. */
export interface HandTicker {
  readonly ticker: Ticker;
  readonly tick: () => void;
  readonly stopped: () => boolean;
}

/** Time passes only when a test says so. */
export function createHandTicker(): HandTicker {
  let tick: (() => void) | null = null;
  return {
    ticker: (work) => {
      tick = work;
      return () => {
        tick = null;
      };
    },
    tick: () => tick?.(),
    stopped: () => tick === null,
  };
}
