import { describe, expect, it } from 'vitest';
import { createRates } from '../../src/base/rates.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const rules = { post: { burst: 3, perSecond: 0.5 }, poll: { burst: 1, perSecond: 1 } };

describe('rates', () => {
  it('let a burst through and then as many as time brings', () => {
    const clock = createFakeClock();
    const rates = createRates({ clock, rules });
    const take = (): boolean => rates.take('post', 'a').ok;
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
    clock.advance(1_999);
    expect(take()).toBe(false);
    clock.advance(1);
    expect([take(), take()]).toEqual([true, false]);
    clock.advance(60_000);
    expect([take(), take(), take(), take()]).toEqual([true, true, true, false]);
  });

  it('say when there is room again', () => {
    const clock = createFakeClock();
    const rates = createRates({ clock, rules });
    rates.take('poll', 'a');
    expect(rates.take('poll', 'a')).toEqual({ ok: false, retryAfterSeconds: 1 });
    for (let taken = 0; taken < 3; taken += 1) rates.take('post', 'a');
    expect(rates.take('post', 'a')).toEqual({ ok: false, retryAfterSeconds: 2 });
  });

  it('count each key and each rule by itself', () => {
    const rates = createRates({ clock: createFakeClock(), rules });
    rates.take('poll', 'a');
    expect(rates.take('poll', 'b').ok).toBe(true);
    expect(rates.take('post', 'a').ok).toBe(true);
  });

  it('are not fooled by a clock that goes back', () => {
    const clock = createFakeClock();
    const rates = createRates({ clock, rules });
    rates.take('poll', 'a');
    clock.advance(-60_000);
    expect(rates.take('poll', 'a').ok).toBe(false);
  });

  it('forget a bucket that is full again, and none that is not', () => {
    const clock = createFakeClock();
    const rates = createRates({ clock, rules });
    for (let key = 0; key < 10; key += 1) rates.take('poll', String(key));
    rates.take('post', 'used');
    rates.take('post', 'used');
    clock.advance(1_000);
    for (let key = 0; key < 5; key += 1) rates.take('post', 'other');
    expect(rates.size()).toBe(2);
    expect(rates.take('post', 'used').ok).toBe(true);
    expect(rates.take('post', 'used').ok).toBe(false);
  });

  it('remember only so many keys', () => {
    const rates = createRates({ clock: createFakeClock(), rules, most: 100 });
    for (let key = 0; key < 1_000; key += 1) rates.take('post', String(key));
    expect(rates.size()).toBe(100);
  });
});
