import { buildModel } from './build-model.ts';
import { fitCalibration, likelihood, usualCalibration, type Trial } from './calibrate.ts';
import { chooseCuts, usualTolerance, type HeldOutText, type Tolerance } from './choose-cuts.ts';
import { hashText, scramble } from './hash.ts';
import type { Model } from './model.ts';
import { prepareExamples, type Prepared, type PreparedExample } from './prepare.ts';
import { createScorer } from './scorer.ts';
import type { TrainingSet } from './training-set.ts';

/** What may be chosen when a matcher is trained. Nothing of it changes the ranking, only the cuts. */
export interface TrainingOptions {
  /** What may go wrong; the cuts follow from it. */
  readonly tolerance?: Tolerance;
  /** Intents that only refuse. Taking a question for one of these is worse than asking back. */
  readonly outOfScope?: readonly string[];
}

/** One intent in so many is held out whole: what is asked about it stands for questions nobody foresaw. */
const heldOutIntents = 8;

/** Of the other intents, one question in so many is held out. */
const heldOutQuestions = 5;

/** More trials than this no longer move the few weights of the calibration. */
const mostTrials = 1000;

/** A small set is tried with one trial for so many examples: enough for its few weights, and training stays quick. */
const examplesPerTrial = 15;
const fewTrials = 250;

/** Fewer trials than this say nothing. */
const fewestTrials = 30;

/** What all questions about unknown things weigh beside those about known ones. */
const unknownWeight = 0.25;

/** One tried question in so many is tried garbled as well, to learn that a text of unknown words means nothing. */
const garbledQuestions = 8;

/**
 * Trains a model: once on a part of the examples, to learn how far to trust it, and once on all of them.
 *
 * The intents held out cannot draw a question to themselves in the trial, so the tolerance is lowered by their share.
 */
export function trainModel(set: TrainingSet, options: TrainingOptions = {}): Model {
  const prepared = prepareExamples(set);
  const trials = holdOut(prepared);
  const calibration = trials.length < fewestTrials ? usualCalibration : fitCalibration(trials);
  const outOfScope = new Set(options.outOfScope);
  const nameOf = (intent: number): string => prepared.intents[intent] ?? '';
  const texts = trials.flatMap((trial): HeldOutText[] => {
    if (!trial.known || outOfScope.has(nameOf(trial.intent))) return [];
    const score = likelihood(calibration, trial.signals);
    if (outOfScope.has(nameOf(trial.best))) return [{ score, best: 'out-of-scope' }];
    return [{ score, best: trial.right ? 'right' : 'wrong' }];
  });
  const { wrong, givenUp } = options.tolerance ?? usualTolerance;
  const cuts = chooseCuts(texts, { wrong: wrong * (1 - 1 / heldOutIntents), givenUp });
  return { ...buildModel(prepared, prepared.examples), calibration, cuts };
}

interface HeldOutTrial extends Trial {
  readonly intent: number;
  readonly best: number;
  readonly known: boolean;
}

/**
 * Scores held-out questions with a model that has seen neither them nor some of the intents.
 *
 * What is held out is drawn by each question's own words and each intent's own name, not by its place:
 * a new question in one language must not draw another sample, and other cuts, for all of them.
 */
function holdOut(prepared: Prepared): HeldOutTrial[] {
  const lots = prepared.intents.map((name, intent) => ({ intent, lot: hashText(name) >>> 0 }));
  const unknown = new Set(
    lots
      .sort((one, other) => one.lot - other.lot)
      .slice(0, Math.floor(lots.length / heldOutIntents))
      .map(({ intent }) => intent),
  );
  const seen: PreparedExample[] = [];
  const held: { readonly example: PreparedExample; readonly lot: number }[] = [];
  for (const example of prepared.examples) {
    const lot = hashText(example.words.join(' ')) >>> 0;
    const isHeld = unknown.has(example.intent) || lot % heldOutQuestions === 0;
    if (!isHeld) seen.push(example);
    else if (example.question) held.push({ example, lot: scramble(lot) >>> 0 });
  }
  const tried = held
    .sort((one, other) => one.lot - other.lot)
    .slice(
      0,
      Math.min(mostTrials, Math.max(fewTrials, prepared.examples.length / examplesPerTrial)),
    )
    .map(({ example }) => example);
  if (tried.length < fewestTrials) return [];
  return tryOut(prepared, seen, { tried, unknown });
}

interface Attempt {
  readonly tried: readonly PreparedExample[];
  readonly unknown: ReadonlySet<number>;
}

function tryOut(
  prepared: Prepared,
  seen: readonly PreparedExample[],
  { tried, unknown }: Attempt,
): HeldOutTrial[] {
  const score = createScorer(buildModel(prepared, seen));
  const knownCount = tried.filter((example) => !unknown.has(example.intent)).length;
  const weight = (unknownWeight * knownCount) / Math.max(1, tried.length - knownCount);
  const attempt = ({ intent, language }: PreparedExample, words: readonly string[]) => {
    const best = score(words, language)[0]?.candidates[0];
    return best === undefined ? [] : [{ intent, best: best.intent, signals: best.signals }];
  };
  const plain = tried.flatMap((example) =>
    attempt(example, example.words).map((it): HeldOutTrial => {
      const known = !unknown.has(it.intent);
      return { ...it, right: it.best === it.intent, known, weight: known ? 1 : weight };
    }),
  );
  const garbled = tried
    .filter((_, i) => i % garbledQuestions === 0)
    .flatMap((example) => attempt(example, example.words.map(garble)))
    .map((it): HeldOutTrial => ({ ...it, right: false, known: false, weight: 1 }));
  return [...plain, ...garbled];
}

function garble(word: string): string {
  return Array.from(word).reverse().join('');
}
