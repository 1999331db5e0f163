import { is, touches, type Piece } from './pieces.ts';

/** A stretch of pieces, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Dates and times of day in a text. */
export interface Dates {
  readonly dates: readonly Span[];
  readonly times: readonly Span[];
}

/**
 * Finds dates in figures ("12.3.1984", "1984-03-12") and with a month's name ("3 de maio de 2010").
 *
 * Whether a date is one of birth is for others to say; here it only stops being a code or a number.
 */
export function findDates(pieces: readonly Piece[]): Dates {
  const dates: Span[] = [];
  const times: Span[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const to = dateEnd(pieces, at);
    if (to !== undefined) {
      dates.push({ from: at, to });
      at = to - 1;
    } else if (isTime(pieces, at)) {
      times.push({ from: at, to: at + 3 });
    }
  }
  return { dates, times };
}

/** Whether the piece is a year of the last or this century. */
export function isYear(piece: Piece | undefined): boolean {
  return piece?.kind === 'number' && /^(19|20)\d\d$/.test(piece.raw);
}

function dateEnd(pieces: readonly Piece[], at: number): number | undefined {
  if (pieces[at]?.kind === 'number') return figuresEnd(pieces, at) ?? dayMonthEnd(pieces, at);
  return is(pieces[at], 'months') ? monthFirstEnd(pieces, at) : undefined;
}

function figuresEnd(pieces: readonly Piece[], at: number): number | undefined {
  const [first, mark, second, same, third, mark2, fourth] = pieces.slice(at, at + 7);
  if (mark === undefined || !/^[./-]$/.test(mark.raw) || same?.raw !== mark.raw) return undefined;
  if (!touches(first, mark) || !touches(second, same) || third?.kind !== 'number') return undefined;
  const goesOn = mark2?.raw === mark.raw && fourth?.kind === 'number' && touches(mark2, fourth);
  const before = pieces[at - 1];
  if (goesOn || (before?.raw === mark.raw && touches(before, first))) return undefined;
  return isDate(first?.raw ?? '', second?.raw ?? '', third.raw) ? at + 5 : undefined;
}

function isDate(first: string, second: string, third: string): boolean {
  const yearFirst = first.length === 4;
  const [year, one, two] = yearFirst ? [first, second, third] : [third, first, second];
  if ((year.length !== 4 && year.length !== 2) || one.length > 2 || two.length > 2) return false;
  const [low, high] = [Number(one), Number(two)].toSorted((a, b) => a - b);
  return low !== undefined && high !== undefined && low >= 1 && low <= 12 && high <= 31;
}

function dayMonthEnd(pieces: readonly Piece[], at: number): number | undefined {
  if ((pieces[at]?.raw.length ?? 0) > 2) return undefined;
  const month = skipSmall(pieces, at + 1);
  if (!is(pieces[month], 'months')) return undefined;
  const year = skipSmall(pieces, month + 1);
  return isYearIn(pieces[year]) ? year + 1 : undefined;
}

function monthFirstEnd(pieces: readonly Piece[], at: number): number | undefined {
  const next = skipSmall(pieces, at + 1);
  if (isYear(pieces[next])) return next + 1;
  if (pieces[next]?.kind !== 'number' || pieces[next].raw.length > 2) return undefined;
  const year = skipSmall(pieces, next + 1);
  return isYear(pieces[year]) ? year + 1 : undefined;
}

function isYearIn(piece: Piece | undefined): boolean {
  return isYear(piece) || (piece?.kind === 'number' && piece.raw.length === 2);
}

/** Ordinal endings, prepositions and points: "3rd of March", "12. März", "3 de maio de 2010". */
function skipSmall(pieces: readonly Piece[], from: number): number {
  let at = from;
  while (at < from + 3 && isSmall(pieces[at])) at++;
  return at;
}

function isSmall(piece: Piece | undefined): boolean {
  if (piece === undefined || is(piece, 'months')) return false;
  if (piece.kind === 'word') return piece.raw.length <= 3;
  return piece.kind === 'symbol' && /^[.,º°/-]$/.test(piece.raw);
}

function isTime(pieces: readonly Piece[], at: number): boolean {
  const [hours, colon, minutes] = pieces.slice(at, at + 3);
  if (hours?.kind !== 'number' || colon?.raw !== ':' || minutes?.kind !== 'number') return false;
  const figures = hours.raw.length <= 2 && minutes.raw.length === 2;
  return figures && touches(hours, colon) && touches(colon, minutes);
}
