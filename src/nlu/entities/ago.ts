import type { Word } from '../fold.ts';

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
  /** Words beside a unit that mean the one before this: "semana passada". */
  readonly previous: readonly string[];
  /** Number words from one on; words for the same number are joined by a slash. */
  readonly numbers: readonly string[];
  /** Days in a unit. */
  readonly units: Readonly<Record<string, number>>;
  /** Words that are a day by themselves. */
  readonly days: Readonly<Record<string, number>>;
}

/** The languages in which the date parser knows no such phrases, or which it does not know at all. */
const agoWords: Readonly<Record<string, AgoWords>> = {
  es: {
    before: ['hace'],
    after: ['atras'],
    previous: ['pasado', 'pasada'],
    numbers: ['un/una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
    units: { dia: 1, dias: 1, semana: 7, semanas: 7, mes: 30, meses: 30 },
    days: {},
  },
  pl: {
    before: [],
    after: ['temu'],
    previous: ['zeszly', 'zeszlym', 'ubiegly', 'ubieglym'],
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
    units: {
      dzien: 1,
      dni: 1,
      tydzien: 7,
      tygodniu: 7,
      tygodnie: 7,
      tygodni: 7,
      miesiac: 30,
      miesiace: 30,
    },
    days: { dzisiaj: 0, dzis: 0, wczoraj: 1, przedwczoraj: 2 },
  },
  pt: {
    before: ['ha', 'faz'],
    after: ['atras'],
    previous: ['passado', 'passada'],
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
    days: { anteontem: 2 },
  },
  sv: {
    before: [],
    after: ['sedan', 'sen'],
    previous: ['forra'],
    numbers: ['en/ett', 'tva', 'tre', 'fyra', 'fem', 'sex', 'sju', 'atta', 'nio', 'tio'],
    units: {
      dag: 1,
      dagar: 1,
      vecka: 7,
      veckan: 7,
      veckor: 7,
      manad: 30,
      manaden: 30,
      manader: 30,
    },
    days: { forrgar: 2 },
  },
};

/** Longer ago than this is no answer to when a request was sent. */
const longestAgo = 5 * 365;

/** Reads "há uma semana" and the like in the languages that need it; nothing if the text has no such phrase. */
export function readAgo(words: readonly Word[], language: string): Ago | undefined {
  const table = agoWords[language];
  if (table === undefined) return undefined;
  for (let at = 0; at < words.length; at++) {
    const ago = readDay(table, words, at) ?? readSpan(table, words, at);
    if (ago !== undefined && ago.days <= longestAgo) return ago;
  }
  return undefined;
}

function readDay(table: AgoWords, words: readonly Word[], at: number): Ago | undefined {
  const word = words[at];
  const days = table.days[word?.folded ?? ''];
  if (word === undefined || days === undefined) return undefined;
  return { days, start: word.start, end: word.end };
}

/** Reads a unit at a place with what stands before and after it. */
function readSpan(table: AgoWords, words: readonly Word[], at: number): Ago | undefined {
  const unit = words[at];
  const unitDays = table.units[unit?.folded ?? ''];
  if (unit === undefined || unitDays === undefined) return undefined;
  const next = words[at + 1];
  const last = words[at - 1];
  for (const beside of [next, last]) {
    if (beside === undefined || !table.previous.includes(beside.folded)) continue;
    return {
      days: unitDays,
      start: Math.min(unit.start, beside.start),
      end: Math.max(unit.end, beside.end),
    };
  }
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
