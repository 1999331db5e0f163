/** What a lesson is about: a moment from which those who write the content can learn. */
export const lessonKinds = ['fallback', 'clarification', 'unhelped', 'helped'] as const;

/**
 * `fallback`: not understood. `clarification`: asked back which of some was meant. `unhelped`: the
 * answer did not help. `helped`: it did.
 */
export type LessonKind = (typeof lessonKinds)[number];

/** One moment to learn from. What was typed is not in it: it stands, masked, in the transcript. */
export interface Lesson {
  readonly about: LessonKind;
  readonly language: string;
  readonly place: string;
  /** The article whose answer helped or did not. */
  readonly article: string | null;
  /** Articles that were offered instead, best first. */
  readonly offered: readonly string[];
}
