import { buildConcepts, findConcepts, type ConceptTable } from './concepts.ts';
import { kindNumbers, readConcepts, readGrams, readStems, type FeatureKind } from './features.ts';
import { foldedWords } from './fold.ts';
import { stemmerFor } from './stem.ts';
import type { TrainingSet } from './training-set.ts';

/** An example taken apart, its intent and language by number. */
export interface PreparedExample {
  readonly intent: number;
  readonly language: number;
  readonly words: readonly string[];
  readonly stems: readonly string[];
  /** Its features, each once. */
  readonly features: Int32Array;
  /** The kind of each feature, by its place in `kindNames`. */
  readonly kinds: Uint8Array;
  /** Whether people type it, so that it may test the matcher. */
  readonly question: boolean;
}

/** A training set taken apart once, for as many models as are made of it. */
export interface Prepared {
  readonly intents: readonly string[];
  readonly languages: readonly string[];
  readonly concepts: readonly ConceptTable[];
  /** Sorted by intent, each with at least one word. */
  readonly examples: readonly PreparedExample[];
}

/** Takes a training set apart: words, stems, meanings and features of each example. */
export function prepareExamples(set: TrainingSet): Prepared {
  const intents = [...new Set(set.examples.map((example) => example.intent))].sort();
  const languages = [...new Set(set.examples.map((example) => example.language))].sort();
  const stemmers = new Map(languages.map((language) => [language, stemmerFor(language)]));
  const tables = buildConcepts(set, stemmers);
  const concepts = languages.map((language) => tables.get(language) ?? new Map());
  const intentNumbers = new Map(intents.map((intent, i) => [intent, i]));
  const examples = set.examples.flatMap((example) => {
    const language = languages.indexOf(example.language);
    const stem = stemmers.get(example.language);
    const words = foldedWords(example.text);
    if (stem === undefined || words.length === 0) return [];
    const stems = words.map(stem);
    const intent = intentNumbers.get(example.intent) ?? 0;
    const read = featuresOf(words, stems, concepts[language] ?? new Map());
    return [{ intent, language, words, stems, ...read, question: example.kind === 'question' }];
  });
  return { intents, languages, concepts, examples: examples.sort((a, b) => a.intent - b.intent) };
}

function featuresOf(
  words: readonly string[],
  stems: readonly string[],
  concepts: ConceptTable,
): Pick<PreparedExample, 'features' | 'kinds'> {
  const kindOf = new Map<number, number>();
  const take = (hash: number, kind: FeatureKind): void => {
    kindOf.set(hash, kindNumbers[kind]);
  };
  for (const word of words) readGrams(word, take);
  readStems(stems, take);
  readConcepts(findConcepts(concepts, stems), take);
  const features = new Int32Array(kindOf.size);
  const kinds = new Uint8Array(kindOf.size);
  let at = 0;
  for (const [hash, kind] of kindOf) {
    features[at] = hash;
    kinds[at++] = kind;
  }
  return { features, kinds };
}
