import { foldedWords, type Word } from '../fold.ts';

/** A moment in the past, told by how long ago it is. */
export interface Ago {
  readonly days: number;
  readonly start: number;
  readonly end: number;
}

/** How a language tells that something is some time ago; all words folded. */
interface AgoWords {
  /** Words before the number: "há três dias". */
  readonly before: readonly string[];
  /** Words after the unit: "trzy dni temu". */
  readonly after: readonly string[];
  /** Number words from one on; words for the same number are joined by a slash. */
  readonly numbers: readonly string[];
  /** Days in a unit. */
  readonly units: Readonly<Record<string, number>>;
}

/** The languages in which the date parser knows no such phrases, or which it does not know at all. */
const agoWords = new Map<string, AgoWords>([
  [
    'es',
    {
      before: ['hace'],
      after: ['atras'],
      numbers: [
        'un/una',
        'dos',
        'tres',
        'cuatro',
        'cinco',
        'seis',
        'siete',
        'ocho',
        'nueve',
        'diez',
      ],
      units: { dia: 1, dias: 1, semana: 7, semanas: 7, mes: 30, meses: 30 },
    },
  ],
  [
    'pl',
    {
      before: [],
      after: ['temu'],
      numbers: [
        'jeden',
        'dwa',
        'trzy',
        'cztery',
        'piec',
        'szesc',
        'siedem',
        'osiem',
        'dziewiec',
        'dziesiec',
      ],
      units: { dzien: 1, dni: 1, tydzien: 7, tygodnie: 7, tygodni: 7, miesiac: 30, miesiace: 30 },
    },
  ],
  [
    'pt',
    {
      before: ['ha', 'faz'],
      after: ['atras'],
      numbers: [
        'um/uma',
        'dois/duas',
        'tres',
        'quatro',
        'cinco',
        'seis',
        'sete',
        'oito',
        'nove',
        'dez',
      ],
      units: { dia: 1, dias: 1, semana: 7, semanas: 7, mes: 30, meses: 30 },
    },
  ],
  [
    'sv',
    {
      before: [],
      after: ['sedan', 'sen'],
      numbers: ['en/ett', 'tva', 'tre', 'fyra', 'fem', 'sex', 'sju', 'atta', 'nio', 'tio'],
      units: { dag: 1, dagar: 1, vecka: 7, veckor: 7, manad: 30, manader: 30 },
    },
  ],
]);

/** What the platform has words of its own for, in days; the longest ago first. */
const spoken = [
  { count: -1, unit: 'month', days: 30 },
  { count: -1, unit: 'week', days: 7 },
  { count: -2, unit: 'day', days: 2 },
  { count: -1, unit: 'day', days: 1 },
  { count: 0, unit: 'day', days: 0 },
] as const;

/** Longer ago than this is no answer to when a request was sent. */
const longestAgo = 5 * 365;

interface Phrase {
  readonly words: readonly string[];
  readonly days: number;
}

const phrasesByTag = new Map<string, readonly Phrase[]>();

/**
 * Reads what the date parser may not know: the language's own words for the days before ("avant-hier",
 * "na semana passada"), taken from the platform, and "há uma semana" in the languages that need it.
 */
export function readAgo(words: readonly Word[], language: string): Ago | undefined {
  const phrases = phrasesOf(language);
  const table = agoWords.get(language);
  for (let at = 0; at < words.length; at++) {
    const ago = readPhrase(phrases, words, at) ?? (table && readSpan(table, words, at));
    if (ago !== undefined && ago.days <= longestAgo) return ago;
  }
  return undefined;
}

function phrasesOf(language: string): readonly Phrase[] {
  const known = phrasesByTag.get(language);
  if (known !== undefined) return known;
  const isTag = /^[a-z]{2,3}$/u.test(language);
  const format = new Intl.RelativeTimeFormat(isTag ? language : 'und', { numeric: 'auto' });
  const phrases = spoken
    .map(({ count, unit, days }) => ({ words: foldedWords(format.format(count, unit)), days }))
    .filter(({ words }) => words.length > 0 && !words.some((word) => /\p{N}/u.test(word)))
    .sort((a, b) => b.words.length - a.words.length);
  phrasesByTag.set(language, phrases);
  return phrases;
}

function readPhrase(
  phrases: readonly Phrase[],
  words: readonly Word[],
  at: number,
): Ago | undefined {
  const found = phrases.find((phrase) =>
    phrase.words.every((word, i) => words[at + i]?.folded === word),
  );
  const first = words[at];
  const last = words[at + (found?.words.length ?? 0) - 1];
  if (found === undefined || first === undefined || last === undefined) return undefined;
  return { days: found.days, start: first.start, end: last.end };
}

/** Reads a unit at a place with what stands before and after it. */
function readSpan(table: AgoWords, words: readonly Word[], at: number): Ago | undefined {
  const unit = words[at];
  const unitDays = Object.entries(table.units).find(([name]) => name === unit?.folded)?.[1];
  if (unit === undefined || unitDays === undefined) return undefined;
  const [last, next] = [words[at - 1], words[at + 1]];
  const count = readNumber(table, last?.folded ?? '');
  const first = count === undefined ? unit : (last ?? unit);
  const opener = words[count === undefined ? at - 1 : at - 2];
  const days = (count ?? 1) * unitDays;
  if (next !== undefined && table.after.includes(next.folded)) {
    return { days, start: first.start, end: next.end };
  }
  if (opener === undefined || !table.before.includes(opener.folded)) return undefined;
  return { days, start: opener.start, end: unit.end };
}

function readNumber(table: AgoWords, word: string): number | undefined {
  if (/^\d{1,3}$/u.test(word)) return Number(word);
  const at = table.numbers.findIndex((names) => names.split('/').includes(word));
  return at < 0 ? undefined : at + 1;
}
