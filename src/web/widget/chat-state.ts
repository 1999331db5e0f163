import type { Log } from './log.ts';
import { emptyLog } from './log.ts';
import type { Message } from './message.ts';

/** All that the chat shows of the conversation. */
export interface ChatState {
  readonly phase: 'connecting' | 'ready' | 'unavailable' | 'forgotten';
  /** False while requests come to nothing. */
  readonly reachable: boolean;
  readonly log: Log;
  /** Whether a reply is on its way. */
  readonly waiting: boolean;
}

/** Who is told what happens. */
export interface ConnectionEars {
  readonly changed: (state: ChatState) => void;
  /** A message of the bot that was said just now; what was said before the page was opened is none. */
  readonly news: (message: Message) => void;
}

/** Before anything was asked. */
export const firstState: ChatState = {
  phase: 'connecting',
  reachable: true,
  log: emptyLog,
  waiting: false,
};
