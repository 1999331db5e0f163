import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashIndex } from '../../src/nlu/hash-index.ts';
import { hashPair, hashText, seededNumbers, shuffle } from '../../src/nlu/hash.ts';

describe('createHashIndex', () => {
  it('numbers hashes in the order in which they come, each once', () => {
    const index = createHashIndex();

    expect([7, -3, 7, 0, -3].map(index.add)).toEqual([0, 1, 0, 2, 1]);
    expect(index.size()).toBe(3);
    expect([...index.keys()]).toEqual([7, -3, 0]);
  });

  it('finds nothing that was not added', () => {
    const index = createHashIndex();
    index.add(5);

    expect(index.find(5)).toBe(0);
    expect(index.find(6)).toBe(-1);
    expect(index.find(0)).toBe(-1);
  });

  it('agrees with a Map, through growth and after being made again from its keys', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 400 }), (hashes) => {
        const index = createHashIndex();
        const map = new Map<number, number>();
        for (const hash of hashes) {
          if (!map.has(hash)) map.set(hash, map.size);
          index.add(hash);
        }
        const again = createHashIndex(index.keys());
        for (const [hash, number] of map) {
          expect(index.find(hash)).toBe(number);
          expect(again.find(hash)).toBe(number);
        }
        expect(again.size()).toBe(map.size);
      }),
    );
  });
});

describe('hashes', () => {
  it('tell texts apart and the order of a pair', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `w${String(i)}`);

    expect(new Set(words.map(hashText)).size).toBeGreaterThan(19_998);
    expect(hashPair(1, 2)).not.toBe(hashPair(2, 1));
  });
});

describe('shuffle', () => {
  it('gives the same order for the same seed and another for another', () => {
    const shuffled = (seed: number): string => {
      const list = Int32Array.from(Array.from({ length: 50 }).keys());
      shuffle(list, seededNumbers(seed));
      return list.join();
    };

    expect(shuffled(1)).toBe(shuffled(1));
    expect(shuffled(1)).not.toBe(shuffled(2));
  });

  it('loses nothing', () => {
    const list = Int32Array.from(Array.from({ length: 50 }).keys());
    shuffle(list, seededNumbers(3));

    expect([...list].sort((a, b) => a - b)).toEqual([...Array.from({ length: 50 }).keys()]);
  });
});
