import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ask } from '../../src/ask.ts';
import { createTestBrain } from '../support/test-brain.ts';

const brain = await createTestBrain();
const { articles, languages } = brain.dialogContent;

/** Of the questions of one language, the shares that came out so. */
interface Shares {
  /** Answered with the right entry, or handed to a person where that is right. */
  readonly right: number;
  /** Right, or the right entry among those offered. */
  readonly assisted: number;
  readonly wrong: number;
  /** Where an answer is the wrong one: for whoever reads a failure. */
  readonly misses: readonly string[];
}

function questionsIn(language: string): [string, string][] {
  const file = `${import.meta.dirname}/fresh-questions/${language}.yaml`;
  return Object.entries(z.record(z.string(), z.string()).parse(parse(readFileSync(file, 'utf8'))));
}

function judge(language: string, scope: 'in' | 'out'): Shares {
  const questions = questionsIn(language).filter(([id]) => (scope === 'out') === isOut(id));
  const results = questions.map(([id, text]) => {
    const asked = ask(brain, { id: null, text, locale: language });
    const answers = asked.outcome === 'answer' || asked.outcome === 'handoff';
    const fetched = asked.outcome === 'handoff' && brain.needsPerson(id);
    const refused = scope === 'out' && (asked.outcome === 'fallback' || isOut(asked.intent ?? ''));
    const right = (answers && asked.intent === id) || fetched || refused;
    const offered =
      asked.outcome === 'clarify' && asked.alternatives.some((it) => it.intent === id);
    return { id, right, offered, wrong: answers && !right, heard: asked.intent };
  });
  const share = (count: number): number => count / questions.length;
  return {
    right: share(results.filter(({ right }) => right).length),
    assisted: share(results.filter(({ right, offered }) => right || offered).length),
    wrong: share(results.filter(({ wrong }) => wrong).length),
    misses: results
      .filter((it) => !it.right && !it.offered)
      .map((it) => `${it.id}: ${String(it.heard)}`),
  };
}

function isOut(id: string): boolean {
  return articles[id]?.scope === 'out';
}

describe('one question for each entry, by someone who has not read the examples', () => {
  it.each(languages)('are there for every entry in %s', (language) => {
    const asked = questionsIn(language).map(([id]) => id);
    expect(asked.sort()).toEqual(Object.keys(articles).sort());
  });

  it.each(languages)('are understood in %s, or the right entry is offered', (language) => {
    const { right, assisted, wrong, misses } = judge(language, 'in');
    expect(right, misses.join('\n')).toBeGreaterThanOrEqual(0.85);
    expect(assisted, misses.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(wrong, misses.join('\n')).toBeLessThanOrEqual(0.04);
  });

  it.each(languages)(
    'get no article and no choice in %s where they are out of scope',
    (language) => {
      const { right, misses } = judge(language, 'out');
      expect(right, misses.join('\n')).toBeGreaterThanOrEqual(0.85);
    },
  );
});
