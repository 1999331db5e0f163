import { describe, expect, it } from 'vitest';
import { buildCountryLexicon, readCountries } from '../../../src/nlu/entities/country.ts';

const codes = ['AT', 'BE', 'CZ', 'DE', 'FR', 'IE', 'IT', 'MT', 'NL', 'NO', 'PT', 'RO', 'TR'];
const lexicon = buildCountryLexicon(['en', 'fr', 'de', 'pt'], codes, { CZ: ['Czech Republic'] });

const read = (text: string) =>
  readCountries(text, lexicon).map(({ iso, start, end }) => [iso, text.slice(start, end)]);

describe('readCountries', () => {
  it.each([
    ['I work in Portugal', 'PT', 'Portugal'],
    ['je suis en Allemagne', 'DE', 'Allemagne'],
    ['aus Österreich', 'AT', 'Österreich'],
    ['osterreich', 'AT', 'osterreich'],
    ['nos Países Baixos', 'NL', 'Países Baixos'],
    ['Czechia', 'CZ', 'Czechia'],
    ['the Czech Republic', 'CZ', 'Czech Republic'],
    ['Tchéquie', 'CZ', 'Tchéquie'],
    ['Türkiye', 'TR', 'Türkiye'],
  ])('finds the country in %j', (text, iso, typed) => {
    expect(read(text)).toEqual([[iso, typed]]);
  });

  it.each([
    '',
    'it is no problem, be my guest',
    'PT',
    'de',
    'no',
    'portugals',
    'I sat at the desk',
  ])('finds none in %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each(['the man', 'mali', 'togo', 'chad said', 'jordan', 'georgia', 'guinea pig', 'peru'])(
    'finds none in %j where that country is not among those asked for',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('finds two in their order', () => {
    expect(read('from France to Italy')).toEqual([
      ['FR', 'France'],
      ['IT', 'Italy'],
    ]);
  });

  it('reads the whole name of an island and no word of it', () => {
    const isles = buildCountryLexicon(['en'], ['IM']);
    expect(readCountries('Isle of Man', isles)).toHaveLength(1);
    expect(readCountries('a man', isles)).toEqual([]);
  });

  it('takes a name of another language for a country only where the language is not known', () => {
    const north = buildCountryLexicon(['en', 'de'], ['IS']);

    expect(readCountries('an island', north, 'en')).toEqual([]);
    expect(readCountries('aus Island', north, 'de')).toHaveLength(1);
    expect(readCountries('Iceland', north, 'de')).toHaveLength(1);
    expect(readCountries('aus Island', north)).toHaveLength(1);
  });

  it.each([
    ['en', 'Bosnia and Herzegovina'],
    ['de', 'Bosnien und Herzegowina'],
    ['pt', 'Bósnia e Herzegovina'],
  ])('finds a name that the platform writes with "&", in %s', (tag, text) => {
    expect(readCountries(text, buildCountryLexicon([tag], ['BA']), tag)).toEqual([
      { iso: 'BA', start: 0, end: text.length },
    ]);
  });
});
