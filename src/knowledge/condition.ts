/** What is known about a person and their place in the process: slot name to value, absent when unknown. */
export type Facts = Readonly<Record<string, string>>;

/**
 * When a text, a variant or a route applies: every slot named must have one of the values given.
 * `known` and `unknown` ask only whether the slot has a value.
 */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** Whether every part of the condition holds; the empty condition always does. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([slot, wanted]) => {
    const value = facts[slot];
    if (value === undefined) return wanted.includes('unknown');
    return wanted.includes('known') || wanted.includes(value);
  });
}

/** The first entry whose condition holds, in the order in which the author wrote them. */
export function firstThatHolds<Entry extends { readonly when: Condition }>(
  entries: readonly Entry[],
  facts: Facts,
): Entry | undefined {
  return entries.find((entry) => holds(entry.when, facts));
}
