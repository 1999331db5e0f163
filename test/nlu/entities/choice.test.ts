import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../src/nlu/entities/choice.ts';

const words = {
  guest: ['guest', 'as a guest', 'guest account', 'Gast', 'invité', 'convidado'],
  member: ['member', 'Mitglied', 'membre', 'membro', 'sou membro'],
  other: ['partner'],
};
const negations = ['not', 'not a', 'kein', 'pas', 'não', 'não sou'];

const read = (text: string) => {
  const reading = readChoice(text, words, negations);
  if (!reading.ok) return reading.reason;
  return [reading.value, text.slice(reading.start, reading.end)];
};

describe('readChoice', () => {
  it.each([
    ['Guest!', 'guest', 'Guest'],
    ['I come as a guest', 'guest', 'as a guest'],
    ['a guest account, please', 'guest', 'guest account'],
    ['je suis invite', 'guest', 'invite'],
    ['sou membro', 'member', 'sou membro'],
    ['não, sou membro', 'member', 'sou membro'],
    ['not a guest but a member', 'member', 'member'],
    ['guest, really a guest', 'guest', 'guest'],
  ])('reads %j', (text, value, typed) => {
    expect(read(text)).toEqual([value, typed]);
  });

  it.each(['not a guest', 'kein Gast', 'pas invité', 'não sou convidado', 'not really a guest'])(
    'makes no opposite of %j where three values are possible',
    (text) => {
      expect(read(text)).toBe('none');
    },
  );

  it('leaves two values side by side open', () => {
    expect(read('guest or member')).toBe('several');
  });

  it.each(['', 'hello', 'guests', 'membership'])('finds none in %j', (text) => {
    expect(read(text)).toBe('none');
  });

  it('needs no negations', () => {
    expect(readChoice('not a guest', words)).toMatchObject({ ok: true, value: 'guest' });
  });

  it('makes no opposite of a denied value where two are possible either', () => {
    const { guest, member } = words;

    expect(readChoice('not a guest', { guest, member }, negations)).toEqual({
      ok: false,
      reason: 'none',
    });
  });

  it('lets no negation reach over a comma', () => {
    expect(read('no, not yet. a member')).toEqual(['member', 'member']);
    expect(read('pas encore, membre')).toEqual(['member', 'membre']);
  });
});
