/** Characters that turn words into bold, code, links or tables in one channel or another. */
const marks = /[*`~|<>[\]{}\\]/gu;

/** Underscores and hash signs do so only at the edge of a word or the beginning of a text. */
const edges = /(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;
const opening = /^(?:(?:[#=]+|[-+]+(?=\s|$)|\d+[.)](?=\s|$))\s*)+/u;

/**
 * What a person wrote, as words and nothing else.
 *
 * It is shown to others and to other systems, so it must not draw, link, reorder the letters around
 * it or pass for a placeholder of ours. Letters, digits and ordinary punctuation stay as they were.
 */
export function plainWords(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]+/gu, '')
    .replace(marks, '')
    .replace(edges, '')
    .replace(/\$+(?=t\()/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(opening, '');
}
