import type { Line } from '../locale/line.ts';
import type { Answer, Place, SayState } from './definition.ts';
import type { TicketDraft } from '../escalation/ticket.ts';
import type { DialogContent } from './content.ts';
import type { Lesson, LessonKind } from './lesson.ts';
import type { Moment } from './moment.ts';
import type { Snapshot } from './snapshot.ts';

/** Something worth counting: for logs and for those who improve the content. Never user text. */
export interface Note {
  readonly event:
    | 'article-answered'
    | 'clarified'
    | 'asked-which'
    | 'not-understood'
    | 'person-offered'
    | 'milestone'
    | 'guard-masked'
    | 'state-gone'
    | 'stale-press'
    | 'ticket-saved'
    | 'ticket-refused'
    | 'erased'
    | 'notice-shown';
  readonly about: string;
}

/** Something that a turn asks for outside of the conversation; it is done in the turn's commit. */
export type Effect =
  | { readonly kind: 'ticket'; readonly ticket: TicketDraft }
  /** Everything that is stored of the conversation is deleted. */
  | { readonly kind: 'erase' }
  /** Something to learn from is kept for those who write the content. */
  | { readonly kind: 'lesson'; readonly lesson: Lesson }
  /** What was chosen from what the last lesson offered; null: none of it. */
  | { readonly kind: 'choice'; readonly chosen: string | null };

/** A turn in the making: what is known so far, what is said so far, and what is on offer. */
export interface Draft {
  readonly content: DialogContent;
  readonly moment: Moment;
  readonly now: number;
  /** What was typed in this turn, masked; null when nothing was. */
  readonly words: string | null;
  readonly effects: readonly Effect[];
  readonly snapshot: Snapshot;
  readonly lines: readonly Line[];
  /** Answer ids of the buttons; the last writer decides. */
  readonly buttons: readonly string[];
  readonly notes: readonly Note[];
}

/** The draft with more to say. */
export function say(draft: Draft, ...lines: readonly Line[]): Draft {
  return { ...draft, lines: [...draft.lines, ...lines] };
}

/** The draft with other buttons. */
export function offer(draft: Draft, buttons: readonly string[]): Draft {
  return { ...draft, buttons };
}

/** The draft with something remembered. */
export function remember(draft: Draft, change: Partial<Snapshot>): Draft {
  return { ...draft, snapshot: { ...draft.snapshot, ...change } };
}

/** The draft with something to be done in the turn's commit. */
export function effect(draft: Draft, done: Effect): Draft {
  return { ...draft, effects: [...draft.effects, done] };
}

/** The draft with something to learn from. */
export function learnFrom(
  draft: Draft,
  about: LessonKind,
  { article = null, offered = [] }: Partial<Pick<Lesson, 'article' | 'offered'>>,
): Draft {
  const { language, place } = draft.snapshot;
  return effect(draft, { kind: 'lesson', lesson: { about, language, place, article, offered } });
}

/** The draft with something noted for the log. */
export function note(draft: Draft, event: Note['event'], about: string): Draft {
  return { ...draft, notes: [...draft.notes, { event, about }] };
}

/** The state that says something at a place; undefined where there is none (any more). */
export function stateAt(content: DialogContent, place: Place): SayState | undefined {
  const cut = place.indexOf('/');
  const state = content.dialogs[place.slice(0, cut)]?.states[place.slice(cut + 1)];
  return state?.kind === 'say' ? state : undefined;
}

/** The answer of a state with this id. */
export function answerOf(state: SayState | undefined, id: string): Answer | undefined {
  return state?.answers.find((answer) => answer.id === id);
}

/** Key of a text of a place: `second-factor:sign-in.say`. */
export function textKey(place: Place, text: string): string {
  return `${place.replace('/', ':')}.${text}`;
}
