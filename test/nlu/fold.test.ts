import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldedWords, longestText, readWords } from '../../src/nlu/fold.ts';
import { hostileTexts } from './helpdesk-set.ts';

describe('fold', () => {
  it.each([
    ['Zugänge', 'zugange'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Ação', 'acao'],
    ['Œuvre', 'oeuvre'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['ﬁnden', 'finden'],
    ['ＣＰＭＳ２', 'cpms2'],
    ['İstanbul', 'istanbul'],
    ['Ξέχασα', 'ξεχασα'],
  ])('reads %s as %s', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });

  it('changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('takes composed and decomposed letters for the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFC'))).toBe(fold(text.normalize('NFD')));
      }),
    );
  });
});

describe('foldedWords', () => {
  it.each([
    ["can't log in", ['can', 't', 'log', 'in']],
    ["l'hôpital n'est pas là", ['l', 'hopital', 'n', 'est', 'pas', 'la']],
    ['EU-Login, E-Mail!', ['eu', 'login', 'e', 'mail']],
    ['code 0000 / 2FA', ['code', '0000', '2fa']],
    ['sms👍nicht', ['sms', 'nicht']],
    ['', []],
    ['👍 … — ?', []],
    ['\u0000\u001b', []],
    ['שכחתי סיסמה', ['שכחתי', 'סיסמה']],
  ])('reads the words of "%s"', (text, words) => {
    expect(foldedWords(text)).toEqual(words);
  });

  it('takes scripts without spaces apart into words', () => {
    const words = foldedWords('忘记密码了 password');

    expect(words.length).toBeGreaterThan(2);
    expect(words.at(-1)).toBe('password');
    expect(words.join('')).toBe('忘记密码了password');
  });

  it('looks at the first page of a text only', () => {
    const text = `${'wort '.repeat(400)}ende`;

    expect(text.indexOf('ende')).toBe(longestText);
    expect(foldedWords(text)).not.toContain('ende');
    expect(foldedWords('x'.repeat(100_000))).toEqual(['x'.repeat(longestText)]);
  });

  it.each(hostileTexts.map((text) => [text.slice(0, 20), text]))('survives "%s"', (_, text) => {
    expect(() => foldedWords(text)).not.toThrow();
  });
});

describe('readWords', () => {
  it('says where each word stands in the text as typed', () => {
    const text = 'Ich, Émile, bin «Gast» — ¿vale?';

    expect(readWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Ich',
      'Émile',
      'bin',
      'Gast',
      'vale',
    ]);
  });

  it('points at words that fold to what it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { folded, start, end } of readWords(text)) {
          expect(fold(text.slice(start, end))).toBe(folded);
        }
      }),
    );
  });
});
