import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctTypo, createTypoIndex, isOneEdit } from '../../src/nlu/typos.ts';

const words = ['password', 'code', 'hospital', 'request', 'requests', 'sms', 'approval', 'aab2c'];
const index = createTypoIndex(words);

describe('correctTypo', () => {
  it.each([
    ['pasword', 'password', 'a letter left out'],
    ['passsword', 'password', 'a letter too many'],
    ['passwort', 'password', 'a wrong letter'],
    ['apssword', 'password', 'two letters swapped'],
    ['hospitla', 'hospital', 'two letters swapped at the end'],
    ['ospital', 'hospital', 'the first letter left out'],
    ['codee', 'code', 'the last letter twice'],
  ])('reads %s as %s: %s', (typed, meant) => {
    expect(correctTypo(index, typed)).toBe(meant);
  });

  it.each([
    ['pasord', 'two edits'],
    ['smss', 'a known word too short to be sure of'],
    ['cde', 'a word too short'],
    ['aab3c', 'a word with a figure in it'],
    ['', 'nothing'],
    ['x'.repeat(100), 'a run of letters'],
  ])('leaves %s alone: %s', (typed) => {
    expect(correctTypo(index, typed)).toBeNull();
  });

  it('takes the more used of two words', () => {
    expect(correctTypo(index, 'requestt')).toBe('request');
    expect(correctTypo(createTypoIndex(['requests', 'request']), 'requestt')).toBe('requests');
  });

  it('finds the known word behind any single edit', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      minLength: 5,
      maxLength: 9,
    });
    fc.assert(
      fc.property(
        letters,
        fc.nat(),
        fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        (word, place, letter) => {
          const at = place % word.length;
          const edits = [
            word.slice(0, at) + word.slice(at + 1),
            word.slice(0, at) + letter + word.slice(at),
            word.slice(0, at) + letter + word.slice(at + 1),
          ];
          const one = createTypoIndex([word]);
          for (const edit of edits.filter((it) => it !== word)) {
            expect(correctTypo(one, edit)).toBe(word);
          }
        },
      ),
    );
  });
});

describe('isOneEdit', () => {
  it('is false for equal words and true both ways round', () => {
    expect(isOneEdit('code', 'code')).toBe(false);
    expect(isOneEdit('code', 'coed')).toBe(true);
    expect(isOneEdit('coed', 'code')).toBe(true);
    expect(isOneEdit('code', 'c')).toBe(false);
    expect(isOneEdit('', 'c')).toBe(true);
  });
});
