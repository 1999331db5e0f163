import { fold, foldedWords, readWords } from '../fold.ts';
import { isOneEdit } from '../typos.ts';
import { createPhraseFinder, type PhraseFinder, type PhraseMatch } from './phrases.ts';

/** What a network is called and what it is about. */
export interface NetworkEntry {
  readonly id: string;
  /**
   * Its names and abbreviations, in any language, the proper ones first.
   *
   * A single word that is given in capitals only ("BOND") is an everyday word in small letters.
   */
  readonly names: readonly string[];
  /** Words for the diseases it covers ("kidney", "Niere"). */
  readonly fields: readonly string[];
}

/** Networks, prepared for reading. */
export interface NetworkLexicon {
  readonly names: PhraseFinder<string>;
  /** The names that are found with one letter wrong. */
  readonly tolerant: PhraseFinder<TolerantName>;
  readonly fields: PhraseFinder<string>;
  /** All names as they are given, in small letters. */
  readonly spellings: ReadonlySet<string>;
  /** The words that are names in capitals only, folded. */
  readonly capitals: ReadonlySet<string>;
}

interface TolerantName {
  readonly id: string;
  readonly name: string;
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
  const tolerant = entries.flatMap(({ id, names }) =>
    properWords(names).map((name) => ({ text: name, value: { id, name } })),
  );
  const names = entries.flatMap((entry) => entry.names);
  return {
    names: createPhraseFinder(phrases('names')),
    tolerant: createPhraseFinder(tolerant, { tolerant: true }),
    fields: createPhraseFinder(phrases('fields')),
    spellings: new Set(names.map((name) => name.toLowerCase())),
    capitals: capitalsOnly(names),
  };
}

/** Names of one word, folded, without those that are misspellings of one before: two letters wrong is too much. */
function properWords(names: readonly string[]): string[] {
  const single = names.flatMap((name) => {
    const words = foldedWords(name);
    return words.length === 1 ? words : [];
  });
  return single.filter((name, at) => !single.slice(0, at).some((it) => isOneEdit(it, name)));
}

function capitalsOnly(names: readonly string[]): Set<string> {
  const isCapital = (name: string): boolean => name === name.toUpperCase();
  const small = new Set(names.filter((name) => !isCapital(name)).map(fold));
  const words = names.filter((name) => isCapital(name) && foldedWords(name).length === 1);
  return new Set(words.map(fold).filter((word) => !small.has(word)));
}

/**
 * The networks that a text mentions: names, then fields, then names that may be other words.
 *
 * Whole words, the longest match wins. A name of one word may have one letter wrong, but not the first. What may
 * well be another word is a hint: a letter too many ("reconnect"), an accent ("crânio"), or small letters where
 * the name has capitals ("my bond with"). A field is only given for a network that is not also named.
 */
export function readNetworks(text: string, lexicon: NetworkLexicon): NetworkMention[] {
  const words = readWords(text);
  const exact = lexicon.names(words);
  const near = lexicon
    .tolerant(words)
    .filter((match) => isLikely(match, text) && !exact.some((name) => overlap(name, match)))
    .map((match) => ({ ...match, value: match.value.id }));
  const found = [...exact, ...near].sort((one, other) => one.start - other.start);
  const isSure = (match: PhraseMatch<string>): boolean =>
    match.edit !== 'added' && isSpelt(text.slice(match.start, match.end), lexicon, words.length);
  const named = found.filter(isSure);
  const fields = lexicon
    .fields(words)
    .filter((field) => !found.some((name) => overlap(name, field)))
    .filter((field) => !named.some((name) => name.value === field.value));
  const doubtful = found.filter((match) => !isSure(match));
  return [
    ...named.map((match) => asMention(match, 'name')),
    ...[...fields, ...doubtful].map((match) => asMention(match, 'field')),
  ];
}

/** Letters that a misspelt name must have: "Erica" is no ERNICA. */
const fewestLetters = 6;

/** Whether a word that is nearly a name is likely to be meant for it: few people mistype the first letter. */
function isLikely({ value, start, end }: PhraseMatch<TolerantName>, text: string): boolean {
  const typed = fold(text.slice(start, end));
  return typed.length >= fewestLetters && typed[0] === value.name[0];
}

/** Whether a name is written as a name, and not as a word that only sounds like it. */
function isSpelt(typed: string, lexicon: NetworkLexicon, words: number): boolean {
  const small = typed.toLowerCase();
  const folded = fold(typed);
  if (lexicon.capitals.has(folded)) return words === 1 || typed === typed.toUpperCase();
  return small === folded || lexicon.spellings.has(small);
}

function overlap(one: PhraseMatch<unknown>, other: PhraseMatch<unknown>): boolean {
  return one.start < other.end && other.start < one.end;
}

function asMention(
  { value, start, end }: PhraseMatch<string>,
  by: NetworkMention['by'],
): NetworkMention {
  return { id: value, start, end, by };
}
