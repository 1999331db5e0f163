import type { Condition } from '../knowledge/condition.ts';
import type { Stage } from '../knowledge/stage.ts';

/** Where a conversation stands: `dialog/state`. */
export type Place = string;

/**
 * Where an answer leads.
 *
 * `return` goes back to the place from which a side branch was entered; `article` says an answer
 * and stays; `call` enters a side branch and remembers the place to return to.
 */
export type Target =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'call'; readonly place: Place }
  | { readonly kind: 'return' }
  | { readonly kind: 'article'; readonly article: string }
  | { readonly kind: 'action'; readonly action: UniversalAction };

/** What a person can do in every state, by button under "More" or in words. */
export const universalActions = [
  'back',
  'where',
  'restart',
  'language',
  'person',
  'more',
  'stuck',
  'different',
  'ticket',
  'erase',
] as const;

/** One of the things a person can do in every state. */
export type UniversalAction = (typeof universalActions)[number];

/** A button of a state, and what pressing it does. */
export interface Answer {
  /** Also the key of its words in the `answers` namespace. */
  readonly id: string;
  readonly to: Target;
  /** Slots that the answer settles. */
  readonly set: Readonly<Record<string, string>>;
  /** Slots that the answer makes unknown again. */
  readonly clear: readonly string[];
  /** Milestone reached by the answer; the time of the turn is kept with it. */
  readonly mark: string | null;
  /** Whether the answer sends what was gathered to the helpdesk. */
  readonly sends: boolean;
}

/** One wording of what a state says; the first whose condition holds is said. */
export interface Wording {
  readonly when: Condition;
  /** Key below the state in the dialog's namespace. */
  readonly text: string;
}

/** A state that says something and waits. */
export interface SayState {
  readonly kind: 'say';
  readonly id: string;
  readonly say: readonly Wording[];
  readonly answers: readonly Answer[];
  /** Slot that is read from what the person types; the state is passed over when it is known. */
  readonly collects: string | null;
  /** Where to go once the collected slot is known. */
  readonly next: Target | null;
  /** Intents that are likelier here: they break near ties. */
  readonly expects: readonly string[];
  readonly sources: readonly string[];
  /** Side branch for "I'm stuck" and for "it looks different". */
  readonly stuck: Target | null;
  readonly different: Target | null;
  /** The one line that brings a person back here. */
  readonly resume: readonly Wording[];
  /** Where to go at once when a slot is learnt here: slot to place. */
  readonly learns: Readonly<Record<string, Place>>;
  /** Whether the dialog has a text of its own for someone who comes back days later. */
  readonly returning: readonly Wording[];
  /** Whether the state has a `short` text for those who come from an answer that explains it. */
  readonly short: boolean;
  /** Whether the process ends well here. */
  readonly success: boolean;
}

/** A state that says nothing: the first route that holds is taken at once. */
export interface RouteState {
  readonly kind: 'route';
  readonly id: string;
  readonly routes: readonly { readonly when: Condition; readonly to: Target }[];
}

export type State = SayState | RouteState;

/** One finite-state dialog. */
export interface Dialog {
  readonly id: string;
  /** The step that its states belong to; null for side branches. */
  readonly stage: Stage | null;
  readonly start: string;
  readonly states: Readonly<Record<string, State>>;
  /** Where a person is found for the troubles of this dialog; null for the network's helpdesk. */
  readonly person: Place | null;
  /** Old state ids and the ones that took their place, for conversations that stand on them. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** How a slot is read and shown. */
export interface SlotDefinition {
  readonly id: string;
  /**
   * `words`: the person's own, whatever they are; `email`: an address; `answer`: set by buttons only;
   * `derived`: follows from the others at the moment of the turn.
   */
  readonly reads:
    'network' | 'country' | 'choice' | 'date' | 'words' | 'email' | 'answer' | 'derived';
  /** Values of a choice, an answer or something derived. */
  readonly values: readonly string[];
  /** Articles that are likelier to be asked for by those of whom a value holds. */
  readonly expects: Readonly<Record<string, readonly string[]>>;
}
