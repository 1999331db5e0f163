/** Beyond this share of its letters a name is another name, not a misspelt one. */
const tolerance = 0.4;

/** The candidate that a misspelt name most likely meant; undefined where none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length * tolerance)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name, candidate);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** The end of a remedy: the name that was probably meant, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === undefined || near === name ? '' : ` Did you mean "${near}"?`;
}

/** Letters to insert, drop or change, where two letters changed about count once. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const change = at(last, column - 1) + (same ? 0 : 1);
      const swapped = one[row - 2] === other[column - 1] && one[row - 1] === other[column - 2];
      const swap = row > 1 && column > 1 && swapped ? at(before, column - 2) + 1 : Infinity;
      current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, change, swap));
    }
    before = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
