const offset = 0x811c9dc5;
const prime = 0x01000193;

/**
 * A 32-bit number for a text, the same on every machine.
 *
 * Features are kept as such numbers and never as strings: a model has tens of thousands of them, and two
 * of them meet in one number about once in a hundred models, which costs nothing that could be measured.
 */
export function hashText(text: string): number {
  let hash = offset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  return scramble(hash);
}

/** One number for an ordered pair of numbers. */
export function hashPair(left: number, right: number): number {
  return scramble(Math.imul(left, 0x9e3779b1) ^ Math.imul(right ^ 0x5bd1e995, 0x85ebca6b));
}

/** Spreads the bits, so that the low ones can pick a place in a table. */
export function scramble(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** A repeatable sequence of numbers in [0, 1). Training may not depend on chance. */
export function seededNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return (scramble(state) >>> 0) / 0x1_0000_0000;
  };
}

/** Puts a list of numbers in a repeatable random order, in place. */
export function shuffle(list: Int32Array, next: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const held = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = held;
  }
}
