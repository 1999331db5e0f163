import { readWords } from '../fold.ts';
import { createPhraseFinder, type Phrase, type PhraseFinder } from './phrases.ts';

/** Country names, prepared for reading. */
export interface CountryLexicon {
  /** The names in each language, the common tongue and the extra words always among them. */
  readonly byTag: ReadonlyMap<string, PhraseFinder<string>>;
  /** The names in all languages. */
  readonly all: PhraseFinder<string>;
}

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
  const said = Object.entries(extra).flatMap(([iso, words]) =>
    words.map((text) => ({ text, value: iso })),
  );
  const common = namesIn(commonTongue, isoCodes);
  const names = [...new Set(tags)].map((tag) => [tag, namesIn(tag, isoCodes)] as const);
  return {
    byTag: new Map(
      names.map(([tag, own]) => [tag, createPhraseFinder([...own, ...common, ...said])]),
    ),
    all: createPhraseFinder([...names.flatMap(([, own]) => own), ...common, ...said]),
  };
}

/**
 * The countries that a text names, in its order.
 *
 * With the language of the text only names of that language and the common tongue count: Iceland is "Island" in
 * one language, and an island is no country in another.
 */
export function readCountries(
  text: string,
  lexicon: CountryLexicon,
  language?: string,
): CountryMention[] {
  const find = lexicon.byTag.get(language ?? '') ?? lexicon.all;
  return find(readWords(text)).map(({ value, start, end }) => ({ iso: value, start, end }));
}

function namesIn(tag: string, isoCodes: readonly string[]): Phrase<string>[] {
  const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return isoCodes.flatMap((iso) => {
    const name = (names.of(iso) ?? '').replace(/\(.*\)/u, '');
    const parts = name.split(/\s*&\s*/u);
    const written = parts.length > 1 ? [name, list.format(parts)] : [name];
    return written.map((text) => ({ text, value: iso }));
  });
}
