import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/base/app-error.ts';
import type { ChatRates, Doing } from '../../../src/channels/directline/chat-rates.ts';
import { createChatRates } from '../../../src/channels/directline/chat-rates.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const hospital = '192.0.2.1';

/** Whether there was room; fails for any other failure. */
function may(
  rates: ChatRates,
  doing: Doing,
  address: string | null,
  conversation?: string,
): boolean {
  try {
    rates.take(doing, address, conversation);
    return true;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'RATE_LIMITED') return false;
    throw cause;
  }
}

/** How many of so many tries within one moment are let through. */
function passing(tries: number, one: (index: number) => boolean): number {
  return Array.from({ length: tries }, (_, index) => one(index)).filter(Boolean).length;
}

describe('two hundred people behind one address', () => {
  it('open the chat at once, poll, and say ten things each in five minutes', () => {
    const clock = createFakeClock();
    const rates = createChatRates(clock);
    const people = Array.from({ length: 200 }, (_, index) => `person ${index}`);
    expect(passing(200, () => may(rates, 'tokens', hospital))).toBe(200);
    let said = 0;
    for (let second = 0; second < 300; second += 1) {
      for (const [index, person] of people.entries()) {
        expect(may(rates, 'polls', hospital, person)).toBe(true);
        if (second % 30 !== index % 30) continue;
        expect(may(rates, 'posts', hospital, person)).toBe(true);
        said += 1;
      }
      clock.advance(1_000);
    }
    expect(said).toBe(2_000);
  });

  it('are not refused because of a script among them, which is held to the rule', () => {
    const clock = createFakeClock();
    const rates = createChatRates(clock);
    let scripted = 0;
    for (let second = 0; second < 300; second += 1) {
      scripted += passing(30, () => may(rates, 'posts', hospital, 'script'));
      const heard = passing(7, (index) =>
        may(rates, 'posts', hospital, `person ${second + index}`),
      );
      expect(heard).toBe(7);
      clock.advance(1_000);
    }
    expect(scripted).toBe(20 + 299);
  });

  it('come back on the next page at once', () => {
    const rates = createChatRates(createFakeClock());
    expect(passing(200, () => may(rates, 'resumes', hospital))).toBe(200);
  });
});

describe('a script', () => {
  const minute = (one: (index: number) => boolean, clock: ReturnType<typeof createFakeClock>) => {
    let passed = 0;
    for (let second = 0; second < 60; second += 1) {
      passed += passing(400, (index) => one(second * 400 + index));
      clock.advance(1_000);
    }
    return passed;
  };

  it.each([
    ['tokens', 400 + 2 * 59],
    ['resumes', 400 + 4 * 59],
    ['posts', 600 + 40 * 59],
    ['polls', 2_000 + 200 * 59],
  ] as const)('with a conversation for each of its %s is held to its address', (doing, most) => {
    const clock = createFakeClock();
    const rates = createChatRates(clock);
    const passed = minute((index) => may(rates, doing, hospital, `conversation ${index}`), clock);
    expect(passed).toBeLessThanOrEqual(most);
    expect(passed).toBeGreaterThanOrEqual(most - 60);
  });

  it('with an address for each of its posts is held to what all may do', () => {
    const clock = createFakeClock();
    const rates = createChatRates(clock);
    const passed = minute((index) => may(rates, 'posts', `2001:db8:${index % 60_000}::1`), clock);
    expect(passed).toBe(2_000 + 300 * 59);
  });

  it('gains nothing by the addresses of its own network', () => {
    const rates = createChatRates(createFakeClock());
    const passed = passing(1_000, (index) => may(rates, 'tokens', `2001:db8:0:7:${index + 1}::1`));
    expect(passed).toBe(400);
    expect(may(rates, 'tokens', '2001:db8:0:7::1')).toBe(false);
    expect(may(rates, 'tokens', '2001:db8:0:8::1')).toBe(true);
    expect(may(rates, 'tokens', '2001:db8::1')).toBe(true);
  });

  it('whose address is not known is counted with all such', () => {
    const rates = createChatRates(createFakeClock());
    expect(passing(500, () => may(rates, 'tokens', null))).toBe(400);
  });
});

it('a refusal says when there is room, and nothing of who was refused', () => {
  const rates = createChatRates(createFakeClock());
  passing(20, () => may(rates, 'posts', hospital, 'c1'));
  const refused = (): void => rates.take('posts', hospital, 'c1');
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'RATE_LIMITED',
      facts: { retryAfterSeconds: 1, rule: 'posts of a conversation' },
    }) as Error,
  );
});
