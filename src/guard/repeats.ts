import type { Finding, FindingKind } from './finding.ts';

/** Shorter values would be found in innocent text; longer ones have a shape of their own. */
const shortest = 4;
const shortestName = 3;
const longest = 64;
/** From this length on a value is masked inside longer words too. */
const telling = 8;

/** A letter of the tree of found values; `kind` where a value ends. */
interface Node {
  readonly next: Map<string, Node>;
  kind?: FindingKind;
}

const repeated: ReadonlySet<FindingKind> = new Set([
  'password',
  'code',
  'patient-identifier',
  'birth-date',
  'patient-name',
  'identifier',
  'phone',
]);

/**
 * Finds every other place where a found value is said again, whatever its case.
 *
 * All values are looked for in one walk over the text, so that a thousand of them cost no more than
 * one; from a patient's name the last part is looked for as well.
 */
export function findRepeats(text: string, found: readonly Finding[]): readonly Finding[] {
  const root = treeOf(text, found);
  if (root.next.size === 0) return [];
  const small = smallLetters(text);
  const repeats: Finding[] = [];
  for (let start = 0; start < text.length; start++) {
    const match = longestFrom(text, small, start, root);
    if (match !== undefined) repeats.push(match);
  }
  return repeats;
}

/** In small letters, unless that would move the letters. */
function smallLetters(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

function treeOf(text: string, found: readonly Finding[]): Node {
  const root: Node = { next: new Map() };
  for (const { kind, start, end } of found) {
    if (!repeated.has(kind)) continue;
    const value = smallLetters(text.slice(start, end));
    plant(root, value, kind);
    if (kind === 'patient-name') plant(root, value.split(' ').at(-1) ?? '', kind);
  }
  return root;
}

function plant(root: Node, value: string, kind: FindingKind): void {
  const least = kind === 'patient-name' ? shortestName : shortest;
  if (value.length < least || value.length > longest) return;
  let node = root;
  for (let at = 0; at < value.length; at++) {
    const letter = value.charAt(at);
    const child = node.next.get(letter) ?? { next: new Map<string, Node>() };
    node.next.set(letter, child);
    node = child;
  }
  node.kind = kind;
}

function longestFrom(text: string, small: string, start: number, root: Node): Finding | undefined {
  let match: Finding | undefined;
  let node: Node | undefined = root;
  for (let end = start; node !== undefined && end <= text.length; end++) {
    const { kind } = node;
    if (kind !== undefined && stands(text, { kind, start, end })) match = { kind, start, end };
    node = node.next.get(small.charAt(end));
  }
  return match;
}

/** A long value counts anywhere, a short one as a word of its own, a short name with its capital. */
function stands(text: string, { kind, start, end }: Finding): boolean {
  if (end - start >= telling) return true;
  if (isLetter(text.charAt(start - 1)) || isLetter(text.charAt(end))) return false;
  return kind !== 'patient-name' || /\p{Lu}/u.test(text.charAt(start));
}

function isLetter(char: string): boolean {
  return /[\p{L}\p{Nd}]/u.test(char);
}
