import { describe, expect, it } from 'vitest';
import { findAccounts } from '../../src/guard/accounts.ts';

function accountsIn(text: string): readonly string[] {
  return findAccounts(text).map(({ start, end }) => text.slice(start, end));
}

describe('findAccounts', () => {
  it.each([
    '4111 1111 1111 1111',
    '5500-0000-0000-0004',
    '378282246310005',
    'DE89 3704 0044 0532 0130 00',
    'FR1420041010050500013M02606',
    'PT50000201231234567890154',
  ])('knows %s', (number) => {
    expect(accountsIn(`pay ${number} now`)).toEqual([number]);
  });

  it.each([
    ['a card with a wrong check digit', '4111 1111 1111 1112'],
    ['an IBAN with a wrong remainder', 'DE88 3704 0044 0532 0130 00'],
    ['noughts', '0000 0000 0000 0000'],
    ['a number that goes on', '41111111111111110000'],
    ['a hospital', 'IT08 AOUP PISA 2031'],
  ])('takes %s for none', (_, text) => {
    expect(accountsIn(text)).toEqual([]);
  });
});
