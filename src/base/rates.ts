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
  readonly rule: RateRule;
  readonly tokens: number;
  readonly at: number;
}

/** Buckets that are remembered; a full one is the same as none and is forgotten, so few ever stay. */
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
    const ofRule = rules[rule];
    const now = clock.now();
    const name = `${rule} ${key}`;
    const old = buckets.get(name);
    const tokens = old === undefined ? ofRule.burst : tokensIn(old, now);
    // Put at the end again: the first in the map is the one that was not used for longest.
    buckets.delete(name);
    buckets.set(name, { rule: ofRule, tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    forgetOldest(buckets, most, now);
    if (tokens >= 1) return { ok: true };
    return { ok: false, retryAfterSeconds: Math.ceil((1 - tokens) / ofRule.perSecond) };
  };

  return { take, size: () => buckets.size };
}

function tokensIn({ rule, tokens, at }: Bucket, now: number): number {
  const grown = (Math.max(0, now - at) / 1000) * rule.perSecond;
  return Math.min(rule.burst, tokens + grown);
}

/** Two for each that may be new, so that the map shrinks again and no request pays for many. */
function forgetOldest(buckets: Map<string, Bucket>, most: number, now: number): void {
  for (let looked = 0; looked < 2; looked += 1) {
    const [oldest] = buckets;
    if (oldest === undefined) return;
    const [name, bucket] = oldest;
    const full = tokensIn(bucket, now) >= bucket.rule.burst;
    if (!full && buckets.size <= most) return;
    buckets.delete(name);
  }
}
