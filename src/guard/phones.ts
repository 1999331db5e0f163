import type { Finding } from './finding.ts';
import { figures, isGlued, numberRun, type NumberRun } from './numbers.ts';
import { is, touches } from './pieces.ts';
import type { Scan } from './scan.ts';

/** How far before a number its name may stand. */
const reach = 4;

/**
 * Finds telephone numbers: international ones anywhere, national ones by the way mobile numbers are
 * grouped in Europe, any other number of that length after a word for telephone.
 */
export function findPhones(scan: Scan): readonly Finding[] {
  const found: Finding[] = [];
  for (let at = 0; at < scan.pieces.length; at++) {
    const run = numberRun(scan, at);
    if (run === undefined) continue;
    const groups = phoneGroups(scan, run);
    if (groups === 0) continue;
    const to = endOfGroups(scan, run, groups);
    const [start, end] = [startOf(scan, at), scan.pieces[to - 1]?.end ?? 0];
    const inner = scan.pieces[at]?.start ?? 0;
    if (!isGlued(scan, start < inner ? inner : start, end))
      found.push({ kind: 'phone', start, end });
    at = to - 1;
  }
  return found;
}

function phoneGroups(scan: Scan, run: NumberRun): number {
  const plus = hasPlus(scan, run.from);
  const named = isNamed(scan, run.from);
  for (let groups = run.groups.length; groups > 0; groups--) {
    const number = figures(run, groups);
    if (plus ? isInternational(number) : isNational(run, groups)) return groups;
    if (!plus && named && number.length >= 6 && number.length <= 15) return groups;
  }
  return 0;
}

function isInternational(number: string): boolean {
  return /^[1-9]\d{7,14}$/.test(number);
}

function isNational(run: NumberRun, groups: number): boolean {
  const number = figures(run, groups);
  if (/^00[1-9]\d{7,14}$/.test(number) || /^0[1-9]\d{7,10}$/.test(number)) return true;
  const lengths = run.groups.slice(0, groups).map((it) => it.length);
  if (/^[679]\d{8}$/.test(number)) return groups === 1 || lengths.join() === '3,3,3';
  return lengths.join() === '2,2,2,2';
}

function hasPlus({ pieces }: Scan, at: number): boolean {
  const before = pieces[at - 1];
  return before?.raw === '+' && touches(before, pieces[at]);
}

function startOf(scan: Scan, at: number): number {
  const plain = scan.pieces[at]?.start ?? 0;
  if (!hasPlus(scan, at)) return plain;
  return scan.text.charAt(plain - 2) === '(' ? plain - 2 : plain - 1;
}

function isNamed({ pieces }: Scan, at: number): boolean {
  const sentence = pieces[at]?.sentence;
  const before = pieces.slice(Math.max(0, at - reach), at);
  return before.some((it) => it.sentence === sentence && is(it, 'phone'));
}

function endOfGroups({ pieces }: Scan, run: NumberRun, groups: number): number {
  let left = groups;
  for (let at = run.from; at < run.to; at++) {
    if (pieces[at]?.kind === 'number' && --left === 0) return at + 1;
  }
  return run.to;
}
