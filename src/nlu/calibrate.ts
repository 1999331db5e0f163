/**
 * What is measured of a candidate, in this order: the classifier's value; how far it is above the best other
 * intent (below zero for all but the first); the share of known words; the length of the text.
 *
 * The share by softmax and the nearest example's cosine were measured too: beside these four they add nothing.
 */
export const signalNames = ['value', 'margin', 'coverage', 'length'] as const;

/** Measures of one candidate, as `signalNames` lists them. */
export type Signals = readonly [number, number, number, number];

/** How signals become a likelihood of being right. */
export interface Calibration {
  readonly bias: number;
  readonly weights: Signals;
}

/** One held-out text: the signals of the best candidate, and whether it was right. */
export interface Trial {
  readonly signals: Signals;
  readonly right: boolean;
  /** How much the trial counts. */
  readonly weight: number;
}

/** The calibration for sets too small to fit one: fitted on a helpdesk of 80 intents in four languages. */
export const usualCalibration: Calibration = { bias: -3, weights: [1.5, 3, 1, 0.1] };

const steps = 400;
const stepSize = 0.5;

/** Keeps weights from running away when trials are few or all alike. */
const shrinkage = 1e-3;

/** The likelihood, 0 to 1, that a candidate with these signals is right. */
export function likelihood(calibration: Calibration, signals: Signals): number {
  return logistic(strength(calibration, signals));
}

/** The likelihood before it is squeezed into 0 to 1: where a bonus can be added without tipping a clear case. */
export function strength(calibration: Calibration, signals: Signals): number {
  return signals.reduce(
    (sum, signal, i) => sum + signal * (calibration.weights[i] ?? 0),
    calibration.bias,
  );
}

/** Squeezes any number into 0 to 1. */
export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/**
 * Fits the likelihood to trials by logistic regression, with no weight below zero.
 *
 * Every signal is evidence for a candidate; a fit that makes one count against it has learnt an accident of the
 * few trials, and a person who types a clearer question would be trusted less.
 */
export function fitCalibration(trials: readonly Trial[]): Calibration {
  const { means, spreads } = spreadOf(trials);
  const count = signalNames.length;
  const total = trials.reduce((sum, trial) => sum + trial.weight, 0);
  const rows = trials.map((trial) =>
    trial.signals.map((signal, i) => (signal - (means[i] ?? 0)) / (spreads[i] ?? 1)),
  );
  const weights = new Float64Array(count);
  let bias = 0;
  for (let step = 0; step < steps; step++) {
    const slope = new Float64Array(count);
    let biasSlope = 0;
    trials.forEach((trial, at) => {
      const row = rows[at] ?? [];
      const value = row.reduce((sum, signal, i) => sum + signal * (weights[i] ?? 0), bias);
      const miss = (logistic(value) - (trial.right ? 1 : 0)) * (trial.weight / total);
      biasSlope += miss;
      row.forEach((signal, i) => (slope[i] = (slope[i] ?? 0) + miss * signal));
    });
    bias -= stepSize * biasSlope;
    slope.forEach((value, i) => {
      const weight = weights[i] ?? 0;
      weights[i] = Math.max(0, weight - stepSize * (value + shrinkage * weight));
    });
  }
  return unscaled({ bias, weights, means, spreads });
}

interface Scaled {
  readonly bias: number;
  readonly weights: Float64Array;
  readonly means: readonly number[];
  readonly spreads: readonly number[];
}

/** The same calibration for signals as they are measured. */
function unscaled({ bias, weights, means, spreads }: Scaled): Calibration {
  const plain = Array.from(weights, (weight, i) => weight / (spreads[i] ?? 1));
  const [value = 0, margin = 0, coverage = 0, length = 0] = plain;
  return {
    bias: plain.reduce((sum, weight, i) => sum - weight * (means[i] ?? 0), bias),
    weights: [value, margin, coverage, length],
  };
}

function spreadOf(trials: readonly Trial[]): { means: number[]; spreads: number[] } {
  const count = Math.max(trials.length, 1);
  const means = signalNames.map(
    (_, i) => trials.reduce((sum, trial) => sum + (trial.signals[i] ?? 0), 0) / count,
  );
  const spreads = signalNames.map((_, i) => {
    const squares = trials.reduce(
      (sum, trial) => sum + ((trial.signals[i] ?? 0) - (means[i] ?? 0)) ** 2,
      0,
    );
    return Math.sqrt(squares / count) || 1;
  });
  return { means, spreads };
}
