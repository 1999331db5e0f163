import { describe, expect, it } from 'vitest';
import { fold } from '../../src/guard/lexicon.ts';
import { listNames, tags, wordsOf } from './fixtures.ts';

/** Lists that may be empty where a language shares the words of another. */
const mayBeEmpty = new Set(['onePatient', 'measures', 'passwordLabels']);

describe('the guard words', () => {
  it('exist for the languages of the guides', () => {
    expect(tags).toEqual(expect.arrayContaining(['de', 'en', 'fr', 'pt']));
  });

  it.each(tags)('of %s fill every list and no other', (tag) => {
    expect(Object.keys(wordsOf(tag)).toSorted()).toEqual([...listNames].toSorted());
  });

  it.each(tags)('of %s leave no list empty that has to have words', (tag) => {
    const empty = Object.entries(wordsOf(tag)).filter(
      ([list, words]) => words.length === 0 && !mayBeEmpty.has(list),
    );
    expect(empty.map(([list]) => list)).toEqual([]);
  });

  it.each(tags)('of %s are words, each once in its list', (tag) => {
    const twice = Object.entries(wordsOf(tag)).flatMap(([list, words]) => {
      const small = words.map((it) => (it.length > 2 ? it.toLowerCase() : fold(it)));
      return small
        .filter((it, at) => it.trim() === '' || small.indexOf(it) < at)
        .map((it) => `${list}: ${it}`);
    });
    expect(twice).toEqual([]);
  });
});
