import type { Condition, Facts } from './condition.ts';
import { firstThatHolds } from './condition.ts';
import type { Stage } from './stage.ts';

/** Who can help when the answer does not; `none` where there is nobody to ask. */
export type Owner = 'network-desk' | 'eu-login-support' | 'hospital-it' | 'none';

/** One wording of an answer, for those to whom the condition applies. */
export interface Variant {
  readonly id: string;
  readonly when: Condition;
}

/** An entry of the knowledge base or a reply class; its words live apart, one file per language. */
export interface Article {
  /** Id of the intent catalogue: what the matcher returns. */
  readonly id: string;
  /** One line that says where this entry ends and the next begins. */
  readonly definition: string;
  /** `in`: an answer; `out`: a reply to something the bot does not deal with; `action`: a thing to do. */
  readonly scope: 'in' | 'out' | 'action';
  readonly stage: Stage | 'none';
  readonly owner: Owner;
  readonly sources: readonly string[];
  /** Slot whose value would change the answer: asked once, after what holds for everyone. */
  readonly asks: string | null;
  /**
   * Place of a dialog that walks the person through what the answer tells: entered at once
   * (`always`), at once when the person has no step yet (`root`), or offered as a button.
   */
  readonly leads: {
    readonly to: string;
    readonly when: 'always' | 'root' | 'offered';
    /** Entered at once only where this holds, offered otherwise. */
    readonly given: Condition;
  } | null;
  /** Article that helps next, where no dialog goes on. */
  readonly next: string | null;
  /** Whether someone who says this is in trouble, so that a leading "done" does not count as done. */
  readonly trouble: boolean;
  /** Whether the answer stands alone, without the line that brings back to the step. */
  readonly alone: boolean;
  /** Whether a person from the helpdesk is fetched at once, after the answer. */
  readonly person: boolean;
  /** Whether the entry has details behind "Show me more". */
  readonly more: boolean;
  /** Whether the entry has the answer in one sentence. */
  readonly short: boolean;
  /** Whether the entry has a reason of its own. */
  readonly why: boolean;
  /** ISO date after which the answer has to be read again. */
  readonly reviewBy: string;
  /** The last one has an empty condition, so one always holds. */
  readonly variants: readonly Variant[];
}

/** Key of the text that answers this person, in the `articles` namespace. */
export function answerKey(article: Article, facts: Facts): string {
  const variant = firstThatHolds(article.variants, facts);
  return `articles:${article.id}.${variant?.id ?? 'default'}`;
}
