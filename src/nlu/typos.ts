import { hashText } from './hash.ts';

/** Shorter words are one edit away from too many others. */
const shortestWord = 4;

/** Longer runs of letters are no words that anyone mistypes. */
const longestWord = 40;

/** Room for the number of a word beside its hash in one double: 2^20 words of 2^32 hashes. */
const wordRoom = 0x10_0000;

/** The words of a language and, for each way to leave one letter out, the words it comes from. */
export interface TypoIndex {
  /** Known words, the most used first, so that a tie goes to the more likely one. */
  readonly words: readonly string[];
  /** Sorted; each entry is hash × 2^20 + number of the word. */
  readonly entries: Float64Array;
}

/**
 * Prepares the search for words that are one edit away.
 *
 * Two words are one edit apart only if they meet after leaving out at most one letter each, so it is
 * enough to look up the few shortened forms of the unknown word instead of comparing it with all words.
 */
export function createTypoIndex(words: readonly string[]): TypoIndex {
  const entries: number[] = [];
  words.forEach((word, number) => {
    if (!isCorrectable(word) || number >= wordRoom) return;
    for (const hash of shortenedForms(word)) entries.push((hash >>> 0) * wordRoom + number);
  });
  return { words, entries: Float64Array.from(entries).sort() };
}

/** The known word one edit away from an unknown one: a letter missing, added, changed, or two swapped. */
export function correctTypo(index: TypoIndex, word: string): string | null {
  if (!isCorrectable(word)) return null;
  let best = index.words.length;
  for (const hash of shortenedForms(word)) {
    const key = (hash >>> 0) * wordRoom;
    for (let at = lowerBound(index.entries, key); at < index.entries.length; at++) {
      const number = (index.entries[at] ?? 0) - key;
      if (number >= wordRoom || number >= best) break;
      if (isOneEdit(word, index.words[number] ?? '')) best = number;
    }
  }
  return index.words[best] ?? null;
}

/** Whether one edit turns one text into the other: a letter added, left out or changed, or two neighbours swapped. */
export function isOneEdit(left: string, right: string): boolean {
  const longer = left.length >= right.length ? left : right;
  const shorter = left.length >= right.length ? right : left;
  if (longer.length - shorter.length > 1 || left === right) return false;
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at++;
  if (longer.length > shorter.length) return longer.slice(at + 1) === shorter.slice(at);
  if (longer.slice(at + 1) === shorter.slice(at + 1)) return true;
  return (
    longer[at] === shorter[at + 1] &&
    longer[at + 1] === shorter[at] &&
    longer.slice(at + 2) === shorter.slice(at + 2)
  );
}

function isCorrectable(word: string): boolean {
  return word.length >= shortestWord && word.length <= longestWord && !/\p{N}/u.test(word);
}

/** The hash of a word and of each form with one letter left out. */
function shortenedForms(word: string): number[] {
  const forms = [hashText(word)];
  for (let i = 0; i < word.length; i++) {
    if (i > 0 && word[i] === word[i - 1]) continue;
    forms.push(hashText(word.slice(0, i) + word.slice(i + 1)));
  }
  return forms;
}

function lowerBound(sorted: Float64Array, key: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
