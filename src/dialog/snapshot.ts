import type { MailState } from '../escalation/ticket.ts';
import type { Place } from './definition.ts';

/** The ticket that a conversation made last, with what was known of it in the latest turn. */
export interface KnownTicket {
  readonly reference: string;
  readonly mail: MailState;
  /** The day on which it was sent, or else made. */
  readonly day: string;
}

/**
 * All that is remembered of a conversation between two turns: plain data, safe to store.
 *
 * Nothing in it is text that a person typed but, in the slots of a message to a helpdesk, the masked
 * words for it and the address for the answer.
 */
export interface Snapshot {
  readonly format: 1;
  readonly language: string;
  /** The person chose the language, so a message in another one does not change it. */
  readonly languageChosen: boolean;
  readonly place: Place;
  /** Whether the state at `place` has been said. */
  readonly begun: boolean;
  /** Places to return to from side branches, innermost last. */
  readonly calls: readonly Place[];
  /** Places passed, for "go back", newest last. */
  readonly trail: readonly Place[];
  readonly slots: Readonly<Record<string, string>>;
  /** Milestones: a stage or another mark, to the day on which it was reached. */
  readonly marks: Readonly<Record<string, string>>;
  /** The stage whose header was said last. */
  readonly stageSaid: string | null;
  /** Messages in a row that were not understood. */
  readonly misses: number;
  /** Answers on offer: the buttons of the last reply, in order. */
  readonly offered: readonly string[];
  /** Things that are said once only. */
  readonly told: readonly string[];
  /** How often each place has been entered since the last milestone. */
  readonly visits: Readonly<Record<Place, number>>;
  /** The article answered last, when nothing else happened since. */
  readonly lastArticle: string | null;
  /** What was answered and where, as `place#article.variant@network`, newest last. */
  readonly answered: readonly string[];
  /** Answers since a person was last asked whether one helped; large before the first time. */
  readonly quiet: number;
  readonly ticket: KnownTicket | null;
  /** Time of the last turn, milliseconds since 1970. */
  readonly lastAt: number;
}

/** What is known of a person before they have said anything. */
export interface Hints {
  readonly language: string;
  readonly slots: Readonly<Record<string, string>>;
}

/** Nobody was asked yet, so the first answer may be asked about. */
export const neverAsked = 100;

/** A conversation that has not begun. */
export function newSnapshot(root: Place, hints: Hints, now: number): Snapshot {
  return {
    format: 1,
    language: hints.language,
    languageChosen: false,
    place: root,
    begun: false,
    calls: [],
    trail: [],
    slots: hints.slots,
    marks: {},
    stageSaid: null,
    misses: 0,
    offered: [],
    told: [],
    visits: {},
    lastArticle: null,
    answered: [],
    quiet: neverAsked,
    ticket: null,
    lastAt: now,
  };
}
