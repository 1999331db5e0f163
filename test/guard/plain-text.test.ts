import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/guard/plain-text.ts';

describe('plainText', () => {
  it('keeps an ordinary text and its offsets', () => {
    expect(plainText('a b')).toEqual({ shown: 'a b', scanned: 'a b', origins: [0, 1, 2, 3] });
  });

  it.each([
    ['no-break and thin spaces', 'a\u00A0b\u2009c', 'a b c'],
    ['dashes', 'a–b—c−d‑e', 'a-b-c-d-e'],
    ['apostrophes', 'l’âge ‘a’', "l'âge 'a'"],
    ['full-width signs', '：＝１Ａ', ':=1A'],
  ])('makes %s plain for the guard and leaves them for the reader', (_, typed, scanned) => {
    expect(plainText(typed)).toMatchObject({ shown: typed, scanned });
  });

  it('remembers where each letter was', () => {
    expect(plainText('\u200Bé\r\n👍')).toEqual({
      shown: 'é\n👍',
      scanned: 'é\n👍',
      origins: [1, 3, 4, 5, 6],
    });
  });

  it('gives well-formed texts of equal length, and an offset for every unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const { shown, scanned, origins } = plainText(typed);
        expect(scanned).toHaveLength(shown.length);
        expect(origins).toHaveLength(shown.length + 1);
        expect(origins).toEqual(origins.toSorted((a, b) => a - b));
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[⟦⟧\u202A-\u202E\u2066-\u2069]/);
      }),
    );
  });
});
