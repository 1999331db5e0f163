import type { Range } from './finding.ts';

/** Longest quotation that is read as one value. */
const longest = 100;

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['«', '»'],
  ['»', '«'],
  ['„', '“”"'],
  ['“', '”"'],
  ['‹', '›'],
]);

/** Whether a quotation opens here: a quotation mark with nothing but space or a sign before it. */
export function isQuoteAt(text: string, at: number): boolean {
  return closers.has(text.charAt(at)) && /^[\s:=(]?$/.test(text.charAt(at - 1));
}

/** What stands between the quotation marks that open here, without the space some languages put. */
export function quotedAt(text: string, at: number): Range | undefined {
  const closer = closers.get(text.charAt(at)) ?? '';
  for (let end = at + 1; end < Math.min(text.length, at + longest); end++) {
    const char = text.charAt(end);
    if (char === '\n') return undefined;
    if (closer.includes(char)) return trimmed(text, at + 1, end);
  }
  return undefined;
}

function trimmed(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (start < end && text.charAt(start) === ' ') start++;
  while (end > start && text.charAt(end - 1) === ' ') end--;
  return { start, end };
}
