import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference, referenceOf } from '../../src/escalation/reference.ts';

const signs = '23456789BCDEFGHJKMNPQRSTVWXYZ';
const shape = new RegExp(`^[${signs}]{2}-[${signs}]{3}$`);

const ids = Array.from({ length: 20_000 }, (_, index) => `id${String(index)}`);
const references = ids.map(referenceOf);

/** The first reference of which something is true. */
function referenceThat(holds: (reference: string) => boolean): string {
  const found = references.find(holds);
  if (found === undefined) throw new TypeError('No reference is like that');
  return found;
}

const withDigit = referenceThat((it) => /\d/.test(it));
const withoutDigit = referenceThat((it) => !/\d/.test(it));

describe('a reference', () => {
  it('is two signs, a hyphen and three signs, none of them easily mistaken', () => {
    expect(references.filter((it) => !shape.test(it))).toEqual([]);
  });

  it('is the same for the same identifier', () => {
    expect(ids.map(referenceOf)).toEqual(references);
  });

  it.each(['', '\u{1F600}', 'x'.repeat(10_000), '018f7b2e-0000-7000-8000-000000000000'])(
    'exists for every identifier: %.40j',
    (id) => {
      expect(referenceOf(id)).toMatch(shape);
    },
  );

  it('is rarely that of another identifier, however little they differ', () => {
    // By chance 283 of 20,000 meet among 707,281.
    expect(new Set(references).size).toBeGreaterThan(19_600);
  });

  it.each([0, 1, 3, 4, 5])('has every sign about as often as the others in place %i', (place) => {
    const counts = new Map<string, number>();
    for (const reference of references) {
      const sign = reference[place] ?? '';
      counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    const even = references.length / signs.length;
    expect([...counts.keys()].sort().join('')).toBe(signs);
    expect(Math.min(...counts.values())).toBeGreaterThan(even * 0.8);
    expect(Math.max(...counts.values())).toBeLessThan(even * 1.2);
  });
});

describe('a slip in a reference', () => {
  const some = references.slice(0, 50);
  const places = [0, 1, 3, 4, 5];

  it('is found when it is one wrong sign, whichever and wherever', () => {
    const wrong = some.flatMap((reference) =>
      places.flatMap((place) =>
        Array.from(signs)
          .filter((sign) => sign !== reference[place])
          .map((sign) => reference.slice(0, place) + sign + reference.slice(place + 1)),
      ),
    );
    expect(wrong).toHaveLength(50 * 5 * 28);
    expect(wrong.filter((typed) => readReference(typed).kind !== 'mistyped')).toEqual([]);
  });

  it('is found when two neighbours changed places, over the hyphen too', () => {
    const swapped = some.flatMap((reference) => {
      const plain = reference.replace('-', '');
      return [0, 1, 2, 3]
        .map((at) => plain.slice(0, at) + swap(plain.slice(at, at + 2)) + plain.slice(at + 2))
        .filter((typed) => typed !== plain)
        .map((typed) => `${typed.slice(0, 2)}-${typed.slice(2)}`);
    });
    expect(swapped.length).toBeGreaterThan(150);
    expect(swapped.filter((typed) => readReference(typed).kind !== 'mistyped')).toEqual([]);
  });
});

function swap(pair: string): string {
  return Array.from(pair).reverse().join('');
}

/** As it is typed, with another sign at its end. */
function mistyped(reference: string): string {
  return reference.slice(0, -1) + (reference.endsWith('2') ? '3' : '2');
}

describe('a reference is read', () => {
  it.each([
    ['alone', withDigit],
    ['in a sentence', `any news about ${withDigit}?`],
    ['in brackets', `Re: [${withDigit}] CPMS access`],
    ['in small letters', `it was ${withDigit.toLowerCase()}, I think`],
    ['with an en dash', withDigit.replace('-', '–')],
    ['after a word that is shaped like one', `my eu-2fa fails, see ${withDigit}`],
    ['after one that is mistyped', `not ${mistyped(withDigit)} but ${withDigit}`],
    ['on a line of its own', `Reference\n${withDigit}\nthanks`],
  ])('%s', (_where, text) => {
    expect(readReference(text)).toEqual({ kind: 'reference', reference: withDigit });
  });

  it('in capitals when it has no digit', () => {
    const read = { kind: 'reference', reference: withoutDigit };
    expect(readReference(`about ${withoutDigit}`)).toEqual(read);
  });

  it('whatever stands around it, and always as it is written', () => {
    const unit = fc.constantFrom(...Array.from('K7-3QF–aé .2\nſ'), 'K7-3QF', withDigit);
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const reading = readReference(text);
        if (reading.kind !== 'reference') return;
        expect(readReference(reading.reference)).toEqual(reading);
      }),
    );
  });
});

describe('no reference is read', () => {
  it.each([
    ['in nothing', ''],
    ['in a word with a hyphen', 'eu-2fa'],
    ['in that word in capitals', 'EU-2FA'],
    ['in a version', 'CPMS-2.0'],
    ['in what is too short', 'K7-3Q'],
    ['in what is too long', `${withDigit}2`],
    ['in what is cut elsewhere', 'K73-QF'],
    ['in everyday words', 'a well-off co-pay'],
    ['in small letters without a digit', withoutDigit.toLowerCase()],
    ['in small letters with a slip', mistyped(withDigit).toLowerCase()],
    ['at the end of a word', `é${withDigit}`],
    ['at the beginning of another number', `${withDigit}-77`],
    ['at the end of another number', `77-${withDigit}`],
  ])('%s', (_where, text) => {
    expect(readReference(text)).toEqual({ kind: 'none' });
  });

  it('but a slip is told when it stands in capitals', () => {
    expect(readReference(`it is ${mistyped(withDigit)}`)).toEqual({ kind: 'mistyped' });
  });
});
