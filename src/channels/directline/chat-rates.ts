import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import type { RateRule } from '../../base/rates.ts';
import { createRates } from '../../base/rates.ts';

/** What a stranger may do so often: make tokens, come back by a handle, say something, ask for news. */
export type Doing = 'tokens' | 'resumes' | 'posts' | 'polls';

/** The rates of the public doors. */
export interface ChatRates {
  /**
   * Counts one doing of an address, and of a conversation where there is one.
   * @throws AppError RATE_LIMITED with the seconds to wait.
   */
  readonly take: (doing: Doing, address: string | null, conversation?: string) => void;
}

/**
 * A hospital has one address for all its people, so what an address may do is measured for two
 * hundred who open the chat within a minute; what a conversation may do is measured for one person;
 * what all may do together keeps the bot on its feet whoever calls.
 */
const rules = {
  'tokens of an address': { burst: 400, perSecond: 2 },
  'tokens of all': { burst: 2_000, perSecond: 50 },
  'resumes of an address': { burst: 400, perSecond: 4 },
  'resumes of all': { burst: 2_000, perSecond: 100 },
  'posts of a conversation': { burst: 20, perSecond: 1 },
  'posts of an address': { burst: 600, perSecond: 40 },
  'posts of all': { burst: 2_000, perSecond: 300 },
  'polls of a conversation': { burst: 60, perSecond: 4 },
  'polls of an address': { burst: 2_000, perSecond: 200 },
  'polls of all': { burst: 5_000, perSecond: 1_000 },
} as const satisfies Record<string, RateRule>;

/** Rates with a clock; one who is refused by one of them has not used up the others above it. */
export function createChatRates(clock: Clock): ChatRates {
  const rates = createRates({ clock, rules });
  const check = (rule: keyof typeof rules, key: string): void => {
    const taken = rates.take(rule, key);
    if (taken.ok) return;
    const { retryAfterSeconds } = taken;
    throw new AppError('RATE_LIMITED', 'Too many requests', { retryAfterSeconds, rule });
  };
  return {
    take: (doing, address, conversation) => {
      const counted = doing === 'posts' || doing === 'polls';
      if (counted && conversation !== undefined) check(`${doing} of a conversation`, conversation);
      check(`${doing} of an address`, networkOf(address));
      check(`${doing} of all`, '');
    },
  };
}

/** An address of the newer kind stands for its network: one machine has more of them than can be counted. */
function networkOf(address: string | null): string {
  if (address === null || !address.includes(':')) return address ?? 'unknown';
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
