import type { Candidate, Ranking } from './ranking.ts';

/** How likely a candidate must be for what is done with it. */
export interface Cuts {
  /** From here on the intent is answered. */
  readonly answer: number;
  /** From here on an out-of-scope class is taken at its word. */
  readonly refuse: number;
  /** From here on the best candidates are offered; below, the text is not understood. */
  readonly clarify: number;
}

/** What to do about a text. */
export interface Decision {
  /** `answer`: it means `intent`. `clarify`: ask which of `alternatives`. `fallback`: it is not understood. */
  readonly outcome: 'answer' | 'clarify' | 'fallback';
  readonly intent: string | null;
  /** What it may mean instead, best first, at most three; without out-of-scope classes. */
  readonly alternatives: readonly Candidate[];
  /** Nobody could know what it means, whoever is asked. */
  readonly unclear?: boolean;
}

/** More than three choices are not read. */
const mostAlternatives = 3;

/** A candidate less likely than this is no choice worth reading. */
const leastOffered = 0.02;

/** How near to the best another candidate may be before it is asked which of them was meant. */
const nearSecond = 0.15;

/** As likely as not is enough for what is worse to miss than to suspect. */
const urgentCut = 0.5;

/** Intents that are not decided about like the others. */
export interface SpecialIntents {
  /** Intents that only refuse: they are never offered as a choice. */
  readonly outOfScope?: readonly string[];
  /** Of these, the ones that it is worse to miss than to suspect. */
  readonly urgent?: readonly string[];
}

/** The cuts where there are too few held-out texts to choose them by. */
export const usualCuts: Cuts = { answer: 0.55, refuse: 0.3, clarify: 0.2 };

function cutFor(intent: string, cuts: Cuts, special: SpecialIntents): number {
  const { outOfScope = [], urgent = [] } = special;
  if (urgent.includes(intent)) return Math.min(cuts.refuse, urgentCut);
  return outOfScope.includes(intent) ? cuts.refuse : cuts.answer;
}

/**
 * Decides between answering at once, asking back and giving up.
 *
 * An out-of-scope class is an intent like any other when it wins, but it is never offered as a choice: nobody
 * wants to be asked whether they meant to insult. Where one leads without being likely enough, asking which
 * article was meant would be beside the point too, so the text counts as not understood.
 */
export function decide(ranking: Ranking, cuts: Cuts, special: SpecialIntents = {}): Decision {
  const [best, second] = ranking.candidates;
  if (best === undefined) return { outcome: 'fallback', intent: null, alternatives: [] };
  const { outOfScope = [] } = special;
  const isOutOfScope = outOfScope.includes(best.intent);
  const isClear = isOutOfScope || best.score - (second?.score ?? 0) >= nearSecond;
  const alternatives = ranking.candidates
    .filter(({ intent, score }) => score >= leastOffered && !outOfScope.includes(intent))
    .slice(0, mostAlternatives);
  if (isClear && best.score >= cutFor(best.intent, cuts, special)) {
    const others = alternatives.filter(({ intent }) => intent !== best.intent);
    return { outcome: 'answer', intent: best.intent, alternatives: others };
  }
  if (isOutOfScope || best.score < cuts.clarify) {
    return { outcome: 'fallback', intent: null, alternatives };
  }
  return { outcome: 'clarify', intent: null, alternatives };
}
