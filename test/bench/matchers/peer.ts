/** One text that means an intent; `intent` null: nothing that the training set knows. */
export interface LabelledText {
  readonly text: string;
  readonly intent: string | null;
  /** Tag of its language; one without is of the language of the whole set. */
  readonly language: string;
}

/** What a trained matcher makes of a text: its best intent, and how sure it is, in a measure of its own. */
export interface Guess {
  readonly intent: string | null;
  readonly score: number;
}

/** A trained matcher. */
export type Guesser = (text: string, language: string) => Guess | Promise<Guess>;

/** A way to match intents, tried beside others on the same texts. */
export interface Peer {
  readonly name: string;
  /** Ask only one text in so many: some need a second for twenty. */
  readonly asksOneIn: number;
  readonly train: (examples: readonly LabelledText[]) => Guesser | Promise<Guesser>;
}

/** What has a meaning that can be learnt. */
export interface Lesson {
  readonly text: string;
  readonly intent: string;
}

/** The examples with an intent, by language: peers know one language at a time, and are told which. */
export function lessonsByLanguage(examples: readonly LabelledText[]): Map<string, Lesson[]> {
  const lessons = new Map<string, Lesson[]>();
  for (const { text, intent, language } of examples) {
    if (intent === null) continue;
    const known = lessons.get(language);
    if (known === undefined) lessons.set(language, [{ text, intent }]);
    else known.push({ text, intent });
  }
  return lessons;
}
