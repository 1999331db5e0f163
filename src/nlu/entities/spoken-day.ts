import { foldedWords, type Word } from '../fold.ts';

/** A day by the name of its month or of itself. */
export interface SpokenDay {
  /** Midnight, in milliseconds since 1970, UTC. */
  readonly time: number;
  readonly start: number;
  readonly end: number;
  /** By how much the day may be moved back if it turns out to be in the future. */
  readonly period: 'none' | 'week' | 'year';
}

/** What a language calls months and weekdays, folded, in every form that the platform knows. */
interface DayNames {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: readonly (readonly [name: string, weekday: number])[];
}

const dayLength = 86_400_000;
const weekLength = 7;

/** Shorter names are words of their own: "się" folds to the short form of August. */
const fewestLetters = 4;

const namesByTag = new Map<string, DayNames>();

/**
 * Reads "10 listopada" or "w zeszły wtorek" in languages for which there is no date parser: the names of months and
 * weekdays are those that the platform has for the language.
 */
export function readSpokenDay(
  words: readonly Word[],
  language: string,
  today: number,
): SpokenDay | undefined {
  const names = namesOf(language);
  for (let at = 0; at < words.length; at++) {
    const day = readDayOfMonth(names, words, { at, today }) ?? readWeekday(names, words[at], today);
    if (day !== undefined) return day;
  }
  return undefined;
}

function readDayOfMonth(
  { months }: DayNames,
  words: readonly Word[],
  { at, today }: { readonly at: number; readonly today: number },
): SpokenDay | undefined {
  const [number, name, last] = [words[at], words[at + 1], words[at + 2]];
  const month = months.get(name?.folded ?? '');
  if (number === undefined || name === undefined || month === undefined) return undefined;
  const day = /^\d{1,2}$/u.test(number.folded) ? Number(number.folded) : 0;
  const hasYear = /^20\d\d$/u.test(last?.folded ?? '');
  const year = hasYear ? Number(last?.folded) : new Date(today).getUTCFullYear();
  const time = Date.UTC(year, month, day);
  if (day < 1 || new Date(time).getUTCDate() !== day) return undefined;
  const end = hasYear ? (last?.end ?? name.end) : name.end;
  return { time, start: number.start, end, period: hasYear ? 'none' : 'year' };
}

/**
 * The last such weekday before today.
 *
 * Only the last letter may differ, as in "w środę": what begins alike and goes on is another word, "w środku".
 */
function readWeekday(
  { weekdays }: DayNames,
  word: Word | undefined,
  today: number,
): SpokenDay | undefined {
  const found = weekdays.find(
    ([name]) => word?.folded.length === name.length && word.folded.startsWith(name.slice(0, -1)),
  );
  if (word === undefined || found === undefined) return undefined;
  const ago = (new Date(today).getUTCDay() - found[1] + weekLength) % weekLength || weekLength;
  return { time: today - ago * dayLength, start: word.start, end: word.end, period: 'none' };
}

function namesOf(language: string): DayNames {
  const known = namesByTag.get(language);
  if (known !== undefined) return known;
  const tag = /^[a-z]{2,3}$/u.test(language) ? language : 'und';
  const made = { months: monthNames(tag), weekdays: weekdayNames(tag) };
  namesByTag.set(language, made);
  return made;
}

/** Alone and after a day a month may have two forms: "listopad", "10 listopada". */
function monthNames(tag: string): Map<string, number> {
  const options = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const;
  const names = new Map<string, number>();
  for (const option of options) {
    const format = new Intl.DateTimeFormat(tag, { ...option, timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const part = format.formatToParts(Date.UTC(2026, month, 1)).find((it) => it.type === 'month');
      const [name, ...more] = foldedWords(part?.value ?? '');
      const isName = name !== undefined && more.length === 0 && name.length >= fewestLetters;
      if (isName && !names.has(name)) names.set(name, month);
    }
  }
  return names;
}

function weekdayNames(tag: string): DayNames['weekdays'] {
  const format = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
  // 4 January 2026 was a Sunday.
  return Array.from({ length: weekLength }, (_, weekday) => {
    const [name = ''] = foldedWords(format.format(Date.UTC(2026, 0, 4 + weekday)));
    return [name, weekday] as const;
  }).filter(([name]) => name.length > fewestLetters);
}
