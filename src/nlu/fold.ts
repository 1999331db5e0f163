/** The part of a message that is looked at. What lies beyond is ignored: a paste costs no more than a page. */
export const longestText = 2000;

/** A word of a text: how it compares, and where it stands in the text as it was typed. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const plainPattern = /^[a-z0-9]*$/;
const markPattern = /\p{M}+/gu;

/** Scripts that put no space between words; only these need a segmenter, which costs ten times the pattern. */
const unspacedPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Letters that Unicode does not take apart into a base and a mark, and that people type without. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};
const letterPattern = /[ßæœøłđðþħı]/g;

/**
 * The form in which words are compared: lower case, no accents, ligatures taken apart.
 *
 * People leave accents out when they hurry, so "Zugänge", "zugänge" and "zugange" must be one word.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (plainPattern.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(markPattern, '')
    .toLowerCase()
    .replace(letterPattern, (letter) => letters[letter] ?? letter);
}

/** Whether folding changes more of a text than its capitals: accents, ligatures. */
export function hasAccent(text: string): boolean {
  return fold(text) !== text.toLowerCase();
}

/**
 * The words of a text in order, folded, with their places in the original.
 *
 * Punctuation, symbols and emoji are not words. Only the first `longestText` characters are read.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.slice(0, longestText).matchAll(wordPattern)) {
    const raw = match[0];
    if (unspacedPattern.test(raw)) words.push(...segmented(raw, match.index));
    else pushWord(words, raw, match.index);
  }
  return words;
}

/** The folded words alone, for those who compare texts and do not point into them. */
export function foldedWords(text: string): string[] {
  return readWords(text).map((word) => word.folded);
}

function segmented(run: string, offset: number): Word[] {
  const words: Word[] = [];
  for (const part of segmenter.segment(run)) {
    if (part.isWordLike === true) pushWord(words, part.segment, offset + part.index);
  }
  return words;
}

function pushWord(words: Word[], raw: string, start: number): void {
  const folded = fold(raw);
  if (folded !== '') words.push({ folded, start, end: start + raw.length });
}
