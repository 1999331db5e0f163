import { foldedWords, type Word } from '../fold.ts';
import { isOneEdit } from '../typos.ts';

/** Something that has a name of one or more words. */
export interface Phrase<T> {
  readonly text: string;
  readonly value: T;
}

/** A phrase found in a text. */
export interface PhraseMatch<T> {
  readonly value: T;
  /** Where it stands in the text as it was typed. */
  readonly start: number;
  readonly end: number;
  /** The first of its words by number, and the word after its last. */
  readonly firstWord: number;
  readonly nextWord: number;
  /** What is wrong with it, apart from case and accents: a letter too many, or one missing, changed or moved. */
  readonly edit: 'none' | 'added' | 'other';
}

/** Finds the phrases of a text. */
export type PhraseFinder<T> = (words: readonly Word[]) => PhraseMatch<T>[];

interface FoldedPhrase<T> {
  readonly words: readonly string[];
  readonly letters: number;
  readonly value: T;
}

/** Names of at least so many letters may have one letter wrong. */
const tolerantFrom = 6;

/**
 * Prepares phrases for `PhraseFinder`: whole words, folded, the longest first, no two matches over the same word.
 *
 * Names of several words are also found written as one ("Euro-NMD" as "euronmd"). With `tolerant`, a name of six
 * letters or more is found with one letter wrong, unless another name stands there exactly.
 */
export function createPhraseFinder<T>(
  phrases: readonly Phrase<T>[],
  { tolerant = false }: { readonly tolerant?: boolean } = {},
): PhraseFinder<T> {
  const folded = phrases.flatMap(({ text, value }) => foldPhrase(text, value));
  folded.sort((a, b) => b.words.length - a.words.length || b.letters - a.letters);
  const byFirst = new Map<string, FoldedPhrase<T>[]>();
  for (const phrase of folded) {
    const first = phrase.words[0] ?? '';
    const known = byFirst.get(first);
    if (known === undefined) byFirst.set(first, [phrase]);
    else known.push(phrase);
  }
  const long = tolerant ? folded.filter(({ letters }) => letters >= tolerantFrom) : [];
  return (words) => {
    const exact = collect(words, [], (at) =>
      byFirst.get(words[at]?.folded ?? '')?.find((phrase) => differences(phrase, words, at) === 0),
    );
    const near = collect(words, exact, (at) =>
      long.find((phrase) => differences(phrase, words, at) === 1),
    );
    return [...exact, ...near].sort((a, b) => a.start - b.start);
  };
}

function foldPhrase<T>(text: string, value: T): FoldedPhrase<T>[] {
  const words = foldedWords(text);
  const joined = words.join('');
  if (joined === '') return [];
  const whole = { words, letters: joined.length, value };
  return words.length === 1 ? [whole] : [whole, { words: [joined], letters: joined.length, value }];
}

/** How many words of a phrase have one letter wrong at a place of a text; Infinity if it does not stand there. */
function differences<T>(phrase: FoldedPhrase<T>, words: readonly Word[], at: number): number {
  let wrong = 0;
  for (let i = 0; i < phrase.words.length; i++) {
    const expected = phrase.words[i] ?? '';
    const found = words[at + i]?.folded;
    if (found === expected) continue;
    if (found === undefined || !isOneEdit(found, expected)) return Infinity;
    wrong++;
  }
  return wrong;
}

function editOf<T>(
  phrase: FoldedPhrase<T>,
  words: readonly Word[],
  at: number,
): PhraseMatch<T>['edit'] {
  if (differences(phrase, words, at) === 0) return 'none';
  const typed = words.slice(at, at + phrase.words.length);
  const letters = typed.reduce((sum, { folded }) => sum + folded.length, 0);
  return letters > phrase.letters ? 'added' : 'other';
}

function collect<T>(
  words: readonly Word[],
  taken: readonly PhraseMatch<T>[],
  find: (at: number) => FoldedPhrase<T> | undefined,
): PhraseMatch<T>[] {
  const matches: PhraseMatch<T>[] = [];
  for (let at = 0; at < words.length; at++) {
    const phrase = find(at);
    const first = words[at];
    const last = words[at + (phrase?.words.length ?? 1) - 1];
    if (phrase === undefined || first === undefined || last === undefined) continue;
    const nextWord = at + phrase.words.length;
    if (taken.some((match) => match.firstWord < nextWord && at < match.nextWord)) continue;
    matches.push({
      value: phrase.value,
      start: first.start,
      end: last.end,
      firstWord: at,
      nextWord,
      edit: editOf(phrase, words, at),
    });
    at = nextWord - 1;
  }
  return matches;
}
