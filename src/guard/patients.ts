import { findBirths, type Birth } from './births.ts';
import { isYear, type Span } from './dates.ts';
import type { Finding, FindingKind } from './finding.ts';
import { findIdentifiers } from './identifiers.ts';
import { nameAt, nameUpTo, type Name } from './names.ts';
import { is, touches, type Piece } from './pieces.ts';
import type { Scan } from './scan.ts';

/** What was read between a patient word and the name. */
interface Lead {
  readonly at: number;
  /** "called", "whose name is". */
  readonly named: boolean;
  /** "is", which also leads to many things that are no name. */
  readonly copula: boolean;
  /** Nothing stands between. */
  readonly adjacent: boolean;
}

/**
 * Finds who a patient is: names beside a patient word or a date of birth, dates of birth, numbers.
 *
 * The writer's own name is none of that, and a name without either stays: people sign their messages.
 */
export function findPatients(scan: Scan): readonly Finding[] {
  const births = findBirths(scan);
  const identifiers = findIdentifiers(scan);
  const sure = births.length > 0 || identifiers.length > 0;
  const old = [...new Set(scan.dates.values())].filter((it) => isOld(scan, it));
  const written = births.map((it) => it.date);
  const names = [
    ...births.map((it) => nameOfBirth(scan, it)),
    ...old.map((it) => nameOfOldDate(scan, it)),
    ...scan.pieces.map((_, at) => nameOfPatient(scan, at, sure)),
    ...scan.pieces.map((_, at) => (sure ? nameOfLabel(scan, at) : undefined)),
  ].filter((it) => it !== undefined);
  const dates = [...written, ...names.map((it) => dateBeside(scan, it))];
  return [
    ...identifiers,
    ...dates.filter((it) => it !== undefined).map((it) => findingOf(scan, 'birth-date', it)),
    ...names.map((it) => findingOf(scan, 'patient-name', it)),
  ];
}

/** The CPMS began in 2017: no account, request or mail of it bears an older date. */
const firstYear = 2017;

function isOld({ pieces }: Scan, { from, to }: Span): boolean {
  const year = pieces.slice(from, to).find((it) => isYear(it));
  return year !== undefined && Number(year.raw) < firstYear;
}

/** "Mrs Jane Doe 4/11/1962": a full name beside a date older than the CPMS needs no word of birth. */
function nameOfOldDate({ pieces, text }: Scan, date: Span): Span | undefined {
  if (!/\p{Ll}/u.test(text)) return undefined;
  const name = nameUpTo(pieces, skipBack(pieces, date.from));
  if (name === undefined || name.doctor || (name.words < 2 && !name.title)) return undefined;
  return name.span;
}

function findingOf({ pieces }: Scan, kind: FindingKind, { from, to }: Span): Finding {
  return { kind, start: pieces[from]?.start ?? 0, end: pieces[to - 1]?.end ?? 0 };
}

/** "Jane Doe, born …", and after a patient word also "jane doe dob …". */
function nameOfBirth({ pieces, text }: Scan, { word, date }: Birth): Span | undefined {
  const end = skipBack(pieces, Math.min(word, date.from));
  const written = /\p{Ll}/u.test(text) ? nameUpTo(pieces, end)?.span : undefined;
  return written ?? smallName(pieces, end);
}

/** Before the word of birth: commas, "was", "on", brackets. */
function skipBack(pieces: readonly Piece[], from: number): number {
  let at = from;
  while (at > Math.max(0, from - 4) && isBetween(pieces[at - 1])) at--;
  return at;
}

function isBetween(piece: Piece | undefined): boolean {
  if (piece === undefined || is(piece, 'particles')) return false;
  return is(piece, 'is', 'fillers', 'ageLeads') || /^[,;:(\]*–-]$/.test(piece.raw);
}

/** How many words a name in small letters may have. */
const mostSmall = 4;

function smallName(pieces: readonly Piece[], end: number): Span | undefined {
  let from = end;
  while (from > end - mostSmall && isUnlisted(pieces[from - 1])) from--;
  const before = pieces[from - 1];
  const led = is(before, 'patient', 'onePatient', 'titles', 'named', 'nameLabels');
  const colon = before?.raw === ':' && is(pieces[from - 2], 'patient', 'onePatient', 'nameLabels');
  return from < end && (led || colon) ? { from, to: end } : undefined;
}

function isUnlisted(piece: Piece | undefined): boolean {
  return piece?.kind === 'word' && (piece.lists.size === 0 || is(piece, 'particles'));
}

function nameOfPatient(scan: Scan, at: number, sure: boolean): Span | undefined {
  const { pieces, text } = scan;
  const patient = is(pieces[at], 'patient', 'onePatient');
  if (!patient && !is(pieces[at], 'persons')) return undefined;
  const shouted = !/\p{Ll}/u.test(text);
  const before = patient && !shouted ? nameBefore(pieces, at, sure) : undefined;
  if (before !== undefined) return before;
  const lead = leadFrom(pieces, at);
  const name = lead === undefined ? undefined : nameAt(pieces, lead.at);
  if (lead === undefined || name === undefined || (!patient && !lead.named)) return undefined;
  if (shouted && !name.title) return undefined;
  const single = is(pieces[at], 'onePatient') || sure;
  return isPatientName(pieces, name, { ...lead, single }) ? name.span : undefined;
}

function isPatientName(
  pieces: readonly Piece[],
  name: Name,
  lead: Lead & { single: boolean },
): boolean {
  if (name.doctor) return name.title && lead.adjacent;
  const next = pieces[name.span.to];
  if (is(next, 'notNames') && /^\p{Lu}/u.test(next?.raw ?? '')) return false;
  if (name.title || lead.named) return true;
  return name.words > 1 || (lead.single && !lead.copula);
}

/** Steps over "'s name is", ":", "," and the like to where a name may begin. */
function leadFrom(pieces: readonly Piece[], patient: number): Lead | undefined {
  let at = patient + 1;
  if (touches(pieces[patient], pieces[at]) && pieces[at]?.raw === '-') return undefined;
  const owned = pieces[at]?.raw === "'" && pieces[at + 1]?.raw === 's';
  if (owned) at += 2;
  let [named, copula] = [false, false];
  for (; at < patient + 6; at++) {
    const piece = pieces[at];
    if (is(piece, 'named')) named = true;
    else if (is(piece, 'is')) copula = true;
    else if (piece === undefined || !/^[:,(.–-]$/.test(piece.raw)) break;
    if (piece?.sentence !== pieces[patient]?.sentence) return undefined;
  }
  return owned && !named ? undefined : { at, named, copula, adjacent: at === patient + 1 };
}

/** "Jane Doe is my patient", "Mrs Doe (patient)". */
function nameBefore(pieces: readonly Piece[], patient: number, sure: boolean): Span | undefined {
  let at = patient - 1;
  while (at > patient - 4 && is(pieces[at], 'mine', 'fillers') && !is(pieces[at], 'is')) at--;
  const joint = pieces[at];
  const joins =
    (is(joint, 'is') && !is(joint, 'and')) || joint?.raw === '(' || (sure && joint?.raw === ',');
  if (!joins || pieces[patient + 1]?.raw === '-') return undefined;
  const name = nameUpTo(pieces, at);
  if (name === undefined || name.doctor || (name.words < 2 && !name.title)) return undefined;
  return name.span;
}

/** "Name: Lena Muster", in a message that has said whose birth or number it gives. */
function nameOfLabel({ pieces }: Scan, at: number): Span | undefined {
  if (!is(pieces[at], 'nameLabels')) return undefined;
  const from = pieces[at + 1]?.raw === ':' ? at + 2 : at + 1;
  return nameAt(pieces, from)?.span;
}

/** A date right after a name needs no word of birth: "Patient Jane Doe, 12.3.1984". */
function dateBeside({ pieces, dates }: Scan, name: Span): Span | undefined {
  const at = /^[,(]$/.test(pieces[name.to]?.raw ?? '') ? name.to + 1 : name.to;
  return dates.get(at);
}
