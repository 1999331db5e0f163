import type { Range } from './finding.ts';

/**
 * What a run of letters looks like, from "cannot be a password" to "can hardly be anything else".
 *
 * `word` is letters only, `digits` figures only, `mixed` letters with figures or signs, `strong` all
 * three. How much is needed depends on what stands before, which is for the caller to judge.
 */
export type Shape = 'none' | 'word' | 'digits' | 'mixed' | 'strong';

/** Longer runs are judged by their beginning: keeps the work for a text linear. */
const longestChunk = 100;
const closing = new Set('.,;:?)]}>"\'»”“');
const opening = new Set('"\'(«„“”[{<');
const address = /^[^\s@]{2,}@[^\s@.]{2,}\.[^\s@]{2,}$/;
const link = /^(?:[a-z]+:\/\/|www\.)/i;
const amount = /^\d{1,3}[-.]\p{L}|^\d{1,3}(?:\p{L}|st|nd|rd|th)$|^\d{1,2}h\d{0,2}$/u;

/** The run without white space that begins here, without closing punctuation. */
export function chunkFrom(text: string, start: number): string {
  let end = start;
  while (end < text.length && end - start < longestChunk && !isSpace(text, end)) end++;
  if (end - start === longestChunk) return text.slice(start, end);
  while (end > start && closing.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The run without white space that ends here, without punctuation around it. */
export function chunkUpTo(text: string, end: number): Range {
  let start = end;
  while (start > 0 && end - start < longestChunk && !isSpace(text, start - 1)) start--;
  return chunkWithin(text, start, end);
}

/** The run between these places without opening and closing punctuation. */
export function chunkWithin(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (start < end && opening.has(text.charAt(start))) start++;
  while (end > start && closing.has(text.charAt(end - 1))) end--;
  return { start, end };
}

/** Where a run read by `chunkFrom` really ends: one that was cut goes on to the next white space. */
export function chunkEnd(text: string, start: number, chunk: string): number {
  let end = start + chunk.length;
  if (chunk.length < longestChunk) return end;
  while (end < text.length && !isSpace(text, end)) end++;
  return end;
}

/** Whether white space, or nothing, stands at this place of a scanned text, which has few kinds. */
export function isSpace(text: string, at: number): boolean {
  const char = text.charAt(at);
  return char === ' ' || char === '\n' || char === '\t' || char === '';
}

/** Judges a run by its letters, figures and signs; addresses, links and amounts are no secrets. */
export function shapeOf(value: string): Shape {
  if (address.test(value) || link.test(value) || amount.test(value)) return 'none';
  const { letters, digits, signs } = count(value);
  if (letters > 0 && digits > 0 && signs > 0) return 'strong';
  if (letters > 0 && (digits > 0 || (signs > 0 && letters > 2))) return 'mixed';
  if (digits > 0) return signs > 0 || /[.,:/]/.test(value) ? 'none' : 'digits';
  return letters > 0 ? 'word' : 'none';
}

/**
 * Whether a run is so much of a password that no word before it is needed: small and capital
 * letters, figures and a sign among them, as EU Login demands.
 */
export function standsOut(value: string): boolean {
  if (value.length < 8 || value.length > 64 || /[/\\]|^[@#]/.test(value)) return false;
  if (shapeOf(value) === 'none' || !/\p{Ll}/u.test(value) || !/\p{Lu}/u.test(value)) return false;
  return /\p{Nd}/u.test(value) && (count(value).signs > 0 || boldEnd.test(value));
}

/** An exclamation mark that belongs to a password rather than to a sentence. */
const boldEnd = /\p{Nd}!$|^.{11,}!$/u;

interface Count {
  readonly letters: number;
  readonly digits: number;
  readonly signs: number;
}

const signs = /[!#$%&*+=?@^_`{|}~<>§€£]/g;

/** Signs that ordinary words carry do not count, nor do exclamation and question marks at the end. */
function count(value: string): Count {
  const core = value.replace(/[!?]{1,5}$/, '');
  return {
    letters: core.match(/\p{L}/gu)?.length ?? 0,
    digits: core.match(/\p{Nd}/gu)?.length ?? 0,
    signs: core.match(signs)?.length ?? 0,
  };
}
