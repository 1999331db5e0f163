import { findConcepts, type ConceptTable } from './concepts.ts';
import type { ConceptMention } from './features.ts';
import { stemmerFor, type Stemmer } from './stem.ts';
import { correctTypo, createTypoIndex, type TypoIndex } from './typos.ts';

/** The words of one language as its examples use them. */
export interface Lexicon {
  readonly language: string;
  readonly stem: Stemmer;
  /** How often each word is used. */
  readonly uses: ReadonlyMap<string, number>;
  readonly total: number;
  readonly stems: ReadonlySet<string>;
  readonly typos: TypoIndex;
  readonly concepts: ConceptTable;
}

/** A text as one language understands it. */
export interface Reading {
  readonly stems: readonly string[];
  readonly concepts: readonly ConceptMention[];
  /** Share of the words that this language knows, 0 to 1; a corrected word counts half. */
  readonly coverage: number;
  /** Log likelihood of the words in this language; only the differences between languages mean something. */
  readonly familiarity: number;
  /** Known words that stand in for mistyped ones. */
  readonly corrections: readonly string[];
}

/** What a corrected word is worth beside one that is known as typed. */
const correctedWorth = 0.5;

/** Words of a language that its examples do not show, as counted against those they do. */
const unseenWords = 1000;

/** Uses that every word is given beforehand, so that one unseen word rules no language out. */
const unseenUses = 0.5;

/** Collects the words of a language; the most used come first, so that a typo is read as the likelier word. */
export function createLexicon(
  language: string,
  texts: readonly (readonly string[])[],
  concepts: ConceptTable,
): Lexicon {
  const uses = new Map<string, number>();
  for (const words of texts) {
    for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  const ranked = [...uses].sort((a, b) => b[1] - a[1]);
  const words = ranked.map(([word]) => word);
  return restoreLexicon({
    language,
    words,
    uses: Int32Array.from(ranked, ([, count]) => count),
    stems: [...new Set(words.map(stemmerFor(language)))],
    typos: createTypoIndex(words),
    concepts,
  });
}

/** A lexicon as it is stored: what can be had again from the rest is left out. */
export interface StoredLexicon {
  readonly language: string;
  readonly words: readonly string[];
  readonly uses: Int32Array;
  readonly stems: readonly string[];
  readonly typos: TypoIndex;
  readonly concepts: ConceptTable;
}

/** Makes a stored lexicon ready for use. */
export function restoreLexicon(stored: StoredLexicon): Lexicon {
  return {
    language: stored.language,
    stem: stemmerFor(stored.language),
    uses: new Map(stored.words.map((word, i) => [word, stored.uses[i] ?? 0])),
    total: stored.uses.reduce((sum, count) => sum + count, 0),
    stems: new Set(stored.stems),
    typos: stored.typos,
    concepts: stored.concepts,
  };
}

/** Whether a language knows a word, as typed or by its stem. */
export function knowsWord(lexicon: Lexicon, word: string): boolean {
  return lexicon.uses.has(word) || lexicon.stems.has(lexicon.stem(word));
}

/**
 * Reads words as one language understands them.
 *
 * `strange` are the words that no language of the matcher knows: only these are taken for typos. A word that
 * another language knows is no typo of this one.
 */
export function readWith(
  lexicon: Lexicon,
  words: readonly string[],
  strange: ReadonlySet<string>,
): Reading {
  const stems: string[] = [];
  const corrections: string[] = [];
  let known = 0;
  let familiarity = 0;
  for (const word of words) {
    const correction = strange.has(word) ? correctTypo(lexicon.typos, word) : null;
    stems.push(lexicon.stem(correction ?? word));
    if (!strange.has(word)) familiarity += familiarityOf(lexicon, word);
    if (correction !== null) {
      corrections.push(correction);
      known += correctedWorth;
    } else if (knowsWord(lexicon, word)) known++;
  }
  return {
    stems,
    corrections,
    familiarity,
    concepts: findConcepts(lexicon.concepts, stems),
    coverage: words.length === 0 ? 0 : known / words.length,
  };
}

function familiarityOf(lexicon: Lexicon, word: string): number {
  const uses = (lexicon.uses.get(word) ?? 0) + unseenUses;
  return Math.log(uses / (lexicon.total + unseenWords));
}
