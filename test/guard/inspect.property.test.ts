import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { findRepeats } from '../../src/guard/repeats.ts';
import { allWords, corpusOf, tags } from './fixtures.ts';

const says = tags.flatMap((tag) => corpusOf(tag).map((it) => it.says));
const listed = allWords.flatMap((words) => Object.values(words).flat());
const values = [
  'Abc123!x',
  '483920',
  'ab1-2cd-3ef',
  '12.3.1984',
  '+32 470 12 34 56',
  'Jane Roe',
  '34',
];
const marks = [
  ' ',
  ' ',
  ': ',
  ', ',
  '. ',
  '? ',
  '\n',
  ' "',
  '" ',
  ' (',
  ') ',
  '-',
  "'",
  '/',
  '',
  '⟦',
];

/** Messages put together from what the guard listens for, in orders nobody would think of. */
const message = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...listed) },
        { weight: 3, arbitrary: fc.constantFrom(...values) },
        { weight: 1, arbitrary: fc.constantFrom(...says) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      ),
      fc.constantFrom(...marks),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.flat().join(''));

const anything = fc.oneof(
  { weight: 4, arbitrary: message },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

const runs = { numRuns: 1500 };

function letters(text: string): string {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).join('');
}

describe('inspect', () => {
  it('finds nothing more in what it has masked, and changes only the brackets', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { masked } = inspect(text, allWords);
        const again = inspect(masked, allWords);
        expect(again.findings).toEqual([]);
        expect(again.masked).toBe(masked.replaceAll('⟦', '[').replaceAll('⟧', ']'));
      }),
      runs,
    );
  });

  it('gives ordered findings that lie in the text and do not overlap', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let done = 0;
        for (const { start, end } of inspect(text, allWords).findings) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          done = end;
        }
      }),
      runs,
    );
  });

  it('leaves no found value in the masked text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { masked, findings } = inspect(text, allWords);
        const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, '');
        if (shown !== text) return;
        const kept = masked.replace(/⟦[a-z-]+⟧/g, '\n');
        for (const repeat of findRepeats(`${kept}\n${text}`, shifted(findings, kept.length + 1))) {
          expect(repeat.start).toBeGreaterThan(kept.length);
        }
      }),
      runs,
    );
  });

  it('keeps every letter and figure of a text in which it finds nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { masked, findings } = inspect(text, allWords);
        if (findings.length === 0) expect(letters(masked)).toBe(letters(text));
      }),
      runs,
    );
  });

  it('masks a password of any make after its name', () => {
    const value = fc
      .string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 40 })
      .filter(
        (it) =>
          /^[A-Z][^\s"'.,:;()[\]{}/<>?@]+$/.test(it) &&
          /[a-z]/.test(it) &&
          /\d\w*[#$%&*+=]\w/.test(it),
      );
    const lead = fc.constantFrom(
      'my password is ',
      'Passwort: ',
      'mon mot de passe est ',
      'a minha senha é ',
    );
    fc.assert(
      fc.property(lead, value, (before, secret) => {
        expect(inspect(`${before}${secret} ok`, allWords).masked).toBe(`${before}⟦password⟧ ok`);
      }),
      { numRuns: 300 },
    );
  });
});

function shifted<T extends { readonly start: number; readonly end: number }>(
  ranges: readonly T[],
  by: number,
): readonly T[] {
  return ranges.map((it) => ({ ...it, start: it.start + by, end: it.end + by }));
}
