/** A text made safe to keep, and the same text made easy to read by the guard. */
export interface PlainText {
  /** What may be kept: no control characters, no direction overrides, no mask brackets. */
  readonly shown: string;
  /** As long as `shown`, with exotic spaces, dashes, apostrophes and full-width letters made plain. */
  readonly scanned: string;
  /** For each unit of `shown` its offset in the text as typed, and the typed length at the end. */
  readonly origins: readonly number[];
}

const plainAscii = /^[\t\n\x20-\x7e]*$/;
const lineBreaks = /[\r\v\f\x85\u2028\u2029]/;
const invisible = /[\p{Cc}\p{Cf}]/u;
const brackets: ReadonlyMap<string, string> = new Map([
  ['⟦', '['],
  ['⟧', ']'],
]);

/**
 * Strips what has no business in a message and keeps track of where each letter came from.
 *
 * Invisible characters go because they can hide a word from the guard, or turn the text around for
 * whoever reads it in the console. Brackets of our mask are replaced, so that nobody can forge one.
 */
export function plainText(typed: string): PlainText {
  if (plainAscii.test(typed)) {
    return {
      shown: typed,
      scanned: typed,
      origins: Array.from({ length: typed.length + 1 }, (_, i) => i),
    };
  }
  let shown = '';
  let scanned = '';
  const origins: number[] = [];
  for (let at = 0; at < typed.length;) {
    const char = String.fromCodePoint(typed.codePointAt(at) ?? 0);
    const kept = keep(char, typed[at + 1]);
    for (let unit = 0; unit < kept.length; unit++) origins.push(at + unit);
    shown += kept;
    scanned += kept.length === 1 ? simplify(kept) : kept;
    at += char.length;
  }
  origins.push(typed.length);
  return { shown, scanned, origins };
}

function keep(char: string, next: string | undefined): string {
  if (char === '\r' && next === '\n') return '';
  if (lineBreaks.test(char)) return '\n';
  if (char === '\t' || char === '\n') return char;
  if (invisible.test(char)) return '';
  if (!char.isWellFormed()) return '\ufffd';
  return brackets.get(char) ?? char;
}

function simplify(char: string): string {
  if (char >= '\uff01' && char <= '\uff5e') {
    return String.fromCharCode(char.charCodeAt(0) - 0xfee0);
  }
  if (/\p{Zs}/u.test(char)) return ' ';
  if (/[‐-―−]/.test(char)) return '-';
  if (/[‘’ʼ]/.test(char)) return "'";
  return char;
}
