import { isYear } from './dates.ts';
import type { Finding, Range } from './finding.ts';
import { isHarmless } from './lexicon.ts';
import { figures, isGlued, numberRun, type NumberRun } from './numbers.ts';
import { is, touches, type Piece } from './pieces.ts';
import type { Scan } from './scan.ts';
import { chunkFrom, isSpace, shapeOf } from './shape.ts';

/** What holds for the whole message while codes are looked for. */
interface Setting {
  readonly scan: Scan;
  /** Sentences in which a code is named. */
  readonly naming: ReadonlySet<number>;
  /** Whether there is nothing but figures, and words like "it is", in the message. */
  readonly lone: boolean;
}

/** How many words after its name a code is looked for. */
const reach = 8;

/**
 * Finds one-time codes and PINs: after or before their name, alone in a message, and the nine signs
 * in three groups that EU Login sends by SMS wherever they stand.
 */
export function findCodes(scan: Scan): readonly Finding[] {
  const { pieces } = scan;
  const naming = new Set(
    pieces.filter((it) => is(it, 'code', 'codeSources')).map((it) => it.sentence),
  );
  const setting = { scan, naming, lone: pieces.every(saysNothing) };
  return pieces
    .flatMap((_, at) => [groupedCode(setting, at), numericCode(setting, at), codeAfter(scan, at)])
    .filter((it) => it !== undefined)
    .map((it) => ({ kind: 'code', ...it }));
}

function saysNothing(piece: Piece): boolean {
  if (piece.kind === 'mask') return false;
  return piece.kind !== 'word' || is(piece, 'is', 'fillers', 'mine');
}

const threeByThree = /[A-Za-z\d]{3}([- ])[A-Za-z\d]{3}\1[A-Za-z\d]{3}(?![\p{L}\p{Nd}-])/uy;

function groupedCode({ scan, naming }: Setting, at: number): Range | undefined {
  const start = scan.pieces[at]?.start ?? 0;
  if (/[\p{L}\p{Nd}-]/u.test(scan.text.charAt(start - 1))) return undefined;
  threeByThree.lastIndex = start;
  const [code = '', separator = ''] = threeByThree.exec(scan.text) ?? [];
  if (code === '') return undefined;
  const range = { start, end: start + code.length };
  const figured = code.split(separator).filter((it) => /\d/.test(it)).length;
  if (separator === '-' && figured > 0 && /[A-Za-z]/.test(code)) return range;
  const whole = separator === '-' && scan.text.trim().length <= code.length + 1;
  const named = naming.has(scan.pieces[at]?.sentence ?? -1) && (separator === '-' || figured === 3);
  return whole || named ? range : undefined;
}

/** Six to eight figures in or after a sentence about a code, fewer beside its name or alone. */
function numericCode({ scan, naming, lone }: Setting, at: number): Range | undefined {
  const run = codeRun(scan, at);
  if (run === undefined) return undefined;
  if (lone) return isYear(scan.pieces[at]) ? undefined : rangeOf(scan, run);
  if (is(scan.pieces[at - 1], 'notSecrets', 'identifier')) return undefined;
  const sentence = scan.pieces[at]?.sentence ?? 0;
  const long = figures(run).length >= 6 && (naming.has(sentence) || naming.has(sentence - 1));
  return long || leadsToName(scan, run.to) ? rangeOf(scan, run) : undefined;
}

/** "4821 is my PIN", "4821 as PIN". */
function leadsToName({ pieces }: Scan, from: number): boolean {
  if (!is(pieces[from], 'is', 'as')) return false;
  let at = from + 1;
  while (at < from + 4 && is(pieces[at], 'mine', 'fillers')) at++;
  return is(pieces[at], 'code');
}

/** A number of four to eight figures that is no amount, date, address or known number. */
function codeRun(scan: Scan, at: number): NumberRun | undefined {
  const run = numberRun(scan, at);
  if (run === undefined || run.groups.length > 4) return undefined;
  const number = figures(run);
  if (number.length < 4 || number.length > 8 || isHarmless(scan.lexicon, number)) return undefined;
  if (new Set(run.groups.map((it) => it.length)).size > 1) return undefined;
  const [first, last] = [scan.pieces[at], scan.pieces[run.to - 1]];
  if (isGlued(scan, first?.start ?? 0, last?.end ?? 0)) return undefined;
  const before = scan.pieces[at - 1];
  const partOfMore = touches(before, first) && /^[-+./@]$/.test(before?.raw ?? '');
  return partOfMore || is(scan.pieces[run.to], 'units') ? undefined : run;
}

function rangeOf({ pieces }: Scan, run: NumberRun): Range {
  return { start: pieces[run.from]?.start ?? 0, end: pieces[run.to - 1]?.end ?? 0 };
}

type Link = 'value' | 'direct' | 'far';

function codeAfter(scan: Scan, name: number): Range | undefined {
  const { pieces } = scan;
  if (!is(pieces[name], 'code') || pieces[name - 1]?.raw === '_') return undefined;
  let link: Link = 'direct';
  for (let at = name + 1, words = 0; at <= name + reach && words < 5; at++) {
    const [before, piece] = [pieces[at - 1], pieces[at]];
    if (piece === undefined || piece.kind === 'mask') return undefined;
    if (piece.kind !== 'break' && before?.kind !== 'break' && piece.sentence !== before?.sentence) {
      return undefined;
    }
    const value = valueAt(scan, at, link);
    if (value !== undefined) return value;
    if (is(piece, 'states') || (is(piece, 'and') && !is(piece, 'is'))) return undefined;
    link = nextLink(link, piece);
    if (link === 'far') words++;
  }
  return undefined;
}

function nextLink(link: Link, piece: Piece): Link {
  if (is(piece, 'is') || piece.raw === ':' || piece.raw === '=') return 'value';
  return piece.kind === 'break' || piece.kind === 'symbol' || is(piece, 'fillers') ? link : 'far';
}

function valueAt(scan: Scan, at: number, link: Link): Range | undefined {
  const run = codeRun(scan, at);
  if (run !== undefined && !is(scan.pieces[at - 1], 'notSecrets', 'identifier')) {
    const year = isYear(scan.pieces[at]) && link !== 'value';
    return year ? undefined : rangeOf(scan, run);
  }
  const start = scan.pieces[at]?.start ?? 0;
  if (link === 'far' || !isSpace(scan.text, start - 1)) return undefined;
  const value = chunkFrom(scan.text, start);
  return isLetterCode(scan, value, link) ? { start, end: start + value.length } : undefined;
}

const organisation = /^[A-Z]{2}\d{2,3}$/;

/** Letters and figures mixed, or capitals alone, but no organisation ("IT08") and no known name. */
function isLetterCode({ lexicon }: Scan, value: string, link: Link): boolean {
  if (!/^[A-Za-z\d]{4,12}(?:-[A-Za-z\d]{2,6}){0,3}$/.test(value)) return false;
  if (organisation.test(value) || isHarmless(lexicon, value)) return false;
  if (shapeOf(value) === 'mixed') return value.length >= 5;
  const capitals = link === 'value' && /^[A-Z]{5,9}$/.test(value);
  return capitals && !lexicon.phrases.has(value.toLowerCase());
}
