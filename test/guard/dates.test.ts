import { describe, expect, it } from 'vitest';
import { findDates } from '../../src/guard/dates.ts';
import { lexiconOf } from '../../src/guard/lexicon.ts';
import { cutPieces } from '../../src/guard/pieces.ts';
import { allWords } from './fixtures.ts';

function datesIn(text: string): readonly string[] {
  const pieces = cutPieces(text, lexiconOf(allWords));
  return findDates(pieces).dates.map(({ from, to }) =>
    text.slice(pieces[from]?.start, pieces[to - 1]?.end),
  );
}

describe('findDates', () => {
  it.each([
    '12.3.1984',
    '12.03.84',
    '12/03/1984',
    '1984-03-12',
    '12. 3. 1984',
    '12 mars 1984',
    '12. März 1984',
    'March 12, 1984',
    '12th of March 1984',
    '3 de maio de 2010',
    'March 1984',
    '3. Jän. 1984',
  ])('reads %s', (date) => {
    expect(datesIn(`on ${date} it was`)).toEqual([date]);
  });

  it.each([
    ['a version', '128.0.6613'],
    ['a telephone number', '06.12.34.56.78'],
    ['an impossible month', '32.13.1984'],
    ['a network address', '192.168.10.25'],
    ['a ratio', '3/4'],
    ['a month alone', 'in March we'],
    ['a month and an amount', '12 March 500 people'],
  ])('takes %s for none', (_, text) => {
    expect(datesIn(text)).toEqual([]);
  });

  it('reads times of day apart from dates', () => {
    const pieces = cutPieces('on 12.3.2026 at 14:30', lexiconOf(allWords));
    expect(findDates(pieces).times).toEqual([{ from: 7, to: 10 }]);
  });
});
