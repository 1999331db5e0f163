import type { Judged } from './judge.ts';
import { styles } from './questions.ts';
import type { Share, Summary } from './summary.ts';
import { confusions, summarize, summarizeBy } from './summary.ts';

/** What must be reached on questions that nobody tuned to. */
export const reach = { right: 0.88, assisted: 0.95, wrong: 0.05, handled: 0.92, language: 0.97 };

/** Pairs of confused intents that are worth reading. */
const mostConfusions = 25;

/** All figures of an evaluation, for programs. */
export function figures(judged: readonly Judged[]): Record<string, unknown> {
  return {
    reach,
    all: summarize(judged),
    languages: Object.fromEntries(byLanguage(judged)),
    styles: Object.fromEntries(byStyle(judged)),
    confusions: confusions(judged),
  };
}

/** All figures of an evaluation, for people; with `misses` every question that did not come out right. */
export function report(judged: readonly Judged[], misses: boolean): string {
  const rows: [string, Summary][] = [
    ['all', summarize(judged)],
    ...byLanguage(judged),
    ...[...byStyle(judged)].sort(([a], [b]) => placeOf(a) - placeOf(b)),
  ];
  const head = `${''.padEnd(10)}${['right', 'assisted', 'wrong', 'out of scope', 'language'].map((name) => name.padEnd(20)).join('')}`;
  const goal = `${'reach'.padEnd(10)}${[`≥ ${percent(reach.right)}`, `≥ ${percent(reach.assisted)}`, `≤ ${percent(reach.wrong)}`, `≥ ${percent(reach.handled)}`, `≥ ${percent(reach.language)}`].map((it) => it.padEnd(20)).join('')}`;
  const lines = rows.map(([name, summary]) => `${name.padEnd(10)}${cells(summary)}`);
  const confused = confusions(judged)
    .slice(0, mostConfusions)
    .map(({ meant, heard, count }) => `${String(count).padStart(3)}  ${meant} -> ${heard}`);
  const parts = [
    [head, goal, ...lines],
    ['Taken for another:', ...confused],
  ];
  if (misses) parts.push(missed(judged));
  return parts.map((part) => part.join('\n')).join('\n\n');
}

function byLanguage(judged: readonly Judged[]): ReadonlyMap<string, Summary> {
  return summarizeBy(judged, ({ question }) => question.language);
}

function byStyle(judged: readonly Judged[]): ReadonlyMap<string, Summary> {
  return summarizeBy(judged, ({ question }) => question.style);
}

function placeOf(style: string): number {
  return styles.findIndex((it) => it === style);
}

function cells({ right, assisted, wrong, handled, language }: Summary): string {
  return [right, assisted, wrong, handled, language].map((it) => cell(it).padEnd(20)).join('');
}

/** A share as "89.2 (87-91)", the interval in whole per cent. */
function cell({ hits, of, low, high }: Share): string {
  if (of === 0) return '-';
  const whole = (value: number): string => (100 * value).toFixed(0);
  return `${((100 * hits) / of).toFixed(1)} (${whole(low)}-${whole(high)})`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(0)} %`;
}

function missed(judged: readonly Judged[]): string[] {
  return judged
    .filter(
      ({ verdict, languageRight }) => !languageRight || !['right', 'handled'].includes(verdict),
    )
    .map(({ question, asked, verdict }) => {
      const heard = [
        asked.intent ?? asked.outcome,
        ...asked.alternatives.map(({ intent }) => intent),
      ].join(', ');
      return `${question.language} ${verdict} [${question.intent ?? 'nothing'}] "${question.text}" -> ${asked.language ?? '-'} ${asked.score.toFixed(2)} ${heard}`;
    });
}
