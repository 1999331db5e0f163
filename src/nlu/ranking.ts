/** An intent that a text may mean. */
export interface Candidate {
  readonly intent: string;
  /** The language in which the evidence is strongest. */
  readonly language: string;
  /** The likelihood, 0 to 1, that this is what the text means. */
  readonly score: number;
}

/** What a text may mean, in all languages of the matcher. */
export interface Ranking {
  /** The language that the text is most likely written in; null when nothing is known of it. */
  readonly language: string | null;
  /** At most five, each intent once, best first. */
  readonly candidates: readonly Candidate[];
  /** Share of the text's words, 0 to 1, that the language knows. */
  readonly coverage: number;
}

/** What is known before a text is read. Both only tip near ties. */
export interface MatchContext {
  /** The language of the conversation. */
  readonly language?: string;
  /** Intents that the present state of the dialog expects. */
  readonly preferred?: readonly string[];
  /** Intents that what is known of the person makes a little likelier. */
  readonly likely?: readonly string[];
}

/** Candidates a ranking names. */
export const longestRanking = 5;
