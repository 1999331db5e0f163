import { describe, expect, it } from 'vitest';
import { chunkEnd, chunkFrom, chunkUpTo, shapeOf, standsOut } from '../../src/guard/shape.ts';

describe('shapeOf', () => {
  it.each([
    ['strong', ['Abc123!x', 'a1#b', 'Tr0ub4dor&3']],
    ['mixed', ['abc123', 'hunter2', 'Sommer!Sonne', 'Wien-1900!']],
    ['digits', ['483920', '12!']],
    ['word', ['sunshine', 'forgotten!', 'e-mail', "l'eau"]],
    ['none', ['10-character', '24h', '14h30', '2nd', '10:30', '3.2', '...']],
    ['none', ['jane.roe@hospital.example', 'https://a1.example/b2', 'www.a1.example']],
  ])('calls %s: %j', (shape, values) => {
    expect(values.map(shapeOf)).toEqual(values.map(() => shape));
  });
});

describe('standsOut', () => {
  it.each(['Abc123!xY', 'Harbour7%sea', 'Sommer2031!', 'Welcome-2CPMS!'])('knows %s', (value) => {
    expect(standsOut(value)).toBe(true);
  });

  it.each([
    'Sommer2031',
    'CPMS2.0!',
    'abc123!xy',
    'A1!b',
    '@Jane2031!x',
    'a/B1!cdefg',
    '0-9A-Za-z',
  ])('lets %s pass', (value) => {
    expect(standsOut(value)).toBe(false);
  });
});

describe('chunkFrom and chunkUpTo', () => {
  it('leave punctuation around a run', () => {
    expect(chunkFrom('is Abc123!, so', 3)).toBe('Abc123!');
    const text = 'why ("Abc123!") is';
    const { start, end } = chunkUpTo(text, 15);
    expect(text.slice(start, end)).toBe('Abc123!');
  });

  it('judge a very long run by its beginning and end it where it ends', () => {
    const text = `x ${'a1'.repeat(200)} y`;
    const chunk = chunkFrom(text, 2);
    expect(chunk.length).toBeLessThan(200);
    expect(chunkEnd(text, 2, chunk)).toBe(402);
  });
});
