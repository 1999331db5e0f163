/** Numbers 0, 1, 2 … for hashes in the order in which they were first seen. */
export interface HashIndex {
  /** The number of a hash, given now if it has none. */
  readonly add: (hash: number) => number;
  /** The number of a hash, or -1. */
  readonly find: (hash: number) => number;
  /** How many hashes have a number. */
  readonly size: () => number;
  /** The hashes in the order of their numbers: all that is needed to make the index again. */
  readonly keys: () => Int32Array;
}

/**
 * An open-addressing table: a `Map` would take four times the memory and three times the time,
 * and a model is nothing but look-ups here.
 */
export function createHashIndex(known: Int32Array = new Int32Array(0)): HashIndex {
  let capacity = tableSize(known.length);
  let keys = new Int32Array(capacity >>> 1);
  let slots = new Int32Array(capacity);
  let count = 0;

  const place = (hash: number): number => {
    let at = hash & (capacity - 1);
    for (;;) {
      const slot = slots[at] ?? 0;
      if (slot === 0 || keys[slot - 1] === hash) return at;
      at = (at + 1) & (capacity - 1);
    }
  };
  const grow = (): void => {
    capacity *= 2;
    slots = new Int32Array(capacity);
    const wider = new Int32Array(capacity >>> 1);
    wider.set(keys);
    keys = wider;
    for (let i = 0; i < count; i++) slots[place(keys[i] ?? 0)] = i + 1;
  };
  const add = (hash: number): number => {
    const at = place(hash);
    const slot = slots[at] ?? 0;
    if (slot !== 0) return slot - 1;
    keys[count] = hash;
    slots[at] = ++count;
    const number = count - 1;
    if (count >= keys.length) grow();
    return number;
  };

  for (const hash of known) add(hash);
  return {
    add,
    find: (hash) => (slots[place(hash)] ?? 0) - 1,
    size: () => count,
    keys: () => keys.slice(0, count),
  };
}

function tableSize(entries: number): number {
  let size = 64;
  while (size >>> 1 <= entries) size *= 2;
  return size;
}
