import { readWords } from '../fold.ts';
import { createPhraseFinder } from './phrases.ts';

/** What a text says about a choice. */
export type ChoiceReading =
  | { readonly ok: true; readonly value: string; readonly start: number; readonly end: number }
  | { readonly ok: false; readonly reason: 'none' | 'several' };

/** A negation does not reach over these: "no, a member" denies nothing. */
const clauseEnd = /[,;:.!?\n]/u;

/** Words that may stand between a negation and what it negates: "not really a guest". */
const negationReach = 2;

/**
 * Reads which of some values a text names, by whole words, folded, the longest first.
 *
 * A value after a negation is ruled out; if that leaves one of two, it is the other: who is "not a guest" is a
 * member. Values named side by side, or all ruled out, are no choice.
 */
export function readChoice(
  text: string,
  words: Readonly<Record<string, readonly string[]>>,
  negations: readonly string[] = [],
): ChoiceReading {
  const read = readWords(text);
  const phrases = Object.entries(words).flatMap(([value, terms]) =>
    terms.map((term) => ({ text: term, value })),
  );
  const denials = createPhraseFinder(negations.map((term) => ({ text: term, value: true })))(read);
  const matches = createPhraseFinder(phrases)(read).map((match) => ({
    ...match,
    denied: denials.some(
      (denial) =>
        denial.nextWord <= match.firstWord &&
        match.firstWord - denial.nextWord <= negationReach &&
        !clauseEnd.test(text.slice(denial.end, match.start)),
    ),
  }));
  const affirmed = matches.filter((match) => !match.denied);
  const [first] = affirmed.length > 0 ? affirmed : matches;
  if (first === undefined) return { ok: false, reason: 'none' };
  const { start, end } = first;
  if (affirmed.length > 0) {
    const agree = affirmed.every((match) => match.value === first.value);
    return agree ? { ok: true, value: first.value, start, end } : { ok: false, reason: 'several' };
  }
  const denied = new Set(matches.map((match) => match.value));
  const [left, ...others] = Object.keys(words).filter((value) => !denied.has(value));
  if (left === undefined || others.length > 0) return { ok: false, reason: 'none' };
  return { ok: true, value: left, start, end };
}
