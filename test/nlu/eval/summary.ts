import type { Judged, Verdict } from './judge.ts';

/** A share of some questions, with the interval that holds the true one 95 times in 100. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** The figures of one group of questions. */
export interface Summary {
  readonly right: Share;
  /** Right at once, or the right one among those offered. */
  readonly assisted: Share;
  readonly wrong: Share;
  /** Out of scope, and answered without an article and without a choice. */
  readonly handled: Share;
  readonly language: Share;
}

/** Two intents that were taken for each other, and how often. */
export interface Confusion {
  readonly meant: string;
  readonly heard: string;
  readonly count: number;
}

/** The normal quantile of a 95 % interval. */
const z = 1.96;

/** A share with its Wilson interval: right for shares near 0 and 1 too, and for few questions. */
export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { hits, of, low: 0, high: 1 };
  const share = hits / of;
  const square = (z * z) / of;
  const middle = share + square / 2;
  const spread = z * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
  return {
    hits,
    of,
    low: Math.max(0, (middle - spread) / (1 + square)),
    high: Math.min(1, (middle + spread) / (1 + square)),
  };
}

/** The figures of some judged questions. */
export function summarize(judged: readonly Judged[]): Summary {
  const inScope = judged.filter((it) => it.inScope);
  const outside = judged.filter((it) => !it.inScope);
  const share = (of: readonly Judged[], ...verdicts: Verdict[]): Share =>
    shareOf(of.filter(({ verdict }) => verdicts.includes(verdict)).length, of.length);
  return {
    right: share(inScope, 'right'),
    assisted: share(inScope, 'right', 'assisted'),
    wrong: share(inScope, 'wrong'),
    handled: share(outside, 'handled'),
    language: shareOf(judged.filter((it) => it.languageRight).length, judged.length),
  };
}

/** The figures of each group of questions, by what `groupOf` says of each; groups in order of first sight. */
export function summarizeBy(
  judged: readonly Judged[],
  groupOf: (it: Judged) => string,
): ReadonlyMap<string, Summary> {
  const groups = Map.groupBy(judged, groupOf);
  return new Map([...groups].map(([name, members]) => [name, summarize(members)]));
}

/** What was taken for what, the most frequent first. What was not understood was heard as nothing. */
export function confusions(judged: readonly Judged[]): Confusion[] {
  const wrong = judged.filter(({ verdict }) => verdict !== 'right' && verdict !== 'handled');
  const pairs = Map.groupBy(wrong, ({ question, asked }) => {
    const heard = asked.intent ?? asked.alternatives[0]?.intent ?? 'nothing';
    return `${question.intent ?? 'nothing'}\n${heard}`;
  });
  return [...pairs]
    .map(([pair, members]) => {
      const [meant = '', heard = ''] = pair.split('\n');
      return { meant, heard, count: members.length };
    })
    .sort((a, b) => b.count - a.count || a.meant.localeCompare(b.meant));
}
