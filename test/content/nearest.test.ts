import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/content/nearest.ts';

describe('nearest', () => {
  it.each([
    ['acount', ['account', 'country'], 'account'],
    ['guset', ['guest', 'member'], 'guest'],
    ['what-to-wirte', ['what-to-write', 'what-to-do'], 'what-to-write'],
    ['yse', ['yes', 'no'], 'yes'],
    ['zzzzzz', ['account', 'country'], undefined],
    ['', ['account'], undefined],
    ['anything', [], undefined],
  ])('takes "%s" among %j for %s', (name, candidates, meant) => {
    expect(nearest(name, candidates)).toBe(meant);
  });

  it('says nothing when the name itself is all there is', () => {
    expect(didYouMean('de', ['de'])).toBe('');
    expect(didYouMean('acount', ['account'])).toBe(' Did you mean "account"?');
  });
});
