import { featureKinds, kindNames } from './features.ts';
import { createHashIndex, type HashIndex } from './hash-index.ts';
import { createLexicon } from './lexicon.ts';
import type { Prepared, PreparedExample } from './prepare.ts';
import type { ScoringModel } from './scorer.ts';
import { trainClassifier, type SparseRows } from './svm.ts';

/** Examples a feature must have, unless its kind is kept when rare. */
const fewestExamples = 2;

interface Vocabulary {
  readonly features: HashIndex;
  readonly featureWeights: Float32Array;
}

/** Builds all of a model that does not need held-out texts. The examples are sorted by intent. */
export function buildModel(prepared: Prepared, examples: readonly PreparedExample[]): ScoringModel {
  const vocabulary = createVocabulary(examples, prepared.intents.length);
  const classifier = trainClassifier({
    rows: toRows(examples, vocabulary),
    labels: Int32Array.from(examples, (example) => example.intent),
    classes: prepared.intents.length,
    columns: vocabulary.featureWeights.length,
  });
  const languages = prepared.languages.map((language, number) =>
    createLexicon(
      language,
      examples.filter((example) => example.language === number).map((example) => example.words),
      prepared.concepts[number] ?? new Map(),
    ),
  );
  return { intents: prepared.intents, languages, classifier, ...vocabulary };
}

/**
 * Numbers the features worth keeping and weighs them by inverse intent frequency: a word that five
 * of the intents use says more than one that all use, however often it is used.
 */
function createVocabulary(examples: readonly PreparedExample[], intents: number): Vocabulary {
  const all = createHashIndex();
  const kinds: number[] = [];
  const counts: number[] = [];
  const intentCounts: number[] = [];
  const lastIntents: number[] = [];
  for (const example of examples) {
    example.features.forEach((hash, at) => {
      const number = all.add(hash);
      if (number === counts.length) {
        kinds.push(example.kinds[at] ?? 0);
        counts.push(0);
        intentCounts.push(0);
        lastIntents.push(-1);
      }
      counts[number] = (counts[number] ?? 0) + 1;
      if (lastIntents[number] === example.intent) return;
      lastIntents[number] = example.intent;
      intentCounts[number] = (intentCounts[number] ?? 0) + 1;
    });
  }
  const features = createHashIndex();
  const weights: number[] = [];
  all.keys().forEach((hash, number) => {
    const kind = featureKinds[kindNames[kinds[number] ?? 0] ?? 'gram'];
    if (!kind.rare && (counts[number] ?? 0) < fewestExamples) return;
    features.add(hash);
    weights.push(kind.weight * Math.log1p(intents / (intentCounts[number] ?? 1)));
  });
  return { features, featureWeights: Float32Array.from(weights) };
}

/** The examples as rows of length one. */
function toRows(examples: readonly PreparedExample[], vocabulary: Vocabulary): SparseRows {
  const cells = examples.reduce((sum, { features }) => sum + features.length, 0);
  const starts = new Int32Array(examples.length + 1);
  const columns = new Int32Array(cells);
  const values = new Float32Array(cells);
  let end = 0;
  examples.forEach((example, row) => {
    const first = end;
    let squares = 0;
    for (const hash of example.features) {
      const feature = vocabulary.features.find(hash);
      if (feature < 0) continue;
      const weight = vocabulary.featureWeights[feature] ?? 0;
      columns[end] = feature;
      values[end++] = weight;
      squares += weight * weight;
    }
    const norm = Math.sqrt(squares) || 1;
    for (let at = first; at < end; at++) values[at] = (values[at] ?? 0) / norm;
    starts[row + 1] = end;
  });
  return { starts, columns, values };
}
