import { decide, type Cuts, type Decision, type SpecialIntents } from './decide.ts';
import { longestText } from './fold.ts';
import type { Matcher } from './matcher.ts';
import type { Candidate, MatchContext, Ranking } from './ranking.ts';
import { splitSegments } from './segments.ts';
import type { UnclearPhrases } from './unclear.ts';
import { decideUnclear } from './unclear.ts';

/** How a text is decided. */
export interface Policy extends SpecialIntents {
  readonly cuts: Cuts;
  /** Short messages that several intents may mean. */
  readonly unclear?: UnclearPhrases;
}

/** What a message means and what to do about it. */
export interface Understanding extends Decision {
  /** Another intent that another sentence of the message means, as surely as one that is answered. */
  readonly second: Candidate | null;
  /** What the message means as a whole. */
  readonly ranking: Ranking;
}

/** A sentence out of its context must be this much likelier than a whole message to count. */
const sentenceSurcharge = 0.1;

/** A sentence may only bring forward what the whole message ranks so high. */
const broughtForward = 3;

/** A sentence can never be required to be likelier than this. */
const mostLikely = 0.95;

/**
 * Decides what a message means, by the whole of it and by each of its sentences.
 *
 * The whole goes first. Where it is not sure enough, a sentence that is surer decides, if the whole does not
 * contradict it: a long story around a plain question must not hide the question.
 */
export function understandIntent(
  matcher: Matcher,
  text: string,
  context: MatchContext,
  policy: Policy,
): Understanding {
  const { cuts, outOfScope = [], unclear = new Map() } = policy;
  const ranking = matcher.rank(text, context);
  const open = decideUnclear(text, unclear, { ranking, context });
  if (open !== null) return { ...open, second: null, ranking };
  const decision = decide(ranking, cuts, policy);
  const leading = ranking.candidates.slice(0, broughtForward).map(({ intent }) => intent);
  const least = Math.min(mostLikely, cuts.answer + sentenceSurcharge);
  const sure = splitSegments(text.slice(0, longestText))
    .flatMap((sentence) => matcher.rank(sentence, context).candidates.slice(0, 1))
    .filter(({ intent, score }) => score >= least && !outOfScope.includes(intent))
    .sort((a, b) => b.score - a.score);
  const found = sure.find(({ intent }) => leading.includes(intent));
  if (decision.outcome === 'answer' || found === undefined) {
    return { ...decision, second: otherThan(decision.intent, sure), ranking };
  }
  const alternatives = decision.alternatives.filter(({ intent }) => intent !== found.intent);
  const second = otherThan(found.intent, sure);
  return { outcome: 'answer', intent: found.intent, alternatives, second, ranking };
}

function otherThan(intent: string | null, sure: readonly Candidate[]): Candidate | null {
  if (intent === null) return null;
  return sure.find((candidate) => candidate.intent !== intent) ?? null;
}
