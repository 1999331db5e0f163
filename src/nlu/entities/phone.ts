import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/min';
import { longestText } from '../fold.ts';

/** What a text gives as a telephone number. */
export type PhoneReading =
  | {
      readonly ok: true;
      /** Plus sign, country code, digits and nothing else: the only form EU Login takes. */
      readonly international: string;
      /** As it is written within its country. */
      readonly national: string;
      /** ISO 3166-1, two letters; null where countries share a code and the number does not tell. */
      readonly country: string | null;
      readonly start: number;
      readonly end: number;
    }
  | { readonly ok: false; readonly reason: PhoneProblem };

/** `no-country`: a national number, and nothing says of which country. `invalid`: no country has such a code. */
export type PhoneProblem = 'none' | 'no-country' | 'too-short' | 'too-long' | 'invalid';

/** Digits with what people put between them. */
const attempt = /(?:\+\s?|(?<![\p{L}\p{N}]))\d(?:[\s().\-–/]{0,3}\d){4,30}(?![\p{L}\p{N}])/gu;

/** A day among the digits: what is around it is no number. */
const date = /\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b/u;

/** Fewer digits are a code or a PIN, not a number someone wrote wrongly. */
const fewestDigits = 7;

/** No telephone number has more digits, its two leading zeros included. */
const mostDigits = 17;

/**
 * Reads a telephone number and gives it as EU Login wants it.
 *
 * `country` (ISO 3166-1, two letters) is that of the person: it is needed for a number in national form and
 * ignored for one with a plus sign or two leading zeros. A number is taken if its length is possible: to refuse
 * someone's own number because its range is new would be worse than to pass on a slip.
 */
export function readPhone(text: string, country?: string): PhoneReading {
  const home = country?.toUpperCase() ?? '';
  const readings = [...text.slice(0, longestText).matchAll(attempt)]
    .filter(([raw]) => countDigits(raw) >= fewestDigits && !date.test(raw))
    .map((match) => readNumber(match[0], match.index, isSupportedCountry(home) ? home : undefined));
  return readings.find(({ ok }) => ok) ?? readings[0] ?? { ok: false, reason: 'none' };
}

function readNumber(raw: string, start: number, country: CountryCode | undefined): PhoneReading {
  if (countDigits(raw) > mostDigits) return { ok: false, reason: 'too-long' };
  const dialled = raw.replace(/[–/]/gu, ' ').replace(/^00\s?/u, '+');
  if (!dialled.startsWith('+') && country === undefined) return { ok: false, reason: 'no-country' };
  const number = parsePhoneNumberFromString(dialled, country);
  if (number?.isPossible() !== true) return { ok: false, reason: problemOf(dialled, country) };
  return {
    ok: true,
    international: number.number,
    national: number.formatNational(),
    country: number.country ?? null,
    start,
    end: start + raw.length,
  };
}

function problemOf(dialled: string, country: CountryCode | undefined): PhoneProblem {
  const length = validatePhoneNumberLength(dialled, country);
  if (length === 'TOO_SHORT') return 'too-short';
  return length === 'TOO_LONG' ? 'too-long' : 'invalid';
}

function countDigits(raw: string): number {
  return raw.replace(/\D/gu, '').length;
}
