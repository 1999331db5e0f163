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
 * A value after a negation is ruled out, and no other is put in its place: who is "not a guest" may have no
 * account at all. Values named side by side are no choice.
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
  const [first] = affirmed;
  if (first === undefined) return { ok: false, reason: 'none' };
  const { value, start, end } = first;
  const agree = affirmed.every((match) => match.value === value);
  return agree ? { ok: true, value, start, end } : { ok: false, reason: 'several' };
}
