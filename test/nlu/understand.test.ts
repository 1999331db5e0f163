import { describe, expect, it } from 'vitest';
import { trainMatcher } from '../../src/nlu/matcher.ts';
import { splitSegments } from '../../src/nlu/segments.ts';
import { understandIntent } from '../../src/nlu/understand.ts';
import { helpdeskSet, hostileTexts, outOfScope } from './helpdesk-set.ts';

describe('splitSegments', () => {
  it.each([
    ['I lost my phone. How do I log in now?', ['I lost my phone.', 'How do I log in now?']],
    ['Hello! I forgot my password', []],
    ['Good morning. I forgot it. What do I do', ['Good morning. I forgot it.', 'What do I do']],
    ['I forgot it all. I am lost. What now', ['I forgot it all.', 'I am lost. What now']],
    ['I forgot it. What now', []],
    ['first line here\nsecond line here', ['first line here', 'second line here']],
    ['one short sentence, with a comma', []],
    ['', []],
    ['...', []],
    ['a. b. c.', []],
  ])('splits %j', (text, segments) => {
    expect(splitSegments(text)).toEqual(segments);
  });

  it('loses no word of what it splits', () => {
    const text = 'Ich habe ein Konto. Es geht nicht! Was nun? Danke.';

    expect(splitSegments(text).join(' ')).toBe(text);
  });

  it('looks at a bounded number of sentences', () => {
    expect(splitSegments('this is a sentence. '.repeat(500)).length).toBeLessThanOrEqual(8);
  });
});

describe('understandIntent', () => {
  const matcher = trainMatcher(helpdeskSet, { outOfScope });
  const cuts = { answer: 0.5, refuse: 0.4, clarify: 0.1 };
  const understand = (text: string) => understandIntent(matcher, text, {}, { cuts, outOfScope });

  it('answers a plain question and finds no second one in it', () => {
    const understanding = understand('how do i reset my password');

    expect(understanding).toMatchObject({ outcome: 'answer', intent: 'forgot-password' });
    expect(understanding.second).toBeNull();
  });

  it('finds both questions of a message', () => {
    const { intent, second } = understand(
      'I forgot my password, how do i reset my password? And how long does approval take?',
    );

    expect([intent, second?.intent].sort()).toEqual(['approval-time', 'forgot-password']);
  });

  it('finds the question behind a story', () => {
    const { outcome, intent } = understand(
      'We had a meeting at the ward yesterday evening with everybody. How long does approval take?',
    );

    expect([outcome, intent]).toEqual(['answer', 'approval-time']);
  });

  it('names no out-of-scope class beside a question', () => {
    const { second } = understand('How do i reset my password? What is the weather like?');

    expect(second?.intent).not.toBe('oos-weather');
  });

  it('gives the ranking of the whole message', () => {
    const text = 'delete my account';

    expect(understand(text).ranking).toEqual(matcher.rank(text));
  });

  it.each(hostileTexts.map((text) => [text.slice(0, 20), text]))('survives %j', (_, text) => {
    expect(() => understand(text)).not.toThrow();
  });
});
