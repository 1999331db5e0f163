/** One text that means an intent: a question as people type it, or the intent's title. */
export interface Example {
  readonly text: string;
  readonly intent: string;
  /** Tag of the language it is written in. */
  readonly language: string;
  /** Titles train the matcher like questions, but nobody is expected to type one, so they calibrate nothing. */
  readonly kind: 'question' | 'title';
}

/** All that a matcher is made from. Which languages there are is said by the data alone. */
export interface TrainingSet {
  readonly examples: readonly Example[];
  /** Per language: groups of words or short phrases that mean the same. */
  readonly synonyms: Readonly<Record<string, readonly (readonly string[])[]>>;
  /**
   * The same text in several languages, by tag: answers, titles, labels.
   *
   * From these the matcher learns which words translate each other, so that a question written in one
   * language also teaches the others. Optional: without them it knows less, nothing breaks.
   */
  readonly parallel?: readonly Readonly<Record<string, string>>[];
}
