import type { GuardWords, WordList } from './words.ts';

/** One entry of the lists, cut into words, with every list that holds it. */
export interface Phrase {
  readonly words: readonly string[];
  /** Whether the text must close it with a full stop. */
  readonly dotted: boolean;
  readonly lists: Set<WordList>;
}

/** The words of all languages, ready to be looked up. */
export interface Lexicon {
  /** Phrases by their first word, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  readonly endings: Readonly<Record<'states' | 'clinical' | 'ages', readonly string[]>>;
  readonly harmless: ReadonlySet<string>;
}

const compiled = new WeakMap<readonly GuardWords[], Lexicon>();
const parts = /[\p{L}\p{M}]+|\p{Nd}+/gu;
const foreign: readonly (readonly [RegExp, string])[] = [
  [/ß/g, 'ss'],
  [/œ/g, 'oe'],
  [/æ/g, 'ae'],
  [/ø/g, 'o'],
  [/ł/g, 'l'],
  [/đ/g, 'd'],
];

/**
 * Small letters without accents, as the lists and the text are compared.
 *
 * One or two letters keep theirs: there an accent is often all that tells two words apart.
 */
export function fold(word: string): string {
  const small = word.toLowerCase();
  if (/^[a-z0-9]*$/.test(small)) return small;
  const composed = small.normalize('NFC');
  if (composed.length <= 2) return composed;
  const bare = composed.normalize('NFKD').replace(/\p{M}/gu, '');
  return foreign.reduce((word, [letter, plain]) => word.replace(letter, plain), bare);
}

/** The lexicon of these languages, compiled once per array: callers should keep theirs. */
export function lexiconOf(words: readonly GuardWords[]): Lexicon {
  const known = compiled.get(words);
  if (known !== undefined) return known;
  const lexicon = compile(words);
  compiled.set(words, lexicon);
  return lexicon;
}

/** Whether a run is a known name or number, with or without a version: "0000", "CPMS", "CPMS2.0". */
export function isHarmless({ harmless }: Lexicon, run: string): boolean {
  const name = /^\p{L}{1,40}(?=[-.]?[\d.]{0,12}$)/u.exec(run)?.[0];
  return harmless.has(fold(run)) || (name !== undefined && harmless.has(fold(name)));
}

function compile(words: readonly GuardWords[]): Lexicon {
  const phrases = new Map<string, Phrase>();
  for (const [list, entry] of words.flatMap(entriesOf)) {
    const cut = cutPhrase(entry);
    const dotted = entry.endsWith('.');
    const key = `${cut.join(' ')}${dotted ? '.' : ''}`;
    const phrase = phrases.get(key) ?? { words: cut, dotted, lists: new Set<WordList>() };
    phrases.set(key, phrase);
    phrase.lists.add(list);
  }
  const endingsOf = (list: WordList): readonly string[] =>
    words.flatMap((it) => it[list]).map((it) => it.toLowerCase());
  return {
    phrases: byFirstWord([...phrases.values()]),
    endings: {
      states: endingsOf('stateEndings'),
      clinical: endingsOf('clinicalEndings').map(fold),
      ages: endingsOf('ageForms')
        .map(fold)
        .filter((it) => it.length >= longEnding),
    },
    harmless: new Set(words.flatMap((it) => it.harmless).map(fold)),
  };
}

/** Shorter age forms would be found inside words that are none. */
const longEnding = 6;

const endingLists: ReadonlySet<string> = new Set<WordList>(['stateEndings', 'clinicalEndings']);

function entriesOf(words: GuardWords): readonly (readonly [WordList, string])[] {
  const lists = Object.keys(words).filter((it): it is WordList => !endingLists.has(it));
  return lists.flatMap((list) => words[list].map((entry) => [list, entry] as const));
}

function cutPhrase(entry: string): readonly string[] {
  const words = entry.match(parts);
  return words === null ? [entry] : words.map(fold);
}

function byFirstWord(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> {
  const sorted = phrases.toSorted(
    (a, b) => b.words.length - a.words.length || Number(b.dotted) - Number(a.dotted),
  );
  return Map.groupBy(sorted, (it) => it.words[0] ?? '');
}
