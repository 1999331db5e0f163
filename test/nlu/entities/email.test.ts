import { describe, expect, it } from 'vitest';
import { readEmail } from '../../../src/nlu/entities/email.ts';

describe('readEmail', () => {
  it.each([
    ['a.b@x.pt.', 'a.b@x.pt'],
    ['<Ana.Silva@chu.pt>', 'Ana.Silva@chu.pt'],
    ['it is ana@hospital.pt, thanks', 'ana@hospital.pt'],
    ['ana@hospital.pt?', 'ana@hospital.pt'],
    ['ana@hospital.pt or Ana@hospital.pt', 'ana@hospital.pt'],
  ])('reads the address in %j', (text, email) => {
    const reading = readEmail(text);
    expect(reading).toMatchObject({ ok: true, email });
    if (reading.ok) expect(text.slice(reading.start, reading.end)).toBe(email);
  });

  it.each([
    ['', 'none'],
    ['write to me', 'none'],
    ['no @ here', 'malformed'],
    ['x@y', 'malformed'],
    ['a..b@x.pt', 'malformed'],
    ['a@b@c.pt', 'malformed'],
    ['ana@x.pt and rui@x.pt', 'several'],
  ])('refuses %j: %s', (text, reason) => {
    expect(readEmail(text)).toEqual({ ok: false, reason });
  });

  it('takes no time over a long run of letters', () => {
    const before = performance.now();
    readEmail(`${'a.'.repeat(50_000)}@${'b-'.repeat(50_000)}`);
    expect(performance.now() - before).toBeLessThan(200);
  });
});
