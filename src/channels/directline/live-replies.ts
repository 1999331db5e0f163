import type { Clock } from '../../base/clock.ts';
import type { Reply } from '../../locale/line.ts';
import { storable } from '../../locale/line.ts';

/** Replies as they were said, for the few minutes in which they are delivered. */
export interface LiveReplies {
  readonly keep: (conversation: string, place: number, reply: Reply) => void;
  readonly of: (conversation: string, place: number) => Reply | null;
}

const keptMs = 120_000;
const mostKept = 1_000;

/**
 * Keeps what a stored reply masks, such as a phone number that is shown back once.
 *
 * Only in memory and not for long: who reads the conversation later finds the mask.
 */
export function createLiveReplies(clock: Clock): LiveReplies {
  const kept = new Map<string, { readonly reply: Reply; readonly until: number }>();
  const forget = (now: number): void => {
    for (const [key, { until }] of kept) {
      if (until > now && kept.size <= mostKept) return;
      kept.delete(key);
    }
  };
  return {
    keep: (conversation, place, reply) => {
      if (JSON.stringify(storable(reply)) === JSON.stringify(reply)) return;
      kept.set(keyOf(conversation, place), { reply, until: clock.now() + keptMs });
      forget(clock.now());
    },
    of: (conversation, place) => {
      forget(clock.now());
      return kept.get(keyOf(conversation, place))?.reply ?? null;
    },
  };
}

function keyOf(conversation: string, place: number): string {
  return `${conversation} ${place}`;
}
