import { describe, expect, it } from 'vitest';
import { buildConcepts, findConcepts } from '../../src/nlu/concepts.ts';
import { stemmerFor } from '../../src/nlu/stem.ts';
import type { TrainingSet } from '../../src/nlu/training-set.ts';
import { learnTranslations } from '../../src/nlu/translations.ts';

const sentences = [
  ['das passwort ist weg', 'the password is gone'],
  ['das konto ist weg', 'the account is gone'],
  ['das passwort ist neu', 'the password is new'],
  ['das konto ist neu', 'the account is new'],
  ['ein neu konto', 'a new account'],
  ['ein passwort', 'a password'],
].map(([left = '', right = '']) => ({ left: left.split(' '), right: right.split(' ') }));

describe('learnTranslations', () => {
  it('finds the words that translate each other', () => {
    expect(Object.fromEntries(learnTranslations(sentences))).toMatchObject({
      passwort: 'password',
      konto: 'account',
      neu: 'new',
      weg: 'gone',
      ein: 'a',
    });
  });

  it('makes nothing of a word that it saw once', () => {
    const once = [...sentences, { left: ['hapax'], right: ['legomenon'] }];

    expect(learnTranslations(once).has('hapax')).toBe(false);
  });

  it('makes nothing of nothing', () => {
    expect(learnTranslations([]).size).toBe(0);
    expect(learnTranslations([{ left: [], right: ['a'] }]).size).toBe(0);
  });
});

describe('buildConcepts', () => {
  const set: TrainingSet = {
    examples: [],
    synonyms: {
      en: [
        ['phone', 'cell phone', 'mobile'],
        ['log in', 'sign in'],
      ],
      de: [['handy', 'mobiltelefon', 'phone']],
    },
    parallel: sentences.map(({ left, right }) => ({ en: right.join(' '), de: left.join(' ') })),
  };
  const stemmers = new Map(['de', 'en'].map((tag) => [tag, stemmerFor(tag)]));
  const tables = buildConcepts(set, stemmers);
  const conceptsOf = (tag: string, text: string): number[] => {
    const stem = stemmerFor(tag);
    const found = findConcepts(tables.get(tag) ?? new Map(), text.split(' ').map(stem));
    return found.map(({ concept }) => concept);
  };

  it('gives synonyms one concept', () => {
    expect(conceptsOf('en', 'phone')).toHaveLength(1);
    expect(conceptsOf('en', 'phone')).toEqual(conceptsOf('en', 'mobile'));
    expect(conceptsOf('en', 'log in')).toEqual(conceptsOf('en', 'sign in'));
  });

  it('joins groups of two languages that share a word', () => {
    expect(conceptsOf('de', 'handy')).toEqual(conceptsOf('en', 'mobile'));
  });

  it('joins words that translate each other', () => {
    expect(conceptsOf('de', 'passwort')).toHaveLength(1);
    expect(conceptsOf('de', 'passwort')).toEqual(conceptsOf('en', 'password'));
    expect(conceptsOf('de', 'konto')).not.toEqual(conceptsOf('en', 'password'));
  });

  it('says at which word a phrase stands', () => {
    const table = tables.get('en') ?? new Map();
    const mentions = findConcepts(table, ['i', 'sign', 'in', 'by', 'cell', 'phone']);

    expect(mentions.map(({ at }) => at)).toEqual([1, 4, 5]);
  });

  it('knows nothing without synonyms and parallel texts', () => {
    const bare = buildConcepts({ examples: [], synonyms: {} }, stemmers);

    expect(findConcepts(bare.get('en') ?? new Map(), ['phone'])).toEqual([]);
  });
});
