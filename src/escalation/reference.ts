/**
 * What a reference is written with: 29 signs, a prime number, so that the check sign finds every
 * single wrong sign and every two neighbours that changed places. Left out is what is mistaken for
 * something else when it is read out or written down (0 O, 1 I L) and what makes words (A, U).
 */
const signs = '23456789BCDEFGHJKMNPQRSTVWXYZ';

/** Signs before the check sign: some 700,000 references. */
const free = 4;

/**
 * The reference that belongs to an identifier: `K7-3QF`, the last sign checking the others.
 *
 * The same identifier gives the same reference; different ones give the same by chance, so whoever
 * keeps references has to refuse one that is taken.
 */
export function referenceOf(id: string): string {
  let rest = spread(id);
  const values: number[] = [];
  while (values.length < free) {
    values.push(rest % signs.length);
    rest = Math.floor(rest / signs.length);
  }
  return written([...values, checkOf(values)]);
}

/** What a text gives as a reference. */
export type ReferenceReading =
  | { readonly kind: 'none' }
  /** Shaped like a reference, but mistyped or misheard. */
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'reference'; readonly reference: string };

const shaped = /(?<![\p{L}\p{N}-])([a-z0-9]{2})[-–]([a-z0-9]{3})(?![\p{L}\p{N}-])/giu;

/**
 * Reads a reference as people type it: in small letters, in the middle of a sentence, after other
 * words that are shaped like one.
 *
 * In small letters it counts only with a digit in it, and only what is in capitals is called mistyped:
 * other words look like that too.
 */
export function readReference(text: string): ReferenceReading {
  const readings = Array.from(text.matchAll(shaped), ([, head = '', tail = '']) =>
    readTyped(head + tail),
  );
  const right = readings.find(({ kind }) => kind === 'reference');
  return right ?? readings.find(({ kind }) => kind === 'mistyped') ?? { kind: 'none' };
}

function readTyped(signsTyped: string): ReferenceReading {
  const typed = signsTyped.toUpperCase();
  const values = Array.from(typed, (sign) => signs.indexOf(sign));
  if (values.includes(-1)) return { kind: 'none' };
  const capitals = signsTyped === typed;
  if (!capitals && !/\d/.test(typed)) return { kind: 'none' };
  const right = values[free] === checkOf(values.slice(0, free));
  if (right) return { kind: 'reference', reference: written(values) };
  return capitals ? { kind: 'mistyped' } : { kind: 'none' };
}

/** Each place has a weight of its own, so that two signs that change places give another sum. */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value, place) => sum + (place + 2) * value, 0) % signs.length;
}

function written(values: readonly number[]): string {
  const text = values.map((value) => signs[value] ?? '').join('');
  return `${text.slice(0, 2)}-${text.slice(2)}`;
}

/** FNV-1a, then one more round of mixing, so that identifiers which differ little lie far apart. */
function spread(id: string): number {
  let hash = 0x811c9dc5;
  for (const sign of id) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
