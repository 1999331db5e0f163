import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';

/** What a turn tells: the shape of `TurnWatcher` in `turn/`, which this folder does not import. */
interface HandledTurn {
  readonly conversation: string;
  readonly place: string;
  readonly notes: readonly { readonly event: string; readonly about: string }[];
}

/**
 * Logs turns by name: `turn.handled`, one `turn.<note>` for each thing worth counting, `turn.failed`.
 *
 * Give it to `createTurns` as its watcher.
 */
export function watchTurns(log: Logger): {
  readonly handled: (turn: HandledTurn) => void;
  readonly failed: (event: {
    readonly conversation: string | null;
    readonly cause: unknown;
  }) => void;
} {
  return {
    handled: ({ conversation, place, notes }) => {
      const ofTurn = log.child({ conversation, place });
      ofTurn.info('turn.handled', { notes: notes.length });
      for (const { event, about } of notes) ofTurn.info(`turn.${event}`, { about });
    },
    failed: ({ conversation, cause }) => {
      log.error('turn.failed', { conversation, ...describeFailure(cause) });
    },
  };
}
