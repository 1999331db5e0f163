import { foldedWords } from './fold.ts';

/** The letter triples of a text as sorted numbers, each once: quick to hold against others. */
export type Triples = Uint32Array;

/** From this share of common triples on, two texts are the same one, written twice. */
export const nearCopy = 0.6;

/** Gives a reader of texts. Only triples that come from one reader can be compared. */
export function createTripleReader(): (text: string) => Triples {
  const numbers = new Map<string, number>();
  return (text) => {
    const spaced = ` ${foldedWords(text).join(' ')} `;
    const found = new Set<number>();
    for (let start = 0; start + 3 <= spaced.length; start += 1) {
      const triple = spaced.slice(start, start + 3);
      const number = numbers.get(triple) ?? numbers.size;
      numbers.set(triple, number);
      found.add(number);
    }
    return Uint32Array.from(found).sort();
  };
}

/**
 * How alike two texts are: twice the common triples over all triples (Dice), 0 to 1.
 *
 * Gives 0 without counting where the lengths alone keep two texts from being near copies.
 */
export function alikeness(one: Triples, other: Triples): number {
  const all = one.length + other.length;
  if ((2 * Math.min(one.length, other.length)) / all <= nearCopy) return 0;
  let common = 0;
  let here = 0;
  let there = 0;
  while (here < one.length && there < other.length) {
    const left = one[here] ?? 0;
    const right = other[there] ?? 0;
    if (left === right) common += 1;
    if (left <= right) here += 1;
    if (right <= left) there += 1;
  }
  return (2 * common) / all;
}
