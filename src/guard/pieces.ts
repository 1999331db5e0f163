import { findingKinds } from './finding.ts';
import { fold, type Lexicon, type Phrase } from './lexicon.ts';
import type { WordList } from './words.ts';

/** A word, a phrase of the lists, a run of digits, a sign, a line's end, or a mask already set. */
export interface Piece {
  readonly kind: 'word' | 'number' | 'symbol' | 'break' | 'mask';
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly folded: string;
  /** The word lists that hold it. */
  readonly lists: ReadonlySet<WordList>;
  /** Counts up at the end of a sentence or a line. */
  readonly sentence: number;
}

type Token = Omit<Piece, 'sentence'>;

const nowhere: ReadonlySet<WordList> = new Set();
const mask = `\\[(?:${findingKinds.join('|')})\\]`;
const tokenPattern = new RegExp(
  `${mask}|[\\p{L}\\p{M}]+|\\p{Nd}+|\\n|[^\\s\\p{L}\\p{M}\\p{Nd}]`,
  'gu',
);
const glue = new Set(['-', "'", '.', '/', '°']);

/** Whether the piece exists and stands in the list. */
export function is(piece: Piece | undefined, ...lists: readonly WordList[]): boolean {
  return piece !== undefined && lists.some((list) => piece.lists.has(list));
}

/** Whether nothing at all stands between two pieces. */
export function touches(left: Piece | undefined, right: Piece | undefined): boolean {
  return left !== undefined && right !== undefined && left.end === right.start;
}

/** Cuts a text into pieces: phrases of the lists are one piece, the longest phrase wins. */
export function cutPieces(text: string, lexicon: Lexicon): readonly Piece[] {
  const tokens = [...text.matchAll(tokenPattern)].map((match) => tokenOf(match[0], match.index));
  const merged: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (token === undefined) break;
    const found = longestPhrase(tokens, at, lexicon);
    merged.push(found === undefined ? token : joined(text, token, found));
    at = found === undefined ? at + 1 : found.next;
  }
  return inSentences(text, merged);
}

function tokenOf(raw: string, start: number): Token {
  const folded = fold(raw);
  return { kind: kindOf(raw), start, end: start + raw.length, raw, folded, lists: nowhere };
}

function kindOf(raw: string): Piece['kind'] {
  if (raw === '\n') return 'break';
  if (raw.length > 1 && raw.startsWith('[')) return 'mask';
  if (/^\p{Nd}/u.test(raw)) return 'number';
  return /^[\p{L}\p{M}]/u.test(raw) ? 'word' : 'symbol';
}

interface Match {
  readonly phrase: Phrase;
  readonly end: number;
  readonly next: number;
}

function longestPhrase(tokens: readonly Token[], at: number, lexicon: Lexicon): Match | undefined {
  for (const phrase of lexicon.phrases.get(tokens[at]?.folded ?? '') ?? []) {
    const match = matchPhrase(tokens, at, phrase);
    if (match !== undefined) return match;
  }
  return undefined;
}

function matchPhrase(tokens: readonly Token[], at: number, phrase: Phrase): Match | undefined {
  let next = at + 1;
  for (const word of phrase.words.slice(1)) {
    for (let glued = 0; glued < 2 && glue.has(tokens[next]?.raw ?? ''); glued++) next++;
    if (tokens[next]?.folded !== word) return undefined;
    next++;
  }
  const last = tokens[next - 1];
  if (last === undefined || runsOn(phrase, tokens, next)) return undefined;
  if (!phrase.dotted) return { phrase, end: last.end, next };
  const dot = tokens[next];
  return dot?.raw === '.' && dot.start === last.end
    ? { phrase, end: dot.end, next: next + 1 }
    : undefined;
}

const small = ['is', 'as', 'and', 'fillers', 'states'] as const satisfies readonly WordList[];

/**
 * Whether a phrase of small words is glued to more, and so ends in the first letters of a value:
 * "is now#1".
 */
function runsOn(phrase: Phrase, tokens: readonly Token[], next: number): boolean {
  if (phrase.words.length < 2 || !small.some((list) => phrase.lists.has(list))) return false;
  const [last, sign, more] = tokens.slice(next - 1, next + 2);
  if (last === undefined || sign?.start !== last.end || sign.kind === 'break') return false;
  return !/[.,;:!?)\]}"'»…]/.test(sign.raw) || (sign.raw === '!' && more?.start === sign.end);
}

function joined(text: string, first: Token, { phrase, end }: Match): Token {
  const raw = text.slice(first.start, end);
  const kind = phrase.words.length > 1 ? 'word' : first.kind;
  return { ...first, kind, end, raw, folded: phrase.words.join(' '), lists: phrase.lists };
}

function inSentences(text: string, tokens: readonly Token[]): readonly Piece[] {
  let sentence = 0;
  return tokens.map((token, at) => {
    const piece = { ...token, sentence };
    if (token.kind === 'break' || endsSentence(text, tokens, at)) sentence++;
    return piece;
  });
}

/** Lists with abbreviations, after which a full stop does not end the sentence: "geb.", "NHS no." */
const abbreviated = [
  'titles',
  'doctors',
  'patient',
  'born',
  'identifier',
  'months',
  'phone',
] as const satisfies readonly WordList[];
const shortEnd = /(?:^|[ .-])\S{1,4}$/;

function endsSentence(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'symbol' || !/[.!?…]/.test(token.raw)) return false;
  if (!/^\s?$/.test(text.charAt(token.end))) return false;
  const before = tokens[at - 1];
  if (before?.end !== token.start) return true;
  if (token.raw === '!') return before.kind !== 'number';
  if (token.raw !== '.') return true;
  if (before.kind === 'number') return tokens[at + 1]?.lists.has('months') !== true;
  if (before.raw.length === 1) return false;
  return !shortEnd.test(before.raw) || abbreviated.every((it) => !before.lists.has(it));
}
