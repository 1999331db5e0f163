import { isYear } from './dates.ts';
import type { Finding, Range } from './finding.ts';
import { isHarmless } from './lexicon.ts';
import { figures, isGlued, numberRun } from './numbers.ts';
import { is, touches, type Piece } from './pieces.ts';
import type { Scan } from './scan.ts';
import { chunkFrom } from './shape.ts';

/** How many words after its name a number is looked for. */
const reach = 7;

/** Finds numbers that identify a patient: record, insurance, health service and case numbers. */
export function findIdentifiers(scan: Scan): readonly Finding[] {
  return scan.pieces
    .map((piece, at) => (is(piece, 'identifier') ? namedNumber(scan, at) : patientNumber(scan, at)))
    .filter((it) => it !== undefined)
    .map((it) => ({ kind: 'patient-identifier', ...it }));
}

function namedNumber(scan: Scan, name: number): Range | undefined {
  for (let at = name + 1; at <= name + reach; at++) {
    const [before, piece] = [scan.pieces[at - 1], scan.pieces[at]];
    if (piece === undefined || piece.kind === 'mask' || is(piece, 'states')) return undefined;
    if (piece.sentence !== before?.sentence && before?.kind !== 'break') return undefined;
    const value = numberAt(scan, at);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** "patient 4711", "patient #4711". */
function patientNumber(scan: Scan, at: number): Range | undefined {
  if (!is(scan.pieces[at], 'patient', 'onePatient')) return undefined;
  const value = scan.pieces[at + 1]?.raw === '#' ? at + 2 : at + 1;
  return scan.pieces[value]?.kind === 'number' ? numberAt(scan, value) : undefined;
}

function numberAt(scan: Scan, at: number): Range | undefined {
  const [before, piece] = [scan.pieces[at - 1], scan.pieces[at]];
  if (piece === undefined || (before?.raw === '+' && touches(before, piece))) return undefined;
  return piece.kind === 'number' ? figureNumber(scan, at, piece) : letterNumber(scan, piece);
}

function figureNumber(scan: Scan, at: number, piece: Piece): Range | undefined {
  const run = numberRun(scan, at);
  if (run === undefined || is(scan.pieces[run.to], 'units', 'ageUnits', 'ageForms'))
    return undefined;
  const number = figures(run);
  if (number.length < 4 || isHarmless(scan.lexicon, number)) return undefined;
  if (run.groups.length === 1 && isYear(piece)) return undefined;
  const end = scan.pieces[run.to - 1]?.end ?? piece.end;
  const chunk = chunkFrom(scan.text, piece.start);
  return {
    start: piece.start,
    end: isGlued(scan, piece.start, end) ? piece.start + chunk.length : end,
  };
}

function letterNumber({ text, lexicon }: Scan, piece: Piece): Range | undefined {
  if (piece.kind !== 'word') return undefined;
  const chunk = chunkFrom(text, piece.start);
  const digits = chunk.replace(/\P{Nd}/gu, '').length;
  if (digits < 4 || !/^[\p{L}\p{Nd}./-]+$/u.test(chunk) || isHarmless(lexicon, chunk))
    return undefined;
  return { start: piece.start, end: piece.start + chunk.length };
}
