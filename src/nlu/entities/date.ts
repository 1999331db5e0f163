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

/** The parsers by language. Any other tag gets the last resort, which reads numbers in any language. */
const parsers: Readonly<Record<string, Chrono>> = {
  de: german,
  en: english,
  es: spanish,
  fi: finnish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
  sv: swedish,
};
const lastResort = english;

/** A date stands near the beginning; the parsers' patterns are not made for pages. */
const longestDateText = 400;

const dayLength = 86_400_000;

/** Day and month in numbers without a year, the day first as everywhere in Europe. "3.5" is no day, "3.5." is. */
const dayMonth =
  /(?<![\d.,/])(?:(\d{1,2})[./](\d{1,2})\.(?!\d)|(\d{1,2})\/(\d{1,2})(?![\d./])|(\d{2})\.(\d{2})(?![\d./]))/u;

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
 * future is refused. "Next Tuesday" is read as the last one: the parsers do not tell the two apart.
 */
export function readDate({ text, now, language }: DateQuestion): DateReading {
  const read = text.slice(0, longestDateText);
  const base = language.toLowerCase().split('-')[0] ?? '';
  const today = startOfDay(now.getTime());
  const day =
    readRelative(read, base, today) ?? readParsed(read, base, now) ?? readDayMonth(read, now);
  if (day === undefined) return { ok: false, reason: 'none' };
  const time = day.time > today ? moveBack(day) : day.time;
  if (time > today) return { ok: false, reason: 'future' };
  const date = new Date(time).toISOString().slice(0, 10);
  return { ok: true, date, start: day.start, end: day.end };
}

function readRelative(text: string, language: string, today: number): Day | undefined {
  const ago = readAgo(readWords(text), language);
  if (ago === undefined) return undefined;
  return { time: today - ago.days * dayLength, start: ago.start, end: ago.end, period: 'none' };
}

function readParsed(text: string, language: string, now: Date): Day | undefined {
  const parser = parsers[language] ?? lastResort;
  const results = parser.parse(text, { instant: now, timezone: 0 });
  const result = results.find(({ start }) => start.isCertain('day') || start.isCertain('weekday'));
  return result === undefined ? undefined : toDay(result);
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

function readDayMonth(text: string, now: Date): Day | undefined {
  const match = dayMonth.exec(text);
  const [day = 0, month = 0] = (match ?? []).slice(1).filter(Boolean).map(Number);
  const time = Date.UTC(now.getUTCFullYear(), month - 1, day);
  if (match === null || month < 1 || month > 12 || new Date(time).getUTCDate() !== day)
    return undefined;
  return { time, start: match.index, end: match.index + match[0].length, period: 'year' };
}

function moveBack({ time, period }: Day): number {
  if (period === 'week') return time - 7 * dayLength;
  const date = new Date(time);
  return period === 'year' ? date.setUTCFullYear(date.getUTCFullYear() - 1) : time;
}

function startOfDay(time: number): number {
  return time - (time % dayLength);
}
