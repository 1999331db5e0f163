import { describe, expect, it } from 'vitest';
import { lexiconOf } from '../../src/guard/lexicon.ts';
import { findPhones } from '../../src/guard/phones.ts';
import { scanText } from '../../src/guard/scan.ts';
import { allWords } from './fixtures.ts';

function phonesIn(text: string): readonly string[] {
  const found = findPhones(scanText(text, lexiconOf(allWords)));
  return found.map(({ start, end }) => text.slice(start, end));
}

describe('findPhones', () => {
  it.each([
    '+32 470 12 34 56',
    '+32470123456',
    '(+351) 912 345 678',
    '+49 (0)89 1234-5678',
    '0032 470 12 34 56',
    '0470/12.34.56',
    '06 12 34 56 78',
    '06.12.34.56.78',
    '0170 1234567',
    '912 345 678',
    '912345678',
    '20 12 34 56',
    '07700 900123',
  ])('knows %s', (number) => {
    expect(phonesIn(`at ${number}, or not`)).toEqual([number]);
  });

  it.each([
    ['the beginning of one', 'write +32 or 0032'],
    ['a pattern', '+32 4xx xx xx xx'],
    ['guest access', '0000 Guest Access'],
    ['a date and a time', '01.02.2026 10:30'],
    ['a date', '2026-11-10'],
    ['a code', '483920'],
    ['an emergency number', 'call 112'],
    ['a number inside a word', 'abc0470123456'],
  ])('takes %s for none', (_, text) => {
    expect(phonesIn(text)).toEqual([]);
  });

  it('takes any number of that length after a word for telephone', () => {
    expect(phonesIn('my mobile: 12 345 678')).toEqual(['12 345 678']);
    expect(phonesIn('12 345 678')).toEqual([]);
  });

  it('stops before the next number', () => {
    expect(phonesIn('0471 23 45 67 483920')).toEqual(['0471 23 45 67']);
  });
});
