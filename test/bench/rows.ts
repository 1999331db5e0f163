/** One figure of the benchmarks, beside what it is compared with. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is compared with, measured in the same run. */
  readonly yardstick?: { readonly what: string; readonly value: number };
  /** The bound that is to be kept; `ratio` is value over yardstick. */
  readonly reach?: {
    readonly of: 'value' | 'ratio';
    readonly is: 'at most' | 'at least';
    readonly bound: number;
  };
}

/** Whether a row keeps its bound; rows without one always do. */
export function keepsReach(row: Row): boolean {
  if (row.reach === undefined) return true;
  const { of, is, bound } = row.reach;
  const figure = of === 'value' ? row.value : ratioOf(row);
  if (figure === null) return false;
  return is === 'at most' ? figure <= bound : figure >= bound;
}

/** Value over yardstick; null without one. */
export function ratioOf(row: Row): number | null {
  return row.yardstick === undefined || row.yardstick.value === 0
    ? null
    : row.value / row.yardstick.value;
}

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${figure(row.value)} ${row.unit}`,
    row.yardstick === undefined
      ? ''
      : `${row.yardstick.what}: ${figure(row.yardstick.value)} ${row.unit}`,
    ratioOf(row) === null ? '' : figure(ratioOf(row) ?? 0),
    row.reach === undefined ? '' : `${row.reach.of} ${row.reach.is} ${figure(row.reach.bound)}`,
    row.reach === undefined ? '' : keepsReach(row) ? 'kept' : 'MISSED',
  ]);
  const head = ['what', 'value', 'yardstick', 'ratio', 'reach', ''];
  const widths = head.map((name, column) =>
    Math.max(name.length, ...cells.map((cell) => (cell[column] ?? '').length)),
  );
  return [head, ...cells]
    .map((cell) =>
      cell
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function figure(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 1 ? value.toFixed(2) : value.toFixed(3);
}
