import { findDates, type Span } from './dates.ts';
import type { Finding } from './finding.ts';
import type { Lexicon } from './lexicon.ts';
import { cutPieces, type Piece } from './pieces.ts';

/** A text as the searches see it. */
export interface Scan {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly lexicon: Lexicon;
  /** Dates by the piece they begin with. */
  readonly dates: ReadonlyMap<number, Span>;
  /** Pieces that belong to a date or a time of day, and so are no code and no telephone number. */
  readonly dated: ReadonlySet<number>;
}

/** Reads a plain text once for all searches. */
export function scanText(text: string, lexicon: Lexicon): Scan {
  const pieces = cutPieces(text, lexicon);
  const { dates, times } = findDates(pieces);
  return {
    text,
    pieces,
    lexicon,
    dates: new Map(dates.map((it) => [it.from, it])),
    dated: new Set([...dates, ...times].flatMap(indices)),
  };
}

/** The same scan with the figures of these findings taken, so that no other search reads them. */
export function claim(scan: Scan, findings: readonly Finding[]): Scan {
  const dated = new Set(scan.dated);
  let next = 0;
  scan.pieces.forEach((piece, at) => {
    while ((findings[next]?.end ?? Infinity) <= piece.start) next++;
    if (piece.start >= (findings[next]?.start ?? Infinity)) dated.add(at);
  });
  return { ...scan, dated };
}

function indices({ from, to }: Span): readonly number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}
