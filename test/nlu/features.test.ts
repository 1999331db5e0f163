import { describe, expect, it } from 'vitest';
import { readConcepts, readGrams, readStems, type FeatureKind } from '../../src/nlu/features.ts';

function gather(read: (sink: (hash: number, kind: FeatureKind) => void) => void) {
  const seen = new Map<number, FeatureKind>();
  read((hash, kind) => seen.set(hash, kind));
  return seen;
}

function countOf(kinds: ReadonlyMap<number, FeatureKind>, kind: FeatureKind): number {
  return [...kinds.values()].filter((it) => it === kind).length;
}

describe('readGrams', () => {
  it('gives three and four letters in a row, the edges of the word included', () => {
    expect(gather((sink) => readGrams('code', sink)).size).toBe(4 + 3);
  });

  it('tells an edge from the middle', () => {
    const start = gather((sink) => readGrams('abc', sink));
    const middle = gather((sink) => readGrams('xabcx', sink));

    expect([...start.keys()].filter((hash) => middle.has(hash))).toHaveLength(1);
  });

  it('gives a word of one letter its edges', () => {
    expect(gather((sink) => readGrams('a', sink)).size).toBe(1);
  });
});

describe('readStems', () => {
  it('gives each stem and each two neighbours, in order', () => {
    const there = gather((sink) => readStems(['sms', 'code', 'sms'], sink));

    expect(countOf(there, 'word')).toBe(2);
    expect(countOf(there, 'pair')).toBe(2);
  });
});

describe('readConcepts', () => {
  it('pairs meanings in any order', () => {
    const one = gather((sink) =>
      readConcepts(
        [
          { concept: 1, at: 0 },
          { concept: 2, at: 3 },
        ],
        sink,
      ),
    );
    const other = gather((sink) =>
      readConcepts(
        [
          { concept: 2, at: 0 },
          { concept: 1, at: 1 },
        ],
        sink,
      ),
    );

    expect([...one.keys()].sort()).toEqual([...other.keys()].sort());
    expect(countOf(one, 'conceptPair')).toBe(1);
  });

  it('pairs no meaning with itself, nor with one far away', () => {
    const mentions = [
      { concept: 1, at: 0 },
      { concept: 1, at: 1 },
      { concept: 2, at: 30 },
    ];

    expect(
      countOf(
        gather((sink) => readConcepts(mentions, sink)),
        'conceptPair',
      ),
    ).toBe(0);
  });

  it('costs a bounded amount for a long message', () => {
    const mentions = Array.from({ length: 5000 }, (_, i) => ({ concept: i, at: 0 }));
    let calls = 0;
    readConcepts(mentions, () => calls++);

    expect(calls).toBeLessThan(2000);
  });
});
