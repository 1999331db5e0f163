import { findingKinds, type Finding } from './finding.ts';

/** A text with masks in it, and the way back to the text without. */
export interface Hidden {
  readonly text: string;
  /** Turns a finding in the masked text into one in the text without masks. */
  readonly back: (finding: Finding) => Finding;
}

/** Puts a mask in place of each finding; they must be in order and apart. */
export function maskText(text: string, masks: readonly Finding[], brackets = '⟦⟧'): string {
  const [open, close] = [brackets.charAt(0), brackets.charAt(1)];
  let masked = '';
  let done = 0;
  for (const { kind, start, end } of masks) {
    masked += `${text.slice(done, start)}${open}${kind}${close}`;
    done = end;
  }
  return masked + text.slice(done);
}

/** Masks a text as a second reader would see it: with brackets that anybody can type. */
export function hideFindings(text: string, masks: readonly Finding[]): Hidden {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const { kind, start, end } of masks) {
    for (; at < start; at++) track(starts, ends, at, at + 1);
    for (let unit = 0; unit < kind.length + 2; unit++) track(starts, ends, start, end);
    at = end;
  }
  for (; at < text.length; at++) track(starts, ends, at, at + 1);
  return {
    text: maskText(text, masks, '[]'),
    back: ({ kind, start, end }) => ({ kind, start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }),
  };
}

function track(starts: number[], ends: number[], start: number, end: number): void {
  starts.push(start);
  ends.push(end);
}

/** Lets the more telling kind win wherever findings overlap, and puts the rest in order and apart. */
export function settleFindings(text: string, found: readonly Finding[]): readonly Finding[] {
  const paint = new Uint8Array(text.length);
  const byRank = found.toSorted((a, b) => rank(b) - rank(a));
  for (const it of byRank) paint.fill(rank(it) + 1, it.start, it.end);
  const masks: Finding[] = [];
  for (let start = 0; start < text.length;) {
    let end = start + 1;
    while (end < text.length && paint[end] === paint[start]) end++;
    const kind = findingKinds[(paint[start] ?? 0) - 1];
    const trimmed = kind === undefined ? undefined : trim(text, { kind, start, end });
    if (trimmed !== undefined) masks.push(trimmed);
    start = end;
  }
  return masks;
}

function rank({ kind }: Finding): number {
  return findingKinds.indexOf(kind);
}

/** Leaves punctuation and space at the ends of a case history outside its mask. */
function trim(text: string, { kind, start, end }: Finding): Finding | undefined {
  let [from, to] = [start, end];
  if (kind === 'case-narrative') {
    while (from < to && /[\s.,;:!?)]/.test(text.charAt(from))) from++;
    while (to > from && /[\s.,;:!?(]/.test(text.charAt(to - 1))) to--;
  }
  return from < to ? { kind, start: from, end: to } : undefined;
}
