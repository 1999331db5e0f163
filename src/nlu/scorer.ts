import type { Signals } from './calibrate.ts';
import { readConcepts, readGrams, readStems } from './features.ts';
import { knowsWord, readWith, type Lexicon, type Reading } from './lexicon.ts';
import type { Model } from './model.ts';

/** Words of a message that are scored. A longer one is better judged by its parts, see `segments.ts`. */
const scoredWords = 120;

/** Candidates of one language that are measured in full. */
const measuredCandidates = 5;

/** A model without the parts that are found by scoring with it. */
export type ScoringModel = Pick<
  Model,
  'intents' | 'languages' | 'features' | 'featureWeights' | 'classifier'
>;

/** What one language makes of a text. */
export interface LanguageScores {
  readonly language: string;
  /** Share of the words that the language knows. */
  readonly coverage: number;
  /** Log likelihood that the words are of this language; only differences between languages mean something. */
  readonly familiarity: number;
  /** The most likely intents, best first. */
  readonly candidates: readonly ScoredCandidate[];
}

/** An intent by its number, with what was measured of it. */
export interface ScoredCandidate {
  readonly intent: number;
  readonly signals: Signals;
}

/** Scores folded words in every language of its model, or in one of them alone, by its number. */
export type Scorer = (words: readonly string[], only?: number) => LanguageScores[];

/**
 * Prepares a model for scoring.
 *
 * Letter features are the same in every language, so they are summed once; each language then adds its stems
 * and concepts. The scorer keeps working arrays from call to call: it is made once for each model.
 */
export function createScorer(model: ScoringModel): Scorer {
  const shared = createSum(model);
  const own = createSum(model);
  const seen = new Uint32Array(model.featureWeights.length);
  let sharedMark = 0;
  let mark = 0;

  const addTo = (sum: Sum) => (hash: number) => {
    const feature = model.features.find(hash);
    if (feature < 0 || seen[feature] === sharedMark || seen[feature] === mark) return;
    seen[feature] = mark;
    sum.add(feature);
  };
  const addShared = addTo(shared);
  const addOwn = addTo(own);
  const read = (reading: Reading): void => {
    mark += 1;
    own.copy(shared);
    for (const word of reading.corrections) readGrams(word, addOwn);
    readStems(reading.stems, addOwn);
    readConcepts(reading.concepts, addOwn);
  };

  return (all, only) => {
    const words = all.slice(0, scoredWords);
    const strange = strangeWords(model.languages, words);
    sharedMark = mark += 1;
    shared.clear();
    for (const word of words) readGrams(word, addShared);
    const languages = only === undefined ? model.languages : model.languages.slice(only, only + 1);
    return languages.map((language) => {
      const reading = readWith(language, words, strange);
      read(reading);
      return {
        language: language.language,
        coverage: reading.coverage,
        familiarity: reading.familiarity,
        candidates: measure(own.values(), reading),
      };
    });
  };
}

/** The words that no language of the model knows. */
function strangeWords(languages: readonly Lexicon[], words: readonly string[]): Set<string> {
  return new Set(words.filter((word) => !languages.some((language) => knowsWord(language, word))));
}

/** A text's features, summed over the classes as they come. */
interface Sum {
  readonly add: (feature: number) => void;
  readonly clear: () => void;
  readonly copy: (other: Sum) => void;
  readonly state: SumState;
  /** The classifier's value of each class, or nothing if the text has no known feature. */
  readonly values: () => Float64Array | null;
}

interface SumState {
  readonly totals: Float64Array;
  squares: number;
}

function createSum({ classifier, featureWeights }: ScoringModel): Sum {
  const { classes, weights, scales, biases } = classifier;
  const totals = new Float64Array(classes);
  const state: SumState = { totals, squares: 0 };
  return {
    state,
    add: (feature) => {
      const value = featureWeights[feature] ?? 0;
      state.squares += value * value;
      const row = feature * classes;
      for (let i = 0; i < classes; i++)
        totals[i] = (totals[i] ?? 0) + value * (weights[row + i] ?? 0);
    },
    clear: () => {
      totals.fill(0);
      state.squares = 0;
    },
    copy: (other) => {
      totals.set(other.state.totals);
      state.squares = other.state.squares;
    },
    values: () => {
      if (state.squares === 0) return null;
      const norm = Math.sqrt(state.squares);
      return totals.map((total, i) => (total * (scales[i] ?? 0)) / norm + (biases[i] ?? 0));
    },
  };
}

/** The best intents of a text with what is measured of each. */
function measure(values: Float64Array | null, reading: Reading): ScoredCandidate[] {
  if (values === null) return [];
  const best = bestOf(values);
  const [highest = 0, second = 0] = best.map((intent) => values[intent] ?? 0);
  const length = Math.log1p(reading.stems.length);
  return best.map((intent, at) => {
    const value = values[intent] ?? 0;
    const margin = value - (at === 0 ? second : highest);
    return { intent, signals: [value, margin, reading.coverage, length] };
  });
}

/** The numbers of the highest values, the highest first; of equals the first. */
function bestOf(values: Float64Array): number[] {
  const best: number[] = [];
  values.forEach((value, i) => {
    let at = best.length;
    while (at > 0 && value > (values[best[at - 1] ?? 0] ?? 0)) at--;
    if (at < measuredCandidates) best.splice(at, 0, i);
    if (best.length > measuredCandidates) best.pop();
  });
  return best;
}
