import { describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import { alikeness, createTripleReader, nearCopy } from '../../src/nlu/alikeness.ts';
import { createTestBrain } from '../support/test-brain.ts';
import { readTrainingSet } from '../support/training-set.ts';
import type { Judged } from './eval/judge.ts';
import { judge } from './eval/judge.ts';
import type { TestQuestion } from './eval/questions.ts';
import { readQuestions } from './eval/questions.ts';
import { summarize } from './eval/summary.ts';

const brain = await createTestBrain();
const training = readTrainingSet();
const { articles, languages } = brain.dialogContent;
const catalogue = {
  isOutOfScope: (intent: string) => articles[intent]?.scope === 'out',
  needsPerson: brain.needsPerson,
};
const questions = readQuestions('test/nlu/questions', languages);

function judgeAll(of: readonly TestQuestion[]): Judged[] {
  return of.map((question) =>
    judge(question, ask(brain, { id: null, text: question.text, locale: null }), catalogue),
  );
}

const share = ({ hits, of }: { readonly hits: number; readonly of: number }): number => hits / of;

describe('the questions that measure the matcher', () => {
  it.each(languages)(
    'are at least fifty in %s, about most entries and about nothing',
    (language) => {
      const own = questions.filter((it) => it.language === language);
      expect(own.length).toBeGreaterThanOrEqual(50);
      const asked = new Set(own.map(({ intent }) => intent));
      const unasked = Object.keys(articles).filter((id) => !asked.has(id));
      expect(unasked.length / Object.keys(articles).length).toBeLessThan(0.2);
      expect(asked.has(null)).toBe(true);
    },
  );

  it('mean entries of the catalogue, or nothing', () => {
    const unknown = questions.filter(({ intent }) => intent !== null && !(intent in articles));
    expect(unknown).toEqual([]);
  });

  it.each(languages)('are no near copies of an example in %s', (language) => {
    const read = createTripleReader();
    const examples = training.examples
      .filter((it) => it.language === language)
      .map(({ text }) => ({ text, triples: read(text) }));
    const copies = questions
      .filter((it) => it.language === language)
      .flatMap(({ text }) => {
        const triples = read(text);
        const copied = examples.find((it) => alikeness(it.triples, triples) > nearCopy);
        return copied === undefined ? [] : [`${text} = ${copied.text}`];
      });
    expect(copies).toEqual([]);
  });
});

describe('what the matcher makes of them', () => {
  const judged = judgeAll(questions);

  it.each(languages)('is right, or asks back with the right entry, in %s', (language) => {
    const { right, assisted, wrong } = summarize(
      judged.filter(({ question }) => question.language === language),
    );
    expect(share(right)).toBeGreaterThanOrEqual(0.8);
    expect(share(assisted)).toBeGreaterThanOrEqual(0.9);
    expect(share(wrong)).toBeLessThanOrEqual(0.08);
  });

  it('keeps within its reach in all languages together', () => {
    const { right, assisted, wrong, handled, language } = summarize(judged);
    expect(share(right)).toBeGreaterThanOrEqual(0.88);
    expect(share(assisted)).toBeGreaterThanOrEqual(0.95);
    expect(share(wrong)).toBeLessThanOrEqual(0.05);
    expect(share(handled)).toBeGreaterThanOrEqual(0.92);
    expect(share(language)).toBeGreaterThanOrEqual(0.97);
  });
});
