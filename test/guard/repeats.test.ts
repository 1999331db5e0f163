import { describe, expect, it } from 'vitest';
import type { FindingKind } from '../../src/guard/finding.ts';
import { findRepeats } from '../../src/guard/repeats.ts';

interface Case {
  readonly what: string;
  readonly value: string;
  readonly kind: FindingKind;
  readonly text: string;
  readonly repeats: readonly string[];
}

function repeatsOf({ value, kind, text }: Case): readonly string[] {
  const end = text.indexOf(value) + value.length;
  const found = findRepeats(text, [{ kind, start: end - value.length, end }]);
  return found.filter((it) => it.start >= end).map((it) => text.slice(it.start, it.end));
}

const cases: readonly Case[] = [
  {
    what: 'a value said again',
    value: 'abc12',
    kind: 'password',
    text: 'abc12, abc12',
    repeats: ['abc12'],
  },
  {
    what: 'one in another case',
    value: 'Abc12',
    kind: 'password',
    text: 'Abc12 aBC12',
    repeats: ['aBC12'],
  },
  {
    what: 'a long one inside a word',
    value: 'Abc12345',
    kind: 'code',
    text: 'Abc12345 xAbc12345y',
    repeats: ['Abc12345'],
  },
  {
    what: 'no short one inside a word',
    value: '4821',
    kind: 'code',
    text: '4821 948210',
    repeats: [],
  },
  { what: 'no very short one', value: 'a1b', kind: 'code', text: 'a1b a1b', repeats: [] },
  {
    what: 'the family name alone',
    value: 'Jane Roe',
    kind: 'patient-name',
    text: 'Jane Roe; Roe',
    repeats: ['Roe'],
  },
  {
    what: 'no family name without its capital',
    value: 'Jane May',
    kind: 'patient-name',
    text: 'Jane May; may',
    repeats: [],
  },
  {
    what: 'no case history',
    value: 'long story',
    kind: 'case-narrative',
    text: 'long story long story',
    repeats: [],
  },
];

describe('findRepeats', () => {
  it.each(cases)('finds $what', (it) => {
    expect(repeatsOf(it)).toEqual(it.repeats);
  });

  it('finds a thousand values in one walk', () => {
    const values = Array.from({ length: 1000 }, (_, at) => `Secret${at}xyz`);
    const text = `${values.join(' ')} ${values.toReversed().join(' ')}`;
    const found = values.map((it) => ({
      kind: 'password' as const,
      start: text.indexOf(it),
      end: text.indexOf(it) + it.length,
    }));
    expect(findRepeats(text, found)).toHaveLength(2000);
  });
});
