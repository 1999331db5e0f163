import { usualCuts, type Cuts } from './decide.ts';

/** A held-out text that is in scope: how likely its best candidate was, and what it was. */
export interface HeldOutText {
  readonly score: number;
  readonly best: 'right' | 'wrong' | 'out-of-scope';
}

/** What may go wrong, as shares of all texts that are in scope. */
export interface Tolerance {
  /** Answered with something else. */
  readonly wrong: number;
  /** Not understood although it is in scope. */
  readonly givenUp: number;
}

/** What is borne with unless the caller says otherwise. */
export const usualTolerance: Tolerance = { wrong: 0.05, givenUp: 0.05 };

/** The part of the wrong answers that may come from taking a text for out of scope. */
const refusedPart = 0.2;

/** Fewer texts than this are too few to choose by. */
const fewestTexts = 30;

/** The lowest cuts that keep within a tolerance on held-out texts: what is not answered at once is asked back. */
export function chooseCuts(texts: readonly HeldOutText[], tolerance: Tolerance): Cuts {
  if (texts.length < fewestTexts) return usualCuts;
  const inScope = texts.filter((text) => text.best !== 'out-of-scope');
  const refused = texts.filter((text) => text.best === 'out-of-scope');
  const allowed = tolerance.wrong * texts.length;
  const answer = lowestCut(inScope, allowed * (1 - refusedPart));
  const scores = texts.map((text) => text.score).sort((a, b) => a - b);
  const clarify = Math.min(answer, scores[Math.floor(tolerance.givenUp * scores.length)] ?? 0);
  return {
    answer,
    refuse: Math.max(clarify, lowestCut(refused, allowed * refusedPart)),
    clarify,
  };
}

/** The lowest score above which no more than so many texts are not right. */
function lowestCut(texts: readonly HeldOutText[], allowed: number): number {
  const misses = texts
    .filter((text) => text.best !== 'right')
    .map((text) => text.score)
    .sort((a, b) => b - a);
  const first = misses[Math.floor(allowed)];
  return first === undefined ? 0 : Math.min(first + Number.EPSILON, 1);
}
