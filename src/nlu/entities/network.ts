import { readWords } from '../fold.ts';
import { createPhraseFinder, type PhraseFinder, type PhraseMatch } from './phrases.ts';

/** What a network is called and what it is about. */
export interface NetworkEntry {
  readonly id: string;
  /** Its names and abbreviations, in any language. */
  readonly names: readonly string[];
  /** Words for the diseases it covers ("kidney", "Niere"). */
  readonly fields: readonly string[];
}

/** Networks, prepared for reading. */
export interface NetworkLexicon {
  readonly names: PhraseFinder<string>;
  readonly fields: PhraseFinder<string>;
}

/** A network that a text mentions. */
export interface NetworkMention {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** A name settles it; a field is a hint, to be confirmed: two networks may treat the same organ. */
  readonly by: 'name' | 'field';
}

/** Prepares the networks' names and fields. */
export function buildNetworkLexicon(entries: readonly NetworkEntry[]): NetworkLexicon {
  const phrases = (of: 'names' | 'fields') =>
    entries.flatMap((entry) => entry[of].map((text) => ({ text, value: entry.id })));
  return {
    names: createPhraseFinder(phrases('names'), { tolerant: true }),
    fields: createPhraseFinder(phrases('fields')),
  };
}

/**
 * The networks that a text mentions, names before fields, each in the order of the text.
 *
 * Whole words, the longest match wins; a name of six letters or more may have one letter wrong. Where that letter
 * is one too many it may well be another word ("reconnect"), so it is given as a hint. A field is only given for
 * a network that is not also named.
 */
export function readNetworks(text: string, lexicon: NetworkLexicon): NetworkMention[] {
  const words = readWords(text);
  const named = lexicon.names(words);
  const hinted = lexicon
    .fields(words)
    .filter((field) => !named.some((name) => field.start < name.end && name.start < field.end))
    .filter((field) => !named.some((name) => name.value === field.value));
  const mention = ({ value, start, end, edit }: PhraseMatch<string>): NetworkMention => {
    return { id: value, start, end, by: edit === 'added' ? 'field' : 'name' };
  };
  return [
    ...named.map(mention),
    ...hinted.map(({ value, start, end }) => ({ id: value, start, end, by: 'field' as const })),
  ];
}
