import type { ChatState } from './chat-state.ts';
import type { Choice } from './message.ts';
import type { Words } from './words.ts';

/** Something for the ears of people who do not see the chat. */
export interface Spoken {
  readonly id: number;
  readonly text: string;
  readonly language: string;
}

/** All that is drawn. */
export interface View {
  readonly open: boolean;
  readonly words: Words;
  readonly state: ChatState;
  /** What the browser thinks of its network. */
  readonly online: boolean;
  readonly shared: boolean;
  readonly spoken: readonly Spoken[];
}

/** All that a person can do. */
export interface Actions {
  readonly say: (text: string) => void;
  readonly choose: (choice: Choice) => void;
  readonly retry: (clientId: string) => void;
  readonly speak: (tag: string) => void;
  readonly share: (shared: boolean) => void;
  readonly save: () => void;
  readonly print: () => void;
  /** False when the server could not do it. */
  readonly forget: () => Promise<boolean>;
  readonly startAgain: () => void;
  readonly close: () => void;
  /** Tells something of the widget's own to people who do not see it. */
  readonly announce: (text: string) => void;
}

/** What most parts of the chat are given. */
export interface PartProps {
  readonly view: View;
  readonly actions: Actions;
}

/** Whether something is wrong with the connection that a person should know. */
export function isTroubled({ state, online }: View): boolean {
  return !online || state.phase === 'unavailable' || !state.reachable;
}
