import type { Chrono, ParsedResult } from 'chrono-node';
import { casual as german } from 'chrono-node/de';
import { GB as english } from 'chrono-node/en';
import { casual as spanish } from 'chrono-node/es';
import { casual as finnish } from 'chrono-node/fi';
import { casual as french } from 'chrono-node/fr';
import { casual as italian } from 'chrono-node/it';
import { casual as dutch } from 'chrono-node/nl';
import { casual as portuguese } from 'chrono-node/pt';
import { casual as swedish } from 'chrono-node/sv';
import { readWords } from '../fold.ts';
import { readAgo } from './ago.ts';
import { readSpokenDay } from './spoken-day.ts';

/** The day that a text names. */
export type DateReading =
  | {
      readonly ok: true;
      /** Year, month and day, as in 2026-11-10. */
      readonly date: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly ok: false; readonly reason: 'none' | 'future' };

/** What a date is read by. */
export interface DateQuestion {
  readonly text: string;
  /** The present moment; days are those of UTC. */
  readonly now: Date;
  /** Tag of the language of the text. */
  readonly language: string;
}

/**
 * The parsers by language. In any other the names of months and weekdays are the platform's, and the last resort
 * reads numbers.
 */
const parsers = new Map<string, Chrono>([
  ['de', german],
  ['en', english],
  ['es', spanish],
  ['fi', finnish],
  ['fr', french],
  ['it', italian],
  ['nl', dutch],
  ['pt', portuguese],
  ['sv', swedish],
]);
const lastResort = english;

/** What a parser takes for a day and what is none: "3 may I", "a segunda vez". Tried where the day begins. */
const misreadings = new Map<string, RegExp>([
  ['en', /\d{1,2} may (?:i|we|you|it|be|not|have)\b/iuy],
  [
    'pt',
    /(?<!(?:na|da|desde|última|ultima|nesta|esta|até) )(?:segunda|terça|terca|quarta|quinta|sexta)(?![\p{L}-]| feira)/iuy,
  ],
]);

/** A date stands near the beginning; the parsers' patterns are not made for pages. */
const longestDateText = 400;

const dayLength = 86_400_000;

/** Shorter names of weekdays are words as well: "I sat there", "so geht es". */
const fewestWeekdayLetters = 5;

/** Day and month in numbers without a year, the day first as everywhere in Europe. "3.5" is no day, "3.5." is. */
const dayMonth = /(?<![\d.,/])(?:(\d{1,2})[./](\d{1,2})\.(?!\d)|(\d{2})[./](\d{2})(?![\d./]))/u;

/** "24/7" and "step 3/4" are no days; people who mean days write two figures or a year. */
const fraction = /^\d{1,2}\/\d{1,2}$/u;

interface Day {
  readonly time: number;
  readonly start: number;
  readonly end: number;
  /** By how much the day is moved back if it turns out to be in the future. */
  readonly period: 'none' | 'week' | 'year';
}

/**
 * Reads the day on which something has happened: "on 10 November", "last Tuesday", "three days ago".
 *
 * A day without its year, or a weekday without its date, is the last one before now. A day that is plainly in the
 * future is refused.
 */
export function readDate({ text, now, language }: DateQuestion): DateReading {
  const read = text.slice(0, longestDateText);
  const base = language.toLowerCase().split('-')[0] ?? '';
  const today = now.getTime() - (now.getTime() % dayLength);
  const parser = parsers.get(base) ?? lastResort;
  const spoken = parsers.has(base) ? undefined : readSpokenDay(readWords(read), base, today);
  const parsed = spoken ?? readWith(read, [parser, lastResort], now);
  const day = longer(readRelative(read, base, today), parsed);
  if (day === undefined) return { ok: false, reason: 'none' };
  const isNext =
    day !== spoken && day.time > today && isAhead(read.slice(day.start, day.end), parser, day);
  const time = day.time > today && !isNext ? moveBack(day) : day.time;
  if (time > today) return { ok: false, reason: 'future' };
  const date = new Date(time).toISOString().slice(0, 10);
  return { ok: true, date, start: day.start, end: day.end };
}

/** Of two readings the one that takes in more words: "the day before yesterday" is not "yesterday". */
function longer(one: Day | undefined, other: Day | undefined): Day | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.end - other.start > one.end - one.start ? other : one;
}

function readRelative(text: string, language: string, today: number): Day | undefined {
  const ago = readAgo(readWords(text), language);
  if (ago === undefined) return undefined;
  return { time: today - ago.days * dayLength, start: ago.start, end: ago.end, period: 'none' };
}

function readWith(text: string, chain: readonly Chrono[], now: Date): Day | undefined {
  for (const parser of chain) {
    const day = readParsed(text, parser, now);
    if (day !== undefined) return day;
  }
  return readDayMonth(text, now);
}

function readParsed(text: string, parser: Chrono, now: Date): Day | undefined {
  const result = parser
    .parse(text, { instant: now, timezone: 0 })
    .find((found) => isDay(found) && !isMisread(found, text));
  return result === undefined ? undefined : toDay(result);
}

function isDay({ start, text }: ParsedResult): boolean {
  if (start.isCertain('day')) {
    const isNow = start.isCertain('second') && !/\p{N}/u.test(text);
    return (!isNow && !fraction.test(text)) || isTwoFigures(text);
  }
  const longest = Math.max(...readWords(text).map(({ folded }) => folded.length));
  return start.isCertain('weekday') && longest >= fewestWeekdayLetters;
}

function isTwoFigures(text: string): boolean {
  return /^\d{2}\/\d{2}$/u.test(text);
}

/** Whether a day is cut out of something longer ("10.11.12.13") or is a phrase that only looks like one. */
function isMisread({ index, text: found }: ParsedResult, text: string): boolean {
  const end = index + found.length;
  if (/[\d./]$/u.test(text.slice(0, index)) || /^[./]?\d/u.test(text.slice(end))) return true;
  return [...misreadings.values()].some((pattern) => {
    pattern.lastIndex = index + found.search(/[\p{L}\p{N}]/u);
    return pattern.test(text);
  });
}

function toDay({ start, index, text }: ParsedResult): Day {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  const period = start.isCertain('day') ? (start.isCertain('year') ? 'none' : 'year') : 'week';
  return {
    time: Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1),
    start: index,
    end: index + text.length,
    period,
  };
}

/**
 * Whether the words themselves point ahead, as "next Tuesday" does.
 *
 * Read on the day after, a plain "Tuesday" is the one just gone, while "next Tuesday" is ahead again.
 */
function isAhead(words: string, parser: Chrono, { time, period }: Day): boolean {
  if (period === 'none') return true;
  const dayAfter = new Date(time + dayLength);
  const again = readWith(words, [parser, lastResort], dayAfter);
  return again !== undefined && again.time > time;
}

function readDayMonth(text: string, now: Date): Day | undefined {
  const match = dayMonth.exec(text);
  const [day = 0, month = 0] = (match ?? []).slice(1).filter(Boolean).map(Number);
  const time = Date.UTC(now.getUTCFullYear(), month - 1, day);
  if (match === null || month < 1 || month > 12 || new Date(time).getUTCDate() !== day) {
    return undefined;
  }
  return { time, start: match.index, end: match.index + match[0].length, period: 'year' };
}

function moveBack({ time, period }: Day): number {
  if (period === 'week') return time - 7 * dayLength;
  const date = new Date(time);
  return period === 'year' ? date.setUTCFullYear(date.getUTCFullYear() - 1) : time;
}
