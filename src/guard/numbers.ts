import type { Piece } from './pieces.ts';
import type { Scan } from './scan.ts';

/** Groups of figures that are written as one number: "0470 12 34 56", "483-920". */
export interface NumberRun {
  /** First piece, and the piece after the last. */
  readonly from: number;
  readonly to: number;
  readonly groups: readonly string[];
}

/** More groups than any telephone or insurance number has. */
const mostGroups = 8;

/** The number that begins at this piece, with single spaces, hyphens, points or slashes inside. */
export function numberRun({ text, pieces, dated }: Scan, at: number): NumberRun | undefined {
  const first = pieces[at];
  if (first?.kind !== 'number' || dated.has(at)) return undefined;
  const groups = [first.raw];
  let to = at + 1;
  while (groups.length < mostGroups) {
    const next = nextGroup(text, pieces, to);
    const group = next === undefined ? undefined : pieces[next];
    if (next === undefined || group?.kind !== 'number' || dated.has(next)) break;
    groups.push(group.raw);
    to = next + 1;
  }
  return { from: at, to, groups };
}

/** All figures of the first groups, run together. */
export function figures(run: NumberRun, groups = run.groups.length): string {
  return run.groups.slice(0, groups).join('');
}

/** Whether letters stand right beside the number, so that it is only part of a word. */
export function isGlued({ text }: Scan, start: number, end: number): boolean {
  return /[\p{L}\p{Nd}_]/u.test(text.charAt(start - 1)) || /[\p{L}_]/u.test(text.charAt(end));
}

/** The piece after one separator; parentheses may go with a space or a hyphen: "+32 (0)2". */
function nextGroup(text: string, pieces: readonly Piece[], from: number): number | undefined {
  let at = from;
  while (at < from + 2 && /^[-./()]$/.test(pieces[at]?.raw ?? '')) at++;
  const [last, next] = [pieces[from - 1], pieces[at]];
  if (last === undefined || next === undefined) return undefined;
  return /^(?: | ?[-./()]{1,2} ?)$/.test(text.slice(last.end, next.start)) ? at : undefined;
}
