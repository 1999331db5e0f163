import type { Span } from './dates.ts';
import { is, touches, type Piece } from './pieces.ts';
import type { WordList } from './words.ts';

/** The name of a person, as far as its writing tells. */
export interface Name {
  /** The name alone, without its title, in pieces. */
  readonly span: Span;
  /** Capitalised words and initials in it. */
  readonly words: number;
  readonly title: boolean;
  /** Whether the title is one of colleagues. */
  readonly doctor: boolean;
}

/** A name has no more parts than this: first names, family names, small words. */
const mostParts = 6;

/** Reads a name that begins here: title, capitals, initials, small words, "Doe, Jane". */
export function nameAt(pieces: readonly Piece[], at: number): Name | undefined {
  let [from, title, doctor] = [at, false, false];
  for (; from < at + 6 && isBeforeName(pieces[from], title || doctor); from++) {
    title ||= is(pieces[from], 'titles');
    doctor ||= is(pieces[from], 'doctors');
  }
  const { to, words } = partsFrom(pieces, from);
  if (words > 0) return { span: { from, to }, words, title, doctor };
  const small = pieces[from];
  if (!title || small?.kind !== 'word' || small.lists.size > 0) return undefined;
  return { span: { from, to: from + 1 }, words: 1, title, doctor };
}

function isBeforeName(piece: Piece | undefined, titled: boolean): boolean {
  if (is(piece, 'titles', 'doctors')) return true;
  return titled && (piece?.raw === '.' || is(piece, 'particles'));
}

function partsFrom(pieces: readonly Piece[], from: number): { to: number; words: number } {
  let [at, to, words] = [from, from, 0];
  while (at < from + 2 * mostParts && words < mostParts) {
    const piece = pieces[at];
    if (isNamePart(pieces, at, words > 0)) {
      words++;
      to = pieces[at + 1]?.raw === '.' && isInitial(piece) ? at + 2 : at + 1;
      at = to;
    } else if (isInside(pieces, at, from)) {
      at++;
    } else {
      break;
    }
  }
  return { to, words };
}

/** The name that ends right before this piece, read backwards: for "Jane Doe, born …". */
export function nameUpTo(pieces: readonly Piece[], end: number): Name | undefined {
  let [from, words] = [end, 0];
  for (let at = end - 1; at >= end - 2 * mostParts && at >= 0; at--) {
    const piece = pieces[at];
    if (isNamePart(pieces, at, at < end - 1 || !isInitial(piece))) {
      from = at;
      words++;
    } else if (!isJoint(piece) && !(piece?.raw === '.' && isInitial(pieces[at - 1]))) {
      break;
    }
  }
  const before = [pieces[from - 1], pieces[from - 2]];
  if (words === 0 || before.some((it) => is(it, 'self'))) return undefined;
  return {
    span: { from, to: end },
    words,
    title: before.some((it) => is(it, 'titles')),
    doctor: before.some((it) => is(it, 'doctors')),
  };
}

/** Lists whose words end a name even when they are capitalised inside one. */
const ending = [
  'notNames',
  'harmless',
  'patient',
  'onePatient',
  'persons',
  'born',
  'identifier',
  'clinical',
  'password',
  'code',
  'is',
  'and',
  'mine',
  'fillers',
  'titles',
  'doctors',
  'named',
  'nameLabels',
  'self',
  'accounts',
] as const satisfies readonly WordList[];

/** A capitalised word that no list knows, or an initial; inside a name "Short" or "May" may follow. */
function isNamePart(pieces: readonly Piece[], at: number, inside: boolean): boolean {
  const piece = pieces[at];
  if (piece?.kind !== 'word' || !/^\p{Lu}/u.test(piece.raw)) return false;
  if (is(piece, 'titles', 'doctors')) return false;
  if (isInitial(piece)) return inside || piece.raw.length > 1 || pieces[at + 1]?.raw === '.';
  return piece.lists.size === 0 || (inside && !is(piece, ...ending));
}

function isInitial(piece: Piece | undefined): boolean {
  return piece !== undefined && /^\p{Lu}\.?$/u.test(piece.raw);
}

function isInside(pieces: readonly Piece[], at: number, from: number): boolean {
  if (at === from || !isJoint(pieces[at])) return false;
  if (pieces[at]?.raw !== ',') return true;
  return touches(pieces[at - 1], pieces[at]) && isNamePart(pieces, at + 1, true);
}

function isJoint(piece: Piece | undefined): boolean {
  return is(piece, 'particles') || (piece !== undefined && /^[-',]$/.test(piece.raw));
}
