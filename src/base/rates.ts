import type { Clock } from './clock.ts';

/** How much of something one key may do: at once, and again per second. */
export interface RateRule {
  readonly burst: number;
  readonly perSecond: number;
}

/** Whether there was room; if not, when there will be. */
export type Taken =
  { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };

/** Buckets that are filled again with time. */
export interface Rates<Rule extends string> {
  /** Takes one from the bucket of a key under a rule. */
  readonly take: (rule: Rule, key: string) => Taken;
  /** How many buckets are remembered. */
  readonly size: () => number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets that are remembered; a full one is the same as none, so few ever stay. */
const mostBuckets = 100_000;

/** Token buckets by rule and key; a new key begins with a full one. */
export function createRates<Rule extends string>(parts: {
  readonly clock: Clock;
  readonly rules: Readonly<Record<Rule, RateRule>>;
  readonly most?: number;
}): Rates<Rule> {
  const { clock, rules, most = mostBuckets } = parts;
  const buckets = new Map<string, Bucket>();

  const take = (rule: Rule, key: string): Taken => {
    const { burst, perSecond } = rules[rule];
    const now = clock.now();
    const name = `${rule} ${key}`;
    const old = buckets.get(name) ?? { tokens: burst, at: now };
    const grown = (Math.max(0, now - old.at) / 1000) * perSecond;
    const tokens = Math.min(burst, old.tokens + grown);
    // Put at the end again: the first in the map is the one that was not used for longest.
    buckets.delete(name);
    buckets.set(name, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > most && oldest !== undefined) buckets.delete(oldest);
    if (tokens >= 1) return { ok: true };
    return { ok: false, retryAfterSeconds: Math.ceil((1 - tokens) / perSecond) };
  };

  return { take, size: () => buckets.size };
}
