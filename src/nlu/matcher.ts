import { logistic, strength } from './calibrate.ts';
import type { Cuts } from './decide.ts';
import { foldedWords } from './fold.ts';
import { readModel, writeModel } from './model-file.ts';
import type { Model } from './model.ts';
import { longestRanking, type Candidate, type MatchContext, type Ranking } from './ranking.ts';
import { createScorer, type LanguageScores } from './scorer.ts';
import { trainModel, type TrainingOptions } from './train.ts';
import type { TrainingSet } from './training-set.ts';

/** Finds the intents that texts may mean. */
export interface Matcher {
  /** What a text may mean. Never throws; a text of which nothing is known has no candidates. */
  readonly rank: (text: string, context?: MatchContext) => Ranking;
  /** Tags of the languages it was trained in. */
  readonly languages: readonly string[];
  /** The cuts that keep within the tolerance on held-out questions. */
  readonly cuts: Cuts;
  /** The matcher as a file for `loadMatcher`. */
  readonly toBytes: () => Uint8Array;
}

/** What an expected intent gains, as log odds: enough to pass a neighbour, never a clear winner. */
const preferredBonus = 0.5;

/** What an intent gains that fits what is known of the person: less, since people ask for others too. */
const likelyBonus = 0.25;

/** What the language of the conversation gains. */
const languageBonus = 0.5;

/** What a language loses for each log unit by which the words are less likely in it than in the likeliest. */
const languageLean = 0.3;

/** The most that a language loses so: a clear match in it still counts. */
const mostLean = 3;

/** Trains a matcher. The same set gives the same matcher, bit for bit. */
export function trainMatcher(set: TrainingSet, options: TrainingOptions = {}): Matcher {
  return createMatcher(trainModel(set, options));
}

/**
 * The matcher of a file that `toBytes` made, with the same answers bit for bit.
 *
 * Gives nothing if the file is damaged or comes from another version of this code: train again then.
 */
export function loadMatcher(bytes: Uint8Array): Matcher | undefined {
  const model = readModel(bytes);
  return model === undefined ? undefined : createMatcher(model);
}

function createMatcher(model: Model): Matcher {
  const score = createScorer(model);
  return {
    rank: (text, context = {}) => joinLanguages(model, score(foldedWords(text)), context),
    languages: model.languages.map(({ language }) => language),
    cuts: model.cuts,
    toBytes: () => writeModel(model),
  };
}

/** Joins what the languages say: each intent once, in the language that is surest of it. */
function joinLanguages(
  model: Model,
  scores: readonly LanguageScores[],
  context: MatchContext,
): Ranking {
  const likeliest = Math.max(...scores.map(({ familiarity }) => familiarity));
  const best = new Map<string, Candidate>();
  for (const { language, familiarity, candidates } of scores) {
    const lean = Math.max(-mostLean, (familiarity - likeliest) * languageLean);
    const bonus = lean + (language === context.language ? languageBonus : 0);
    for (const { intent: number, signals } of candidates) {
      const intent = model.intents[number] ?? '';
      const expected = context.preferred?.includes(intent) === true ? preferredBonus : 0;
      const likely = context.likely?.includes(intent) === true ? likelyBonus : 0;
      const score = logistic(strength(model.calibration, signals) + bonus + expected + likely);
      if (score > (best.get(intent)?.score ?? 0)) best.set(intent, { intent, language, score });
    }
  }
  const candidates = [...best.values()].sort((a, b) => b.score - a.score).slice(0, longestRanking);
  const spoken = candidates.length === 0 ? undefined : spokenLanguage(model, scores, context);
  return { language: spoken?.language ?? null, candidates, coverage: spoken?.coverage ?? 0 };
}

/**
 * The language that a text is written in: the one whose words it has and which finds a clear meaning in it.
 *
 * Not simply that of the best candidate: a few words that are the same everywhere ("EU Login account") are as clear
 * in one language as in the next.
 */
function spokenLanguage(
  { calibration }: Model,
  scores: readonly LanguageScores[],
  context: MatchContext,
): LanguageScores | undefined {
  const likeliness = ({ language, familiarity, candidates: [best] }: LanguageScores): number => {
    if (best === undefined) return -Infinity;
    const bonus = language === context.language ? languageBonus : 0;
    return familiarity + bonus + strength(calibration, best.signals);
  };
  return scores.reduce<LanguageScores | undefined>(
    (likeliest, it) =>
      likeliest === undefined || likeliness(it) > likeliness(likeliest) ? it : likeliest,
    undefined,
  );
}
