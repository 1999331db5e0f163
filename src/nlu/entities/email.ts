import { longestText } from '../fold.ts';

/** What a text gives as an e-mail address. */
export type EmailReading =
  | { readonly ok: true; readonly email: string; readonly start: number; readonly end: number }
  | { readonly ok: false; readonly reason: 'none' | 'malformed' | 'several' };

/** Anything with an at sign in it. What is around it, brackets and full stops, is peeled off. */
const attempt = /[^\s<>()[\]{}"',;:]*@[^\s<>()[\]{}"',;:]*/gu;
const mailbox = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u;

/** Longer ones cannot be delivered. */
const longestAddress = 254;

/**
 * Reads the e-mail address of a text, the domain in lower case.
 *
 * Two different addresses are `several`: which one is meant must be asked, since a code is sent to it.
 */
export function readEmail(text: string): EmailReading {
  const found = [...text.slice(0, longestText).matchAll(attempt)];
  if (found.length === 0) return { ok: false, reason: 'none' };
  const readings = found.flatMap((match) => readAddress(match[0], match.index));
  const [first] = readings;
  if (first === undefined) return { ok: false, reason: 'malformed' };
  const same = readings.every(({ email }) => email.toLowerCase() === first.email.toLowerCase());
  return same ? { ok: true, ...first } : { ok: false, reason: 'several' };
}

function readAddress(
  raw: string,
  at: number,
): { readonly email: string; readonly start: number; readonly end: number }[] {
  const address = raw.replace(/^\.+/u, '').replace(/[.!?]+$/u, '');
  const start = at + raw.indexOf(address);
  const sign = address.lastIndexOf('@');
  const name = address.slice(0, sign);
  const host = address.slice(sign + 1).toLowerCase();
  if (address.length > longestAddress || !mailbox.test(name) || !domain.test(host)) return [];
  return [{ email: `${name}@${host}`, start, end: start + address.length }];
}
