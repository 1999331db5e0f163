import { describe, expect, it } from 'vitest';
import { chooseCuts, type HeldOutText } from '../../src/nlu/choose-cuts.ts';
import { decide, usualCuts, type Cuts } from '../../src/nlu/decide.ts';
import type { Ranking } from '../../src/nlu/ranking.ts';

const cuts: Cuts = { answer: 0.6, refuse: 0.4, clarify: 0.2 };

function ranking(...scores: readonly (readonly [string, number])[]): Ranking {
  const candidates = scores.map(([intent, score]) => ({ intent, score, language: 'en' }));
  return { language: 'en', coverage: 1, candidates };
}

describe('decide', () => {
  it('answers what is likely enough and keeps the rest as alternatives', () => {
    const decision = decide(ranking(['a', 0.6], ['b', 0.3]), cuts);

    expect(decision).toMatchObject({ outcome: 'answer', intent: 'a' });
    expect(decision.alternatives.map(({ intent }) => intent)).toEqual(['b']);
  });

  it('offers at most three where nothing is likely enough', () => {
    const decision = decide(ranking(['a', 0.5], ['b', 0.3], ['c', 0.2], ['d', 0.1]), cuts);

    expect(decision).toMatchObject({ outcome: 'clarify', intent: null });
    expect(decision.alternatives.map(({ intent }) => intent)).toEqual(['a', 'b', 'c']);
  });

  it('offers nothing that is next to impossible', () => {
    const decision = decide(ranking(['a', 0.5], ['b', 0.001]), cuts);

    expect(decision.alternatives.map(({ intent }) => intent)).toEqual(['a']);
  });

  it('gives up below the last cut and on an empty ranking', () => {
    expect(decide(ranking(['a', 0.19]), cuts).outcome).toBe('fallback');
    expect(decide(ranking(), cuts)).toEqual({
      outcome: 'fallback',
      intent: null,
      alternatives: [],
    });
  });

  it('takes an out-of-scope class at its word from its own cut on', () => {
    expect(decide(ranking(['oos', 0.4], ['a', 0.3]), cuts, { outOfScope: ['oos'] })).toMatchObject({
      outcome: 'answer',
      intent: 'oos',
    });
    expect(decide(ranking(['oos', 0.4], ['a', 0.3]), cuts).outcome).toBe('clarify');
  });

  it('never offers an out-of-scope class', () => {
    const decision = decide(ranking(['a', 0.5], ['oos', 0.45], ['b', 0.1]), cuts, {
      outOfScope: ['oos'],
    });

    expect(decision.outcome).toBe('clarify');
    expect(decision.alternatives.map(({ intent }) => intent)).toEqual(['a', 'b']);
  });

  it('does not ask back where an out-of-scope class leads', () => {
    expect(decide(ranking(['oos', 0.35], ['a', 0.3]), cuts, { outOfScope: ['oos'] }).outcome).toBe(
      'fallback',
    );
  });
});

describe('intents that are decided about in another way', () => {
  it('are asked about where a second one is near', () => {
    expect(decide(ranking(['a', 0.75], ['b', 0.65]), cuts)).toMatchObject({ outcome: 'clarify' });
    expect(decide(ranking(['a', 0.75], ['b', 0.5]), cuts)).toMatchObject({ outcome: 'answer' });
  });

  it('are taken as soon as they are as likely as not where they are urgent', () => {
    const strict = { ...cuts, refuse: 0.7 };
    const special = { outOfScope: ['help'], urgent: ['help'] };
    expect(decide(ranking(['help', 0.55]), strict, special).outcome).toBe('answer');
    expect(decide(ranking(['help', 0.45]), strict, special).outcome).toBe('fallback');
    expect(decide(ranking(['help', 0.55]), strict, { outOfScope: ['help'] }).outcome).toBe(
      'fallback',
    );
  });
});

describe('chooseCuts', () => {
  const texts = (count: number, best: (i: number) => HeldOutText['best']): HeldOutText[] =>
    Array.from({ length: count }, (_, i) => ({ score: i / count, best: best(i) }));
  const tolerance = { wrong: 0.05, givenUp: 0.05 };

  it('keeps wrong answers within the tolerance', () => {
    const held = texts(1000, (i) => (i % 4 === 0 ? 'wrong' : 'right'));
    const { answer } = chooseCuts(held, tolerance);
    const wrong = held.filter(({ best, score }) => best === 'wrong' && score >= answer);

    expect(wrong.length).toBeLessThanOrEqual(50);
    expect(wrong.length).toBeGreaterThan(35);
  });

  it('lets fewer questions be taken for out of scope than be answered wrongly', () => {
    const held = texts(1000, (i) => (i % 2 === 0 ? 'out-of-scope' : 'right'));
    const { refuse } = chooseCuts(held, { wrong: 0.5, givenUp: 0 });
    const refused = held.filter(({ best, score }) => best === 'out-of-scope' && score >= refuse);

    expect(refused.length).toBeLessThanOrEqual(100);
  });

  it('gives up on no more than its share', () => {
    const held = texts(1000, () => 'right');
    const { clarify } = chooseCuts(held, { wrong: 0, givenUp: 0.1 });

    expect(held.filter(({ score }) => score < clarify).length).toBeLessThanOrEqual(100);
  });

  it('answers everything where nothing goes wrong, and orders its cuts', () => {
    expect(
      chooseCuts(
        texts(100, () => 'right'),
        tolerance,
      ).answer,
    ).toBe(0);
    const { answer, refuse, clarify } = chooseCuts(
      texts(300, (i) => (['right', 'wrong', 'out-of-scope'] as const)[i % 3] ?? 'right'),
      tolerance,
    );
    expect(clarify).toBeLessThanOrEqual(Math.min(refuse, answer));
  });

  it('uses the usual cuts where there are too few texts', () => {
    expect(
      chooseCuts(
        texts(5, () => 'wrong'),
        tolerance,
      ),
    ).toEqual(usualCuts);
  });
});
