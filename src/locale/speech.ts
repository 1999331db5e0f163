/** Texts of a namespace: a text, or texts below it. */
export interface SpeechTexts {
  readonly [key: string]: string | SpeechTexts;
}

/** All words that are said, checked: what a locale is made from. */
export interface Speech {
  /** Tags of the languages; in the words of the first the screens are shown to everybody. */
  readonly languages: readonly string[];
  /** Per language, whose forms of dates, numbers, lists and country names it takes: `pt-PT`. */
  readonly forms: Readonly<Record<string, string>>;
  /** By language and namespace. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, SpeechTexts>>>>;
  /** Words of screens by label and language; a language without one sees the first language's. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Web and mail addresses by id. */
  readonly links: Readonly<Record<string, string>>;
  /** Short names of networks by id. */
  readonly networks: Readonly<Record<string, string>>;
}
