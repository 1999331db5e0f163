import { isYear, type Span } from './dates.ts';
import type { Finding } from './finding.ts';
import { nameUpTo } from './names.ts';
import { is, touches, type Piece } from './pieces.ts';
import type { Scan } from './scan.ts';

/** What one sentence says about a case. */
interface Evidence extends Span {
  /** Whether a person stands beside an age. */
  readonly aged: boolean;
  /** Whether an age stands for the person: "a 34-year-old". */
  readonly implied: boolean;
  /** Whether an age is given as in a form: "Age: 34". */
  readonly labelled: boolean;
  readonly person: boolean;
  readonly clinical: number;
  /** Whether a figure is given for a finding or a dose. */
  readonly measured: boolean;
  readonly question: boolean;
}

/** How many pieces may stand between a person and an age. */
const near = 5;
const oldest = 120;

/**
 * Finds the sentences that tell a case: a person with an age and something clinical, or a person with
 * a figure for a finding. Neighbouring sentences that go on about it are part of it.
 *
 * A question of its own after the case is left, so that it can still be answered.
 */
export function findNarratives(scan: Scan): readonly Finding[] {
  const sentences = sentencesOf(scan).map((span) => evidenceOf(scan, span));
  const told = new Set<number>();
  sentences.forEach((it, at) => {
    for (const line of it.labelled ? formLines(sentences, at) : []) told.add(line);
    if (!isCore(it, sentences[at + 1])) return;
    told.add(at);
    if (goesOn(sentences[at - 1])) told.add(at - 1);
    for (let next = at + 1; goesOn(sentences[next]) && !told.has(next); next++) told.add(next);
  });
  return runsOf(told).map(({ from, to }) => ({
    kind: 'case-narrative',
    start: scan.pieces[sentences[from]?.from ?? 0]?.start ?? 0,
    end: scan.pieces[(sentences[to - 1]?.to ?? 0) - 1]?.end ?? 0,
  }));
}

function isCore(it: Evidence, next: Evidence | undefined): boolean {
  if (it.clinical > 0 && (it.aged || it.implied || (it.person && it.measured))) return true;
  return it.aged && goesOn(next);
}

/** The lines around "Age: 34" if they also give a sex and something clinical. */
function formLines(sentences: readonly Evidence[], at: number): readonly number[] {
  const lines = [at - 1, at, at + 1, at + 2].filter((line) => {
    const it = sentences[line];
    return it !== undefined && !it.question && (it.person || it.labelled || it.clinical > 0);
  });
  const all = lines.map((line) => sentences[line]);
  const whole = all.some((it) => it?.person) && all.some((it) => (it?.clinical ?? 0) > 0);
  return whole ? lines : [];
}

function goesOn(it: Evidence | undefined): boolean {
  return it !== undefined && it.clinical > 0 && !it.question;
}

function runsOf(told: ReadonlySet<number>): readonly Span[] {
  return [...told]
    .filter((it) => !told.has(it - 1))
    .map((from) => {
      let to = from + 1;
      while (told.has(to)) to++;
      return { from, to };
    });
}

function sentencesOf({ pieces }: Scan): readonly Span[] {
  const starts = pieces.flatMap((piece, at) =>
    at === 0 || piece.sentence !== pieces[at - 1]?.sentence ? [at] : [],
  );
  return starts
    .map((from, index) => ({ from, to: starts[index + 1] ?? pieces.length }))
    .filter(({ from, to }) =>
      pieces.slice(from, to).some((it) => it.kind !== 'break' && it.kind !== 'symbol'),
    );
}

function evidenceOf(scan: Scan, { from, to }: Span): Evidence {
  const pieces = scan.pieces.slice(from, to);
  const persons = indicesWhere(pieces, (_, at) => isPerson(pieces, at));
  const ages = indicesWhere(pieces, (_, at) => isAge(scan, from + at));
  const named = indicesWhere(pieces, (_, at) => isAgeOfNamed(scan, from + at)).length > 0;
  const sexed = ages.some((at) => isSexed(pieces, at) || besideSex(pieces, at));
  const implied = ages.some((at) => isSomebody(pieces, at));
  return {
    from,
    to,
    aged: sexed || named || beside(persons, ages),
    implied,
    labelled: ages.some((at) => isLabelled(pieces, at)),
    person: sexed || named || implied || persons.length > 0,
    clinical: pieces.filter((it) => isClinical(scan, it)).length,
    measured: pieces.some((_, at) => isMeasured(scan, from + at)),
    question: pieces.findLast((it) => it.kind !== 'break')?.raw === '?',
  };
}

function isPerson(pieces: readonly Piece[], at: number): boolean {
  if (is(pieces[at], 'persons', 'patient', 'onePatient')) return true;
  return is(pieces[at], 'sexes') && pieces[at - 1]?.raw === ':';
}

function isLabelled(pieces: readonly Piece[], at: number): boolean {
  return is(pieces[at - 1]?.raw === ':' ? pieces[at - 2] : pieces[at - 1], 'ages');
}

function indicesWhere(
  pieces: readonly Piece[],
  test: (piece: Piece, at: number) => boolean,
): readonly number[] {
  return pieces.flatMap((piece, at) => (test(piece, at) ? [at] : []));
}

/** Whether any two of these ascending positions are near each other. */
function beside(persons: readonly number[], ages: readonly number[]): boolean {
  let next = 0;
  return persons.some((person) => {
    while ((ages[next] ?? Infinity) < person - near) next++;
    return (ages[next] ?? Infinity) <= person + near;
  });
}

function isAge(scan: Scan, at: number): boolean {
  const { pieces, dated, lexicon } = scan;
  const piece = pieces[at];
  if (piece?.kind === 'word') {
    if (is(piece, 'notAges')) return false;
    return lexicon.endings.ages.some(
      (it) => piece.folded.length > it.length && piece.folded.endsWith(it),
    );
  }
  if (piece?.kind !== 'number' || dated.has(at) || Number(piece.raw) > oldest) return false;
  const unit = pieces[at + 1]?.raw === '-' ? at + 2 : at + 1;
  if (pieces.slice(unit + 1, unit + 4).some((it) => is(it, 'notAges'))) return false;
  if (is(pieces[unit], 'ageForms') || isLabelled(pieces, at) || isSexed(pieces, at)) return true;
  const led = is(pieces[at - 1], 'ageLeads') || afterPerson(pieces, at) || besideSex(pieces, at);
  return led && (is(pieces[unit], 'ageUnits') || isSetOff(pieces, at));
}

/** "Jane Doe, 6 years": a full name stands for a person as a word like "girl" does. */
function isAgeOfNamed(scan: Scan, at: number): boolean {
  const { pieces, dated, text } = scan;
  const [age, unit] = [pieces[at], pieces[at + 1]];
  if (age?.kind !== 'number' || dated.has(at) || Number(age.raw) > oldest) return false;
  if (!is(unit, 'ageUnits', 'ageForms') || !/\p{Ll}/u.test(text)) return false;
  if (pieces.slice(at + 2, at + 5).some((it) => is(it, 'notAges'))) return false;
  const end = /^[,(]$/.test(pieces[at - 1]?.raw ?? '') ? at - 1 : at;
  const name = nameUpTo(pieces, end);
  return name !== undefined && !name.doctor && name.words > 1;
}

/** "woman, 34 years", "boy (6 months)". */
function afterPerson(pieces: readonly Piece[], at: number): boolean {
  const before = /^[,(]$/.test(pieces[at - 1]?.raw ?? '') ? pieces[at - 2] : pieces[at - 1];
  return is(before, 'persons', 'patient', 'onePatient', 'sexes');
}

/** "56 J., m", "f, 34 years": a letter for the sex, set off by a comma or a stroke. */
function besideSex(pieces: readonly Piece[], at: number): boolean {
  const after = is(pieces[at + 1], 'ageUnits') ? at + 2 : at + 1;
  const before = isStroke(pieces[at - 1]) && is(pieces[at - 2], 'sexes');
  return before || (isStroke(pieces[after]) && is(pieces[after + 1], 'sexes'));
}

function isStroke(piece: Piece | undefined): boolean {
  return piece?.raw === ',' || piece?.raw === '/';
}

/** "woman, 34, with …". */
function isSetOff(pieces: readonly Piece[], at: number): boolean {
  return pieces[at - 1]?.raw === ',' && pieces[at + 1]?.raw === ',';
}

/** "34F", "67 M": a capital right after the age. */
function isSexed(pieces: readonly Piece[], at: number): boolean {
  const [age, sex, next] = pieces.slice(at, at + 3);
  if (age?.kind !== 'number' || age.raw.length < 2 || Number(age.raw) > oldest) return false;
  const capital = is(sex, 'sexes') && /^\p{Lu}$/u.test(sex?.raw ?? '');
  return capital && touches(age, sex) && !(next?.kind === 'number' && touches(sex, next));
}

/** "a 34-year-old with …": an age that stands for the person. */
function isSomebody(pieces: readonly Piece[], at: number): boolean {
  const form = pieces[at + 1]?.raw === '-' ? pieces[at + 2] : pieces[at + 1];
  const before = pieces[at - 1];
  return is(form, 'ageForms') && (before === undefined || is(before, 'fillers', 'is'));
}

function isClinical({ lexicon }: Scan, piece: Piece): boolean {
  if (is(piece, 'clinical')) return true;
  if (piece.kind !== 'word' || piece.lists.size > 0 || piece.raw.length < 7) return false;
  return lexicon.endings.clinical.some((it) => piece.folded.endsWith(it));
}

function isBridge(piece: Piece | undefined): boolean {
  return is(piece, 'is', 'fillers', 'particles') || /^[:=<>~-]$/.test(piece?.raw ?? '');
}

/** How far after a finding its figure may stand. */
const figureReach = 3;

function isMeasured(scan: Scan, at: number): boolean {
  const { pieces, dated } = scan;
  if (pieces[at]?.kind !== 'number' || dated.has(at)) return false;
  const after = pieces.slice(at + 1, at + 4);
  if (after.some((it) => is(it, 'measures'))) return true;
  if (is(after[0], 'units', 'ageUnits', 'ageForms') || isYear(pieces[at])) return false;
  let before = at - 1;
  while (before > at - figureReach && isBridge(pieces[before])) before--;
  const finding = pieces[before];
  return finding !== undefined && isClinical(scan, finding);
}
