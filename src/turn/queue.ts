import { AppError } from '../base/app-error.ts';

/** Runs the turns of one conversation one after the other, and those of others beside them. */
export interface ConversationQueue {
  /**
   * Runs the work when all earlier work of the same conversation has ended, well or not.
   * @throws AppError SHUTTING_DOWN once the queue is being closed.
   */
  readonly run: <Result>(conversation: string, work: () => Promise<Result>) => Promise<Result>;
  /** Takes no more work and resolves when what is under way has ended. */
  readonly close: () => Promise<void>;
}

/**
 * The order of turns within this process.
 *
 * The version check of the store is what makes turns safe across processes; this queue only spares
 * them the conflict, so it may forget a conversation as soon as nothing waits in it.
 */
export function createConversationQueue(): ConversationQueue {
  const tails = new Map<string, Promise<unknown>>();
  let closing = false;

  const run = <Result>(conversation: string, work: () => Promise<Result>): Promise<Result> => {
    if (closing) {
      return Promise.reject(new AppError('SHUTTING_DOWN', 'No new turns while shutting down'));
    }
    const before = tails.get(conversation) ?? Promise.resolve();
    const result = before.then(work, work);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(conversation) === settled) tails.delete(conversation);
      });
    tails.set(conversation, settled);
    return result;
  };

  const close = async (): Promise<void> => {
    closing = true;
    await Promise.all(tails.values());
  };

  return { run, close };
}
