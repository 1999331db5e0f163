import { describe, expect, it } from 'vitest';
import { hasStemmer, stemmerFor } from '../../src/nlu/stem.ts';

describe('stemmerFor', () => {
  it.each([
    ['en', 'passwords', 'password'],
    ['de', 'bestatigungen', 'bestat'],
    ['fr', 'demandes', 'demand'],
    ['pt', 'senhas', 'senh'],
    ['es', 'contrasenas', 'contrasen'],
    ['it', 'richieste', 'richiest'],
    ['nl', 'wachtwoorden', 'wachtwoord'],
  ])('stems in %s: %s', (language, word, stem) => {
    expect(stemmerFor(language)(word)).toBe(stem);
  });

  it('keeps five letters in a language without a stemmer', () => {
    expect(hasStemmer('pl')).toBe(false);
    expect(stemmerFor('pl')('zapomnialem')).toBe('zapom');
    expect(stemmerFor('pl')('sms')).toBe('sms');
  });

  it('stems a regional tag as its language', () => {
    expect(hasStemmer('pt-BR')).toBe(true);
    expect(stemmerFor('pt-BR')('senhas')).toBe(stemmerFor('pt')('senhas'));
  });

  it('gives the same stem from the cache and after it was emptied', () => {
    const stem = stemmerFor('en');
    const first = stem('confirmations');

    for (let i = 0; i < 20_001; i++) stem(`word${String(i)}`);

    expect(stem('confirmations')).toBe(first);
    expect(stem('confirmations')).toBe(first);
  });

  it('does not take a member of Object for a language', () => {
    expect(stemmerFor('constructor')('passwords')).toBe('passw');
    expect(hasStemmer('toString')).toBe(false);
  });
});
