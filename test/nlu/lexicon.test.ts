import { describe, expect, it } from 'vitest';
import { createLexicon, knowsWord, readWith } from '../../src/nlu/lexicon.ts';

const texts = [
  ['password', 'lost', 'password'],
  ['lost', 'codes'],
];
const lexicon = createLexicon('en', texts, new Map());
const strange = (...words: readonly string[]): Set<string> => new Set(words);

describe('createLexicon', () => {
  it('counts how often each word is used', () => {
    expect([...lexicon.uses]).toEqual([
      ['password', 2],
      ['lost', 2],
      ['codes', 1],
    ]);
    expect(lexicon.total).toBe(5);
  });

  it('knows words as typed and by their stems', () => {
    expect(knowsWord(lexicon, 'lost')).toBe(true);
    expect(knowsWord(lexicon, 'code')).toBe(true);
    expect(knowsWord(lexicon, 'coda')).toBe(false);
  });
});

describe('readWith', () => {
  it('covers what it knows', () => {
    expect(readWith(lexicon, ['password', 'gone'], strange('gone')).coverage).toBe(0.5);
    expect(readWith(lexicon, [], strange()).coverage).toBe(0);
  });

  it('reads a strange word as the known one behind its typo, for half its worth', () => {
    const reading = readWith(lexicon, ['pasword'], strange('pasword'));

    expect(reading.stems).toEqual(['password']);
    expect(reading.corrections).toEqual(['password']);
    expect(reading.coverage).toBe(0.5);
  });

  it('corrects no word that another language knows', () => {
    expect(readWith(lexicon, ['passwort'], strange()).corrections).toEqual([]);
    expect(readWith(lexicon, ['passwort'], strange('passwort')).corrections).toEqual(['password']);
  });

  it('finds the words of another language less familiar', () => {
    const other = createLexicon('de', [['passwort', 'weg']], new Map());
    const words = ['password', 'lost'];

    expect(readWith(lexicon, words, strange()).familiarity).toBeGreaterThan(
      readWith(other, words, strange()).familiarity,
    );
  });
});
