import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPhone } from '../../../src/nlu/entities/phone.ts';

describe('readPhone', () => {
  it.each([
    ['+351 912 345 678', undefined, '+351912345678'],
    ['call me on +49 30 1234567 today', undefined, '+49301234567'],
    ['+32 (0)470 12 34 56', undefined, '+32470123456'],
    ['0032 470 12 34 56', undefined, '+32470123456'],
    ['912345678', 'PT', '+351912345678'],
    ['912345678', 'pt', '+351912345678'],
    ['0470/12.34.56', 'BE', '+32470123456'],
  ])('reads %j with country %s', (text, country, international) => {
    expect(readPhone(text, country)).toMatchObject({ ok: true, international });
  });

  it('says where the number stands', () => {
    const text = 'my number: +351 912 345 678, thanks';
    const reading = readPhone(text);
    expect(reading.ok && text.slice(reading.start, reading.end)).toBe('+351 912 345 678');
  });

  it.each([
    ['', undefined, 'none'],
    ['code 123456', 'DE', 'none'],
    ['912345678', undefined, 'no-country'],
    ['912345678', 'XX', 'no-country'],
  ])('refuses %j with country %s: %s', (text, country, reason) => {
    expect(readPhone(text, country)).toMatchObject({ ok: false, reason });
  });

  it.each(['step 3 10.11.2026', '2026-11-10', '10/11/2026 1'])('takes no date in %j', (text) => {
    expect(readPhone(text, 'DE')).toEqual({ ok: false, reason: 'none' });
  });

  it.each([
    ['+351 91234567', 'too-short'],
    ['+351 9123456789', 'too-long'],
    ['12345678901234567890', 'too-long'],
    ['+999 123456789', 'invalid'],
  ])('says what is wrong with %j: %s', (text, reason) => {
    expect(readPhone(text)).toEqual({ ok: false, reason });
  });

  it('goes on to the number that can be dialled', () => {
    expect(readPhone('ticket 12345678, phone +351 912 345 678')).toMatchObject({
      ok: true,
      international: '+351912345678',
      national: '912 345 678',
      country: 'PT',
    });
  });

  it('writes every number without dots, brackets or hyphens', () => {
    const digits = fc.string({
      unit: fc.constantFrom('1', '2', '5', '9'),
      minLength: 9,
      maxLength: 9,
    });
    fc.assert(
      fc.property(digits, fc.constantFrom(' ', '.', '-', '/', ' - '), (number, between) => {
        const typed = `+351 ${[0, 3, 6].map((at) => number.slice(at, at + 3)).join(between)}`;
        expect(readPhone(typed)).toMatchObject({ ok: true, international: `+351${number}` });
      }),
    );
  });
});
