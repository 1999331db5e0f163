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

  it.todo('does not take a figure and the date after it ("step 3 10.11.2026") for a German number');
});
