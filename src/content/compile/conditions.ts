import type { Condition } from '../../knowledge/condition.ts';

/** A condition as an author writes it: one value or several, or none at all. */
export type WhenEntry = Readonly<Record<string, string | readonly string[]>> | undefined;

/** The condition as the engine takes it: always a list of values. */
export function asCondition(entry: WhenEntry): Condition {
  return Object.fromEntries(
    Object.entries(entry ?? {}).map(([slot, values]) => [
      slot,
      typeof values === 'string' ? [values] : values,
    ]),
  );
}

/** Whether the earlier condition holds wherever the later one does, so that the later never counts. */
export function covers(earlier: Condition, later: Condition): boolean {
  return Object.entries(earlier).every(([slot, values]) => {
    const wanted = later[slot];
    return wanted?.every(
      (value) => values.includes(value) || (value !== 'unknown' && values.includes('known')),
    );
  });
}

/**
 * Slots that have a value wherever a condition holds, given the conditions that came before it.
 *
 * "Unknown" asked on its own and not true means known.
 */
export function knownWhere(condition: Condition, earlier: readonly Condition[]): Set<string> {
  const asked = Object.entries(condition)
    .filter(([, values]) => !values.includes('unknown'))
    .map(([slot]) => slot);
  const denied = earlier.flatMap((it) => {
    const [only, ...more] = Object.entries(it);
    const unknown = only?.[1].length === 1 && only[1][0] === 'unknown';
    return only !== undefined && more.length === 0 && unknown ? [only[0]] : [];
  });
  return new Set([...asked, ...denied]);
}
