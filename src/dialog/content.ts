import type { Article } from '../knowledge/article.ts';
import type { Network } from '../knowledge/network.ts';
import type { Dialog, Place, SlotDefinition, UniversalAction } from './definition.ts';

/** What a short general word may stand for. */
export type Gesture = 'done' | 'yes' | 'no' | 'unsure';

/** A short question about what was said last, understood wherever it is typed. */
export const followUps = ['why', 'then', 'show', 'shorter'] as const;

/** What such a question asks for: the reason, what comes next, more of it, less of it. */
export type FollowUp = (typeof followUps)[number];

/** A source as it is named to people. */
export interface SourceName {
  readonly title: string;
  readonly kind: 'guide' | 'page' | 'conflict' | 'own';
}

/** A phrase as its folded words, in order. */
export type Phrase = readonly string[];

/** What people type in one language for things that the bot understands everywhere. */
export interface Phrases {
  readonly actions: Readonly<Record<UniversalAction, readonly Phrase[]>>;
  readonly gestures: Readonly<Record<Gesture, readonly Phrase[]>>;
  readonly followUps: Readonly<Record<FollowUp, readonly Phrase[]>>;
  /** The words of each answer: its label first, then what people type instead. */
  readonly answers: Readonly<Record<string, readonly Phrase[]>>;
  /** Titles of articles: what a clarification offers. */
  readonly titles: Readonly<Record<string, readonly Phrase[]>>;
  readonly languageNames: readonly Phrase[];
  /** "Please" and its like, which change nothing at the end of a message. */
  readonly polite: readonly Phrase[];
  readonly correction: readonly Phrase[];
  /** Phrases for yes and not sure, joined by spaces, that are others without their accents. */
  readonly accented: ReadonlySet<string>;
  readonly contrast: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;
  /** Greetings, thanks and the like: which tone a short phrase has. */
  readonly tones: Readonly<Record<string, readonly Phrase[]>>;
}

/** A slot value found in a message, and where. */
export interface Mention {
  readonly slot: string;
  readonly value: string;
  /** `field`: named by what it deals with, not by its name, so it may be meant otherwise. */
  readonly by: 'name' | 'field' | 'phrase';
  readonly start: number;
  readonly end: number;
}

/** What the matcher makes of a text. */
export interface IntentDecision {
  readonly outcome: 'answer' | 'clarify' | 'fallback';
  readonly intent: string | null;
  /** At most three, best first; only for `clarify`. */
  readonly alternatives: readonly string[];
  /** Another thing asked in the same message. */
  readonly second: string | null;
  /** Nobody could know what it means, whoever is asked: "no code". */
  readonly unclear?: boolean;
}

/** The language of a message. */
export interface Heard {
  /** Tag in which to reply. */
  readonly tag: string;
  /** False when the message is clearly in a language that the bot does not speak. */
  readonly supported: boolean;
  /** The tag of that language; null where it is one that the bot speaks. */
  readonly foreign: string | null;
}

/** How the engine understands a text: pure functions over the content. */
export interface Ears {
  readonly decide: (
    text: string,
    context: {
      readonly language: string;
      /** Articles that the present state expects. */
      readonly preferred: readonly string[];
      /** Articles that what is known of the person makes a little likelier. */
      readonly likely: readonly string[];
    },
  ) => IntentDecision;
  readonly mentions: (
    text: string,
    context: { readonly language: string; readonly now: number },
  ) => readonly Mention[];
  /** The one e-mail address in a text; null where there is none, or more than one. */
  readonly email: (text: string) => string | null;
  readonly language: (
    text: string,
    conversation: { readonly language: string; readonly begun: boolean },
  ) => Heard;
}

/** Everything the engine knows: compiled once from `dialogs/`, `knowledge/` and `locales/`, frozen. */
export interface DialogContent {
  /** Where a conversation begins. */
  readonly root: Place;
  readonly dialogs: Readonly<Record<string, Dialog>>;
  readonly articles: Readonly<Record<string, Article>>;
  readonly networks: Readonly<Record<string, Network>>;
  readonly slots: Readonly<Record<string, SlotDefinition>>;
  /** Countries of the access request's list: ISO code to the name on the screen. */
  readonly countries: Readonly<Record<string, string>>;
  /** Names of the values that each text needs, by its key. */
  readonly placeholders: Readonly<Record<string, readonly string[]>>;
  /** Per language, the texts that name a button whose localised name no source shows. */
  readonly foreignLabels: Readonly<Record<string, ReadonlySet<string>>>;
  readonly phrases: Readonly<Record<string, Phrases>>;
  /** Which answers a typed "ok", "yes", "no" or "not sure" may stand for. */
  readonly likes: Readonly<Record<Gesture, ReadonlySet<string>>>;
  /** Where what is said comes from, by id. */
  readonly sources: Readonly<Record<string, SourceName>>;
  /** The desk of people whose network is not known; null where the operator names none. */
  readonly fallbackMailbox: string | null;
  /** Days that things are kept, as people are told. */
  readonly keeps: { readonly transcriptDays: number; readonly ticketDays: number };
  /** What is said in languages that are not spoken, by tag. */
  readonly unsupported: Readonly<Record<string, string>>;
  /** Tags of the languages spoken; the first is the one for strangers. */
  readonly languages: readonly string[];
  readonly ears: Ears;
}
