import { foldedWords } from './fold.ts';
import type { ConceptMention } from './features.ts';
import { hashPair, hashText } from './hash.ts';
import type { Stemmer } from './stem.ts';
import type { TrainingSet } from './training-set.ts';
import { learnTranslations, type SentencePair } from './translations.ts';

/** What the words and phrases of one language mean: concept numbers by the hash of their stems. */
export type ConceptTable = ReadonlyMap<number, readonly number[]>;

/** Words a phrase in a synonym group may have. */
const longestPhrase = 4;

const sentenceEnd = /(?<=[.?!:])\s+|\n+/;

interface Group {
  readonly language: string;
  readonly terms: readonly (readonly string[])[];
}

/**
 * Joins words that mean the same, within a language by its synonym groups and across languages in two ways:
 * groups that share a term ("phone" stands in many) are one concept, and so are words that translate each other
 * in the parallel texts. A word may have several concepts.
 */
export function buildConcepts(
  set: TrainingSet,
  stemmers: ReadonlyMap<string, Stemmer>,
): Map<string, ConceptTable> {
  const tables = new Map<string, Map<number, number[]>>();
  for (const language of stemmers.keys()) tables.set(language, new Map());
  const groups = readGroups(set, stemmers);
  const concepts = joinGroups(groups);
  groups.forEach((group, i) => {
    const stem = stemmers.get(group.language);
    const table = tables.get(group.language);
    if (stem === undefined || table === undefined) return;
    for (const term of group.terms) note(table, phraseHash(term.map(stem)), concepts[i] ?? i);
  });
  addTranslations(set, stemmers, { tables, first: groups.length });
  return tables;
}

/** The concepts of a text, in the order of its words. */
export function findConcepts(table: ConceptTable, stems: readonly string[]): ConceptMention[] {
  const mentions: ConceptMention[] = [];
  if (table.size === 0) return mentions;
  for (let at = 0; at < stems.length; at++) {
    let hash = 0;
    for (let end = at; end < stems.length && end < at + longestPhrase; end++) {
      hash = hashPair(hash, hashText(stems[end] ?? ''));
      for (const concept of table.get(hash) ?? []) mentions.push({ concept, at });
    }
  }
  return mentions;
}

function phraseHash(stems: readonly string[]): number {
  return stems.reduce((hash, stem) => hashPair(hash, hashText(stem)), 0);
}

function note(table: Map<number, number[]>, phrase: number, concept: number): void {
  const known = table.get(phrase);
  if (known === undefined) table.set(phrase, [concept]);
  else if (!known.includes(concept)) known.push(concept);
}

function readGroups(set: TrainingSet, stemmers: ReadonlyMap<string, Stemmer>): Group[] {
  return [...stemmers.keys()].flatMap((language) =>
    (set.synonyms[language] ?? []).map((group) => ({
      language,
      terms: group
        .map((term) => foldedWords(term))
        .filter((words) => words.length > 0 && words.length <= longestPhrase),
    })),
  );
}

/** The concept of each group: groups that share a term have the same one. */
function joinGroups(groups: readonly Group[]): number[] {
  const parents = groups.map((_, i) => i);
  const rootOf = (i: number): number => {
    const parent = parents[i] ?? i;
    return parent === i ? i : rootOf(parent);
  };
  const firstWith = new Map<string, number>();
  groups.forEach((group, i) => {
    for (const term of group.terms) {
      const key = term.join(' ');
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, i);
      else parents[rootOf(i)] = rootOf(first);
    }
  });
  return parents.map((_, i) => rootOf(i));
}

interface Tables {
  readonly tables: ReadonlyMap<string, Map<number, number[]>>;
  /** The first concept number that is free. */
  readonly first: number;
}

/** Gives each word of the pivot that has a translation a concept, and that concept to its translations. */
function addTranslations(
  set: TrainingSet,
  stemmers: ReadonlyMap<string, Stemmer>,
  { tables, first }: Tables,
): void {
  const pivot = pivotLanguage(set);
  const pivotTable = tables.get(pivot);
  if (pivotTable === undefined) return;
  const numbers = new Map<string, number>();
  for (const [language, table] of tables) {
    if (language === pivot) continue;
    const pairs = sentencePairs(set, stemmers, { from: language, to: pivot });
    for (const [word, meaning] of learnTranslations(pairs)) {
      const concept = numbers.get(meaning) ?? first + numbers.size;
      numbers.set(meaning, concept);
      note(table, phraseHash([word]), concept);
      note(pivotTable, phraseHash([meaning]), concept);
    }
  }
}

/** The language with the most parallel texts, of equals the one that is named first: through it the others meet. */
function pivotLanguage(set: TrainingSet): string {
  const counts = new Map<string, number>();
  for (const text of set.parallel ?? []) {
    for (const language of Object.keys(text)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function sentencePairs(
  set: TrainingSet,
  stemmers: ReadonlyMap<string, Stemmer>,
  way: { readonly from: string; readonly to: string },
): SentencePair[] {
  const from = stemmers.get(way.from);
  const to = stemmers.get(way.to);
  if (from === undefined || to === undefined) return [];
  return (set.parallel ?? []).flatMap((text) => {
    const lefts = sentencesOf(text[way.from]);
    const rights = sentencesOf(text[way.to]);
    if (lefts.length === 0 || rights.length === 0) return [];
    const pair = (left: string, right: string): SentencePair => ({
      left: foldedWords(left).map(from),
      right: foldedWords(right).map(to),
    });
    if (lefts.length !== rights.length) return [pair(lefts.join(' '), rights.join(' '))];
    return lefts.map((left, i) => pair(left, rights[i] ?? ''));
  });
}

function sentencesOf(text: string | undefined): string[] {
  return (text ?? '').split(sentenceEnd).filter((sentence) => sentence.trim() !== '');
}
