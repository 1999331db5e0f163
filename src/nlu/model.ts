import type { Calibration } from './calibrate.ts';
import type { Cuts } from './decide.ts';
import type { HashIndex } from './hash-index.ts';
import type { Lexicon } from './lexicon.ts';
import type { Classifier } from './svm.ts';

/** A trained matcher as plain data. Nothing in it changes once it is made. */
export interface Model {
  readonly intents: readonly string[];
  readonly languages: readonly Lexicon[];
  readonly features: HashIndex;
  /** What each feature weighs in a text: its kind's weight times how few intents it is seen in. */
  readonly featureWeights: Float32Array;
  readonly classifier: Classifier;
  readonly calibration: Calibration;
  readonly cuts: Cuts;
}
