import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMatcher, trainMatcher } from '../../src/nlu/matcher.ts';
import { helpdeskSet, hostileTexts, outOfScope } from './helpdesk-set.ts';

const matcher = trainMatcher(helpdeskSet, { outOfScope });
const file = matcher.toBytes();

const unseen = [
  ['my password is forgotten', 'forgot-password', 'en'],
  ['the code by sms is not coming', 'sms-not-received', 'en'],
  ['how much time until approval', 'approval-time', 'en'],
  ['please delete this account', 'delete-account', 'en'],
  ['hab mein passwort vergessen', 'forgot-password', 'de'],
  ['handy zeigt keine sms', 'sms-not-received', 'de'],
  ['wann kommt die genehmigung', 'approval-time', 'de'],
  ['löschen sie bitte das konto', 'delete-account', 'de'],
  ['wetter am wochenende', 'oos-weather', 'de'],
] as const;

describe('rank', () => {
  it.each(unseen)('finds what %j means', (text, intent, language) => {
    const ranking = matcher.rank(text);

    expect(ranking.candidates[0]?.intent).toBe(intent);
    expect(ranking.language).toBe(language);
  });

  it('needs no accents, capitals or punctuation', () => {
    const typed = matcher.rank('Löschen Sie, bitte: DAS KONTO!');

    expect(typed).toEqual(matcher.rank('loschen sie bitte das konto'));
  });

  it.each(['forgto my pasword', 'my passwrd is forgoten'])(
    'reads through the typos of %j',
    (text) => {
      expect(matcher.rank(text).candidates[0]?.intent).toBe('forgot-password');
    },
  );

  it('knows a synonym that no question has', () => {
    expect(matcher.rank('lost my passcode').candidates[0]?.intent).toBe('forgot-password');
  });

  it('gives at most five candidates, each intent once, best first, each between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.constantFrom(...unseen), (noise, [text]) => {
        const { candidates } = matcher.rank(`${noise} ${text}`);
        const scores = candidates.map(({ score }) => score);

        expect(candidates.length).toBeLessThanOrEqual(5);
        expect(new Set(candidates.map(({ intent }) => intent)).size).toBe(candidates.length);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...scores)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('is surer of a question it was taught than of words it does not know', () => {
    const [taught, unknown] = ['how do i reset my password', 'lorem ipsum dolor sit amet'].map(
      (text) => matcher.rank(text).candidates[0]?.score ?? 0,
    );

    expect(taught).toBeGreaterThan((unknown ?? 0) + 0.2);
  });

  it('gives the share of words it knows', () => {
    expect(matcher.rank('how do i reset my password').coverage).toBe(1);
    expect(matcher.rank('zzz qqq vvv').coverage).toBe(0);
    expect(matcher.rank('password qqqqq').coverage).toBe(0.5);
  });

  it.each(['', ' ', '👍', '\u0000\u001b'])('has no candidate for %j', (text) => {
    expect(matcher.rank(text)).toEqual({ language: null, candidates: [], coverage: 0 });
  });

  it.each(hostileTexts.map((text) => [text.slice(0, 20), text]))('survives %j', (_, text) => {
    expect(() => matcher.rank(text, { language: 'xx', preferred: ['none'] })).not.toThrow();
  });

  it('gives the same answer again after any other text', () => {
    const before = matcher.rank('my password is forgotten');
    for (const text of hostileTexts) matcher.rank(text);

    expect(matcher.rank('my password is forgotten')).toEqual(before);
  });
});

describe('context', () => {
  it('brings an expected intent forward where two are near', () => {
    const text = 'password account';
    const preferred = matcher.rank(text).candidates[1]?.intent ?? '';
    const gain = (of: string): number =>
      (matcher.rank(text, { preferred: [of] }).candidates.find(({ intent }) => intent === of)
        ?.score ?? 0) -
      (matcher.rank(text).candidates.find(({ intent }) => intent === of)?.score ?? 0);

    expect(gain(preferred)).toBeGreaterThan(0);
  });

  it.each(unseen.filter(([, intent]) => intent !== 'approval-time'))(
    'overrides no clear winner: %j',
    (text, intent) => {
      const ranking = matcher.rank(text, { preferred: ['approval-time'], language: 'de' });

      expect(ranking.candidates[0]?.intent).toBe(intent);
    },
  );

  it('reads a word of two languages in that of the conversation', () => {
    expect(matcher.rank('panel manager', { language: 'en' }).language).toBe('en');
    expect(matcher.rank('panel manager', { language: 'de' }).language).toBe('de');
  });
});

describe('training', () => {
  it('gives the same matcher for the same set, bit for bit', () => {
    expect(trainMatcher(helpdeskSet, { outOfScope }).toBytes()).toEqual(file);
  });

  it('names its languages', () => {
    expect(matcher.languages).toEqual(['de', 'en']);
  });

  it('orders its cuts', () => {
    const { answer, refuse, clarify } = matcher.cuts;

    expect(clarify).toBeLessThanOrEqual(Math.min(refuse, answer));
    expect(Math.max(refuse, answer)).toBeLessThanOrEqual(1);
  });

  it('ranks nothing after no examples', () => {
    const empty = trainMatcher({ examples: [], synonyms: {} });

    expect(empty.rank('password')).toEqual({ language: null, candidates: [], coverage: 0 });
    expect(empty.languages).toEqual([]);
    expect(loadMatcher(empty.toBytes())?.rank('password').candidates).toEqual([]);
  });

  it('learns from one example, and skips one without words', () => {
    const examples = ['my phone', '👍'].map((text, i) => {
      return { text, intent: `intent-${String(i)}`, language: 'en', kind: 'question' } as const;
    });
    const small = trainMatcher({ examples, synonyms: {} });

    expect(small.rank('phone').candidates[0]?.intent).toBe('intent-0');
    expect(loadMatcher(small.toBytes())?.rank('phone')).toEqual(small.rank('phone'));
  });

  it('does not depend on the names of intents and languages', () => {
    const examples = helpdeskSet.examples.map((example) => {
      return { ...example, intent: `constructor ${example.intent}` };
    });
    const renamed = trainMatcher({ ...helpdeskSet, examples });

    expect(renamed.rank('passwort vergessen').candidates[0]?.intent).toBe(
      'constructor forgot-password',
    );
  });
});

describe('loadMatcher', () => {
  it('gives the same answers, bit for bit', () => {
    const loaded = loadMatcher(file);
    const texts = [...helpdeskSet.examples.map(({ text }) => text), ...hostileTexts];

    expect(texts.map((text) => loaded?.rank(text))).toEqual(
      texts.map((text) => matcher.rank(text)),
    );
    expect(loaded?.cuts).toEqual(matcher.cuts);
    expect(loaded?.languages).toEqual(matcher.languages);
    expect(loaded?.toBytes()).toEqual(file);
  });

  it('gives nothing for a damaged file, wherever the damage is', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = file.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(loadMatcher(damaged)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('gives nothing for what is no such file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(loadMatcher(bytes)).toBeUndefined();
      }),
    );
    expect(loadMatcher(file.slice(0, file.length >>> 1))).toBeUndefined();
  });
});
