import type { Finding } from './finding.ts';

const cardPattern = /(?<![\p{Nd}\p{L}])\p{Nd}(?:[ -]?\p{Nd}){12,18}(?![\p{Nd}\p{L}])/gu;
const ibanPattern =
  /(?<![\p{Nd}\p{L}])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![\p{Nd}\p{L}])/gu;

/** Finds payment cards and bank accounts: both carry check digits, so chance hits are rare. */
export function findAccounts(text: string): readonly Finding[] {
  const cards = [...text.matchAll(cardPattern)].filter(({ 0: it }) => hasCardCheck(it));
  const ibans = [...text.matchAll(ibanPattern)].filter(({ 0: it }) => hasIbanCheck(it));
  return [...cards, ...ibans].map(({ 0: found, index }) => ({
    kind: 'identifier',
    start: index,
    end: index + found.length,
  }));
}

/** The Luhn sum of payment cards. */
function hasCardCheck(written: string): boolean {
  const digits = (written.match(/\d/g) ?? []).toReversed().map(Number);
  const sum = digits.reduce((total, digit, at) => {
    const weighed = at % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return digits.some((it) => it > 0) && sum % 10 === 0;
}

/** The remainder of 97 of an IBAN, its head moved to the end and letters read as 10 to 35. */
function hasIbanCheck(written: string): boolean {
  const compact = written.replace(/ /g, '');
  const turned = compact.slice(4) + compact.slice(0, 4);
  const digits = turned.replace(/[A-Z]/g, (it) => parseInt(it, 36).toString());
  return compact.length >= 15 && BigInt(digits) % 97n === 1n;
}
