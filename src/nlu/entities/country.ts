import { readWords } from '../fold.ts';
import { createPhraseFinder, type Phrase, type PhraseFinder } from './phrases.ts';

/** Country names, prepared for reading. */
export type CountryLexicon = PhraseFinder<string>;

/** A country that a text mentions. */
export interface CountryMention {
  /** ISO 3166-1, two letters. */
  readonly iso: string;
  readonly start: number;
  readonly end: number;
}

/** People name countries in the common tongue too, whatever they write in. */
const commonTongue = 'en';

/**
 * Prepares the names of countries in the given languages and in the common tongue.
 *
 * Only names: "it", "no", "be" and "de" are codes of countries and words of languages. `extra` adds, by code, what
 * people say instead ("Holland"). A name that two countries share belongs to the first of them.
 */
export function buildCountryLexicon(
  tags: readonly string[],
  isoCodes: readonly string[],
  extra: Readonly<Record<string, readonly string[]>> = {},
): CountryLexicon {
  const phrases: Phrase<string>[] = [];
  for (const tag of new Set([...tags, commonTongue])) {
    const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' });
    for (const iso of isoCodes) {
      const name = names.of(iso);
      if (name !== undefined) phrases.push({ text: name.replace(/\(.*\)/u, ''), value: iso });
    }
  }
  for (const [iso, words] of Object.entries(extra)) {
    for (const text of words) phrases.push({ text, value: iso });
  }
  return createPhraseFinder(phrases);
}

/** The countries that a text names, in its order. */
export function readCountries(text: string, lexicon: CountryLexicon): CountryMention[] {
  return lexicon(readWords(text)).map(({ value, start, end }) => ({ iso: value, start, end }));
}
