import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { allWords, corpusOf, questionsOf, tags, type Case } from './fixtures.ts';

const leastCases = 60;

function kindsIn(says: string): readonly string[] {
  return inspect(says, allWords).findings.map((it) => it.kind);
}

/** What is in the first list more often than in the second. */
function surplus(first: readonly string[], second: readonly string[]): readonly string[] {
  const left = [...second];
  return first.filter((it) => {
    const at = left.indexOf(it);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe.each(tags)('the corpus of %s', (tag) => {
  const cases: readonly Case[] = corpusOf(tag);

  it('is large enough, and at least half of it is near misses', () => {
    const nearMisses = cases.filter((it) => it.finds.length === 0);
    expect(cases.length).toBeGreaterThanOrEqual(leastCases);
    expect(nearMisses.length * 2).toBeGreaterThanOrEqual(cases.length);
  });

  it('gives every case once, and says of every leak what is left of it', () => {
    expect(new Set(cases.map((it) => it.says)).size).toBe(cases.length);
    const unsaid = cases.filter((it) => it.finds.length > 0 && it.masked === undefined);
    expect(unsaid).toEqual([]);
  });

  it('has every secret found', () => {
    const missed = cases
      .map(({ says, finds }) => ({ says, missed: surplus(finds, kindsIn(says)) }))
      .filter((it) => it.missed.length > 0);
    expect(missed).toEqual([]);
  });

  it('raises no false alarm', () => {
    const alarms = cases
      .map(({ says, finds }) => ({ says, alarms: surplus(kindsIn(says), finds) }))
      .filter((it) => it.alarms.length > 0);
    expect(alarms).toEqual([]);
  });

  it.each(cases)('masks: $says', ({ says, finds, masked }) => {
    const inspection = inspect(says, allWords);
    expect(inspection.findings.map((it) => it.kind)).toEqual(finds);
    expect(inspection.masked).toBe(masked ?? says);
  });
});

describe('the questions of the knowledge base', () => {
  const questions = tags.flatMap(questionsOf);

  it('raise an alarm less than once in two hundred', () => {
    const alarms = questions.filter((it) => kindsIn(it).length > 0);
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(questions.length / 200);
  });
});
