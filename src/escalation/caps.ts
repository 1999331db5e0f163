/** What too many tickets were counted by. */
export type CapName = 'conversation' | 'contact' | 'desk' | 'hour';

/** How many tickets there may be within a time: by conversation, address, desk, or in all. */
export interface Cap {
  readonly name: CapName;
  readonly most: number;
  readonly withinMs: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * How often the bot writes. A person in trouble never meets these; a script or a loop does, and a
 * small helpdesk must not drown in it. Whoever meets one is shown the address instead.
 */
export const caps: readonly Cap[] = [
  { name: 'conversation', most: 3, withinMs: day },
  { name: 'contact', most: 5, withinMs: day },
  { name: 'desk', most: 30, withinMs: hour },
  { name: 'hour', most: 100, withinMs: hour },
];
