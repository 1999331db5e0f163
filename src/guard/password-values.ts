import { isYear } from './dates.ts';
import type { Range } from './finding.ts';
import { isHarmless } from './lexicon.ts';
import { is, touches, type Piece } from './pieces.ts';
import { quotedAt } from './quotes.ts';
import type { Scan } from './scan.ts';
import { chunkEnd, chunkFrom, isSpace, shapeOf } from './shape.ts';

/**
 * What stands between the word for a password and a value: the less, the surer the value must look.
 * After a word like "wrong" the sentence has said what it had to say, and the link is spent.
 */
export type Link = 'label' | 'copula' | 'direct' | 'far' | 'spent';

/** Where a value may begin, and how it hangs on its name. */
export interface Place {
  /** The piece it begins with, and the piece that names a password. */
  readonly at: number;
  readonly name: number;
  readonly link: Link;
}

/** The run without white space that begins here, if it looks enough of a password for its place. */
export function plainValue(scan: Scan, place: Place): Range | undefined {
  const [before, piece] = [scan.pieces[place.at - 1], scan.pieces[place.at]];
  if (piece === undefined || /^["'(«„“[\n]$/.test(piece.raw)) return undefined;
  const opens = isSpace(scan.text, piece.start - 1) || /^[:=("'«„“[>]$/.test(before?.raw ?? '');
  const value = chunkFrom(scan.text, piece.start);
  if (!opens || isHarmless(scan.lexicon, value)) return undefined;
  const enough =
    shapeOf(value) === 'word' ? isPlainWord(scan, place) : looksSecret(scan, value, place);
  return enough ? rangeOf(scan, piece.start, value) : undefined;
}

/** How many letters, figures and signs a value needs at least, by its shape. */
const least: Readonly<Record<Link, Readonly<Record<'mixed' | 'strong' | 'digits', number>>>> = {
  label: { mixed: 4, strong: 3, digits: 4 },
  copula: { mixed: 5, strong: 4, digits: 4 },
  direct: { mixed: 6, strong: 5, digits: 5 },
  far: { mixed: 8, strong: 8, digits: Infinity },
  spent: { mixed: Infinity, strong: 8, digits: Infinity },
};

function looksSecret(scan: Scan, value: string, { at, link }: Place): boolean {
  const shape = shapeOf(value);
  if (shape === 'none' || shape === 'word' || value.length < least[link][shape]) return false;
  if (shape === 'strong') return true;
  const before = scan.pieces[at - 1];
  if (shape === 'digits') {
    const counted = is(scan.pieces[at + 1], 'units') || scan.dated.has(at);
    return !counted && !(isYear(scan.pieces[at]) && is(before, 'fillers'));
  }
  const apart = /^[,:(-]$/.test(before?.raw ?? '') && /\p{Nd}{2}/u.test(value);
  return link !== 'far' || apart;
}

/** Whether a run looks like what people choose when figures are demanded: "Vienna1900". */
export function isChosen(value: string): boolean {
  return value.length >= 8 && /^\p{Lu}\p{Ll}[\p{L}-]*\p{Nd}{2,}$/u.test(value);
}

/** A plain word is a password only where a value is certain and no known word stands. */
function isPlainWord(scan: Scan, { at, name, link }: Place): boolean {
  const [piece, next] = [scan.pieces[at], scan.pieces[at + 1]];
  if (piece === undefined || piece.raw.length < 4 || piece.lists.size > 0) return false;
  if (isState(scan, piece) || (touches(piece, next) && !isPunctuation(next))) return false;
  const polite = is(next, 'fillers') && isEnd(scan.pieces[at + 2]);
  const ends = isEnd(next) || is(next, 'and') || polite;
  if (!ends || (link !== 'label' && link !== 'copula')) return false;
  if (link === 'label') return isOwnLabel(scan.pieces, name, at);
  const owner = scan.pieces.slice(Math.max(0, name - 3), name).some((it) => is(it, 'mine'));
  return owner && next?.raw !== '?' && piece.raw.length > 4;
}

/** "Password: x", and not "the password; no phone: x". */
function isOwnLabel(pieces: readonly Piece[], name: number, at: number): boolean {
  return at - name < 5 && !pieces.slice(name + 1, at).some((it) => /^[,;.]$/.test(it.raw));
}

function isEnd(piece: Piece | undefined): boolean {
  return piece === undefined || piece.kind === 'break' || isPunctuation(piece);
}

function isPunctuation(piece: Piece | undefined): boolean {
  return piece !== undefined && /^[.,;!?…)]$/.test(piece.raw);
}

/** What stands in quotation marks here, unless it only tells about the password. */
export function quotedValue(scan: Scan, { at, link }: Place): Range | undefined {
  const quoted = quotedAt(scan.text, scan.pieces[at]?.start ?? 0);
  if (quoted === undefined || quoted.end === quoted.start) return undefined;
  const inside = scan.pieces.slice(at + 1, at + 100).filter((it) => it.end <= quoted.end);
  if (inside.some((it) => it.kind === 'mask')) return undefined;
  const value = scan.text.slice(quoted.start, quoted.end);
  const shape = /\s/.test(value) ? 'word' : shapeOf(value);
  if (shape === 'strong' || (shape === 'mixed' && !isHarmless(scan.lexicon, value))) return quoted;
  if (link === 'far' || link === 'spent' || shape === 'none') return undefined;
  const telling = inside.filter(
    (it) => is(it, 'password', 'accounts', 'units') || isState(scan, it),
  );
  return telling.length * 2 < inside.length ? quoted : undefined;
}

/** Whether a word tells how a password fares, so that it is none. */
function isState({ lexicon }: Scan, piece: Piece): boolean {
  if (is(piece, 'states')) return true;
  if (piece.lists.size > 0 || piece.kind !== 'word') return false;
  const word = piece.raw.toLowerCase();
  return lexicon.endings.states.some((it) => word.length > it.length + 2 && word.endsWith(it));
}

/** The range of a value; the rest of a run that was too long to be judged whole belongs to it. */
export function rangeOf({ text }: Scan, start: number, value: string): Range {
  return { start, end: chunkEnd(text, start, value) };
}
