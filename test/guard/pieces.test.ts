import { describe, expect, it } from 'vitest';
import { lexiconOf } from '../../src/guard/lexicon.ts';
import { cutPieces } from '../../src/guard/pieces.ts';
import { allWords } from './fixtures.ts';

const lexicon = lexiconOf(allWords);

function raws(text: string): readonly string[] {
  return cutPieces(text, lexicon).map((it) => it.raw);
}

describe('cutPieces', () => {
  it.each([
    ['words, figures and signs', 'ab12: x', ['ab', '12', ':', 'x']],
    ['a phrase of the lists is one piece', 'mon mot de passe', ['mon', 'mot de passe']],
    [
      'hyphens and apostrophes may join it',
      "one-time code, s'appelle",
      ['one-time code', ',', "s'appelle"],
    ],
    ['the longest phrase wins', 'error code', ['error code']],
    [
      'accents and case do not matter',
      'NUMERO DE SECURITE SOCIALE',
      ['NUMERO DE SECURITE SOCIALE'],
    ],
    ['a closing full stop may be part of a word', 'geb. am', ['geb.', 'am']],
    ['a word that goes on with signs begins no phrase', 'is now#1', ['is', 'now', '#', '1']],
    ['a mask is one piece', 'x [password] y', ['x', '[password]', 'y']],
    ['other brackets are not', '[name]', ['[', 'name', ']']],
  ])('%s', (_, text, expected) => {
    expect(raws(text)).toEqual(expected);
  });

  it('tells short words apart by their accents', () => {
    const [first, second] = cutPieces('né ne', lexicon);
    expect(first?.lists.has('born')).toBe(true);
    expect(second?.lists.has('born')).toBe(false);
  });

  it.each([
    ['a full stop, an exclamation mark, a question mark', 'Go. Stop! Why? End', 4],
    ['a line break', 'one\ntwo', 2],
    ['no abbreviation of the lists', 'Patientin, geb. 1984, Tel. 12', 1],
    ['no ordinal before a month', 'am 12. März', 1],
    ['no initial', 'J. Roe', 1],
    ['no point inside a word', 'cpms2.ern-net.eu is 2.0', 1],
    ['no exclamation mark after a figure', 'Abc12! is it', 1],
  ])('ends a sentence at %s', (_, text, sentences) => {
    expect(new Set(cutPieces(text, lexicon).map((it) => it.sentence)).size).toBe(sentences);
  });
});
