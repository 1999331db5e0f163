import { describe, expect, it } from 'vitest';
import { fold, isHarmless, lexiconOf } from '../../src/guard/lexicon.ts';
import { allWords } from './fixtures.ts';

describe('fold', () => {
  it.each([
    ['Numéro', 'numero'],
    ['e\u0301cole', 'ecole'],
    ['Straße', 'strasse'],
    ['Œdème', 'oedeme'],
    ['Łódź', 'lodz'],
    ['É', 'é'],
    ['Né', 'né'],
  ])('reads %s as %s', (word, folded) => {
    expect(fold(word)).toBe(folded);
  });
});

describe('lexiconOf', () => {
  it('compiles the same array once', () => {
    expect(lexiconOf(allWords)).toBe(lexiconOf(allWords));
  });

  it('keeps the lists of all languages in one phrase', () => {
    const [pin] = lexiconOf(allWords).phrases.get('pin') ?? [];
    expect(pin?.lists).toContain('code');
  });
});

describe('isHarmless', () => {
  it.each(['0000', 'CPMS', 'cpms2', 'CPMS-2.0', 'Windows11'])('knows %s', (run) => {
    expect(isHarmless(lexiconOf(allWords), run)).toBe(true);
  });

  it.each(['0001', 'CPMS#2', 'Windows11x', 'Abc123'])('does not know %s', (run) => {
    expect(isHarmless(lexiconOf(allWords), run)).toBe(false);
  });
});
