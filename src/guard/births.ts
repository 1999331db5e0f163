import { isYear, type Span } from './dates.ts';
import { is, touches, type Piece } from './pieces.ts';
import type { Scan } from './scan.ts';

/** A date of birth: where its word and its date begin and end, in pieces. */
export interface Birth {
  readonly word: number;
  readonly date: Span;
}

const forward = 7;
const backward = 4;

/** Finds dates beside a word of birth; a bare year counts only where a person is spoken of. */
export function findBirths(scan: Scan): readonly Birth[] {
  return scan.pieces.flatMap((_, word) => {
    const date = isBirthWord(scan.pieces, word)
      ? (dateAfter(scan, word) ?? dateBefore(scan, word))
      : undefined;
    return date === undefined ? [] : [{ word, date }];
  });
}

/** A sign that begins a line is a bullet; one glued to what it belongs to is a number's or a degree's. */
function isBirthWord(pieces: readonly Piece[], at: number): boolean {
  const [before, piece] = [pieces[at - 1], pieces[at]];
  if (!is(piece, 'born')) return false;
  if (piece?.kind === 'word') return true;
  return before !== undefined && before.kind !== 'break' && !ownsSign(before, piece);
}

/** Ends in a letter or two, as an abbreviation of "number" does. */
const shortEnd = /(?:^|\P{L})\p{L}{1,2}$/u;

/** "n° 12", "38°". */
function ownsSign(before: Piece, sign: Piece | undefined): boolean {
  if (!touches(before, sign)) return false;
  return before.kind === 'number' || (before.kind === 'word' && shortEnd.test(before.raw));
}

function dateAfter(scan: Scan, word: number): Span | undefined {
  const { pieces } = scan;
  for (let at = word + 1; at <= word + forward; at++) {
    const [before, piece] = [pieces[at - 1], pieces[at]];
    if (piece === undefined || piece.kind === 'mask') return undefined;
    if (is(piece, 'states') || (is(piece, 'and') && !is(piece, 'is'))) return undefined;
    if (piece.sentence !== before?.sentence && before?.kind !== 'break') return undefined;
    const date = scan.dates.get(at);
    if (date !== undefined) return date;
    if (isYear(piece) && at <= word + 2 && nearPerson(pieces, word))
      return { from: at, to: at + 1 };
  }
  return undefined;
}

function dateBefore({ pieces, dates, dated }: Scan, word: number): Span | undefined {
  const sentence = pieces[word]?.sentence;
  for (let at = word - 1; at >= word - backward; at--) {
    const piece = pieces[at];
    if (piece?.sentence !== sentence || piece?.raw === ',') return undefined;
    if (!dated.has(at)) continue;
    let from = at;
    while (from > 0 && !dates.has(from)) from--;
    return dates.get(from);
  }
  return undefined;
}

/** How far a person may stand from the word of birth for a bare year to be theirs. */
const near = 8;

function nearPerson(pieces: readonly Piece[], word: number): boolean {
  const around = pieces.slice(Math.max(0, word - near), word + near);
  return around.some((it) => is(it, 'patient', 'onePatient', 'persons', 'titles'));
}
