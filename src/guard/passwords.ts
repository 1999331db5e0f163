import type { Finding, Range } from './finding.ts';
import { isHarmless } from './lexicon.ts';
import { isChosen, plainValue, quotedValue, rangeOf, type Link } from './password-values.ts';
import { is, touches, type Piece } from './pieces.ts';
import { isQuoteAt } from './quotes.ts';
import type { Scan } from './scan.ts';
import { chunkFrom, chunkUpTo, chunkWithin, isSpace, shapeOf, standsOut } from './shape.ts';

/** How many words after its name a password is looked for. */
const reach = 10;

/** Finds passwords: values after or before their name, and runs that can hardly be anything else. */
export function findPasswords(scan: Scan): readonly Finding[] {
  const found = [...namedPasswords(scan), ...chosenPasswords(scan), ...barePasswords(scan.text)];
  return found.map((it) => ({ kind: 'password', ...it }));
}

function* namedPasswords(scan: Scan): Generator<Range> {
  let done = 0;
  for (let at = 0; at < scan.pieces.length; at++) {
    const piece = scan.pieces[at];
    if (piece === undefined || piece.start < done) continue;
    for (const value of valuesAround(scan, at)) {
      yield value;
      done = Math.max(done, value.end);
    }
  }
}

function* valuesAround(scan: Scan, at: number): Generator<Range> {
  const start = scan.pieces[at]?.start ?? 0;
  if (isNameWithFigures(scan, at)) yield rangeOf(scan, start, chunkFrom(scan.text, start));
  if (!isName(scan, at)) return;
  const before = valueBefore(scan, at);
  if (before !== undefined) yield before;
  if (inPair(scan, at)) {
    yield* pairValues(scan, at);
  } else {
    const after = valueAfter(scan, at);
    if (after === undefined) return;
    yield after;
    const joined = valueJoined(scan, at, after);
    if (joined !== undefined) yield joined;
  }
}

/** A label is a name only before its colon; a word with figures glued to it is a value itself. */
function isName({ pieces }: Scan, at: number): boolean {
  const [piece, next] = [pieces[at], pieces[at + 1]];
  if (next?.kind === 'number' && touches(piece, next)) return false;
  if (is(piece, 'password', 'credentials')) return true;
  return is(piece, 'passwordLabels') && (isLabelSign(next) || isHalf(pieces, at));
}

/** "password123": for want of imagination the name itself is the password. */
function isNameWithFigures({ pieces }: Scan, at: number): boolean {
  const [piece, next] = [pieces[at], pieces[at + 1]];
  if (!is(piece, 'password') || !touches(piece, next)) return false;
  return next?.kind === 'number' && next.raw.length > 2;
}

function isLabelSign(piece: Piece | undefined): boolean {
  return piece?.raw === ':' || piece?.raw === '=';
}

/** "user/password", "login and password": the values come as a pair too. */
function isHalf(pieces: readonly Piece[], at: number): boolean {
  const joint = pieces[at - 1];
  return (joint?.raw === '/' || is(joint, 'and')) && is(pieces[at - 2], 'accounts');
}

function inPair({ pieces }: Scan, at: number): boolean {
  return is(pieces[at], 'credentials') || isHalf(pieces, at);
}

function* pairValues(scan: Scan, at: number): Generator<Range> {
  let slash = false;
  for (const piece of restOfSentence(scan.pieces, at + 1)) {
    if (is(piece, 'states')) return;
    const starts = isSpace(scan.text, piece.start - 1) || slash;
    const value = chunkFrom(scan.text, piece.start);
    const shape = starts ? shapeOf(value) : 'none';
    if (slash && piece.kind !== 'symbol') {
      yield rangeOf(scan, piece.start, value);
      return;
    }
    const whole = !value.includes('/') && !isHarmless(scan.lexicon, value);
    if (whole && value.length > 5 && (shape === 'mixed' || shape === 'strong')) {
      yield rangeOf(scan, piece.start, value);
    }
    slash = piece.raw === '/';
  }
}

function restOfSentence(pieces: readonly Piece[], from: number): readonly Piece[] {
  const window = pieces.slice(from, from + 2 * reach);
  const end = window.findIndex((it) => it.sentence !== window[0]?.sentence || it.kind === 'mask');
  return end < 0 ? window : window.slice(0, end);
}

function valueAfter(scan: Scan, name: number): Range | undefined {
  let link: Link = 'direct';
  for (let at = name + 1; at <= name + reach; at++) {
    const piece = scan.pieces[at];
    if (piece === undefined || piece.kind === 'mask') return undefined;
    if (leavesSentence(scan, at, link)) return undefined;
    const place = { at, name, link };
    const quoted = isQuoteAt(scan.text, piece.start);
    const value = quoted ? quotedValue(scan, place) : plainValue(scan, place);
    if (value !== undefined) return value;
    if (isForeign(scan, at, name)) return undefined;
    link = nextLink(link, piece);
  }
  return undefined;
}

/** "… is Vienna1900 or Vienna1901": a value joined to the first. */
function valueJoined(scan: Scan, name: number, first: Range): Range | undefined {
  const { pieces, text, lexicon } = scan;
  let joint = name;
  while ((pieces[joint]?.start ?? Infinity) < first.end) joint++;
  const piece = pieces[joint + 1];
  if (piece === undefined || !is(pieces[joint], 'and')) return undefined;
  const value = chunkFrom(text, piece.start);
  const shape = shapeOf(value);
  const like = value.length > 5 && (shape === 'mixed' || shape === 'strong');
  return like && !isHarmless(lexicon, value) ? rangeOf(scan, piece.start, value) : undefined;
}

/** The next line may hold the value, and the next sentence if it begins with "it is". */
function leavesSentence({ pieces }: Scan, at: number, link: Link): boolean {
  const [before, piece] = [pieces[at - 1], pieces[at]];
  if (piece?.kind === 'break') return link !== 'label' && link !== 'direct';
  return before?.kind !== 'break' && before?.sentence !== piece?.sentence && !is(piece, 'is');
}

/** "my password is wrong, my user name is …": what follows belongs to the other half. */
function isForeign({ pieces }: Scan, at: number, name: number): boolean {
  if (!isLabelSign(pieces[at]) && !is(pieces[at], 'is')) return false;
  if (!is(pieces[at - 1], 'accounts')) return false;
  return pieces.slice(name, at).some((it) => it.raw === ',');
}

function nextLink(link: Link, piece: Piece): Link {
  if (link === 'spent' || is(piece, 'states')) return 'spent';
  if (is(piece, 'and') && !is(piece, 'is')) return 'spent';
  if (isLabelSign(piece)) return 'label';
  if (is(piece, 'is')) return link === 'label' ? 'label' : 'copula';
  return is(piece, 'fillers') || /^["'(«„“[>\n-]$/.test(piece.raw) ? link : 'far';
}

/** "X is my password", "X as password". */
function valueBefore(scan: Scan, name: number): Range | undefined {
  let at = name - 1;
  while (at > name - 4 && isSmall(scan.pieces[at])) at--;
  const joint = scan.pieces[at];
  if (joint === undefined || !is(joint, 'is', 'as')) return undefined;
  const last = scan.pieces[at - 1];
  if (last === undefined || last.sentence !== joint.sentence) return undefined;
  const range = chunkUpTo(scan.text, last.end);
  const value = scan.text.slice(range.start, range.end);
  const shape = shapeOf(value);
  const sure = shape === 'strong' || (shape === 'mixed' && !is(joint, 'and'));
  if (!sure || value.length < 6 || isHarmless(scan.lexicon, value)) return undefined;
  return range;
}

function isSmall(piece: Piece | undefined): boolean {
  return is(piece, 'mine', 'fillers') && !is(piece, 'is', 'as');
}

/** "Vienna1900" anywhere in a sentence about passwords, unless it is the user name. */
function* chosenPasswords({ pieces, text, lexicon }: Scan): Generator<Range> {
  const naming = new Set(
    pieces.filter((it) => is(it, 'password', 'credentials')).map((it) => it.sentence),
  );
  for (const [at, piece] of pieces.entries()) {
    if (!naming.has(piece.sentence) || !/^\p{Lu}\p{Ll}/u.test(piece.raw)) continue;
    const value = chunkFrom(text, piece.start);
    const named = pieces.slice(Math.max(0, at - 3), at).some((it) => is(it, 'accounts'));
    if (named || !isChosen(value) || isHarmless(lexicon, value)) continue;
    yield { start: piece.start, end: piece.start + value.length };
  }
}

function* barePasswords(text: string): Generator<Range> {
  for (const { 0: run, index } of text.matchAll(/\S+/g)) {
    if (run.length > 80) continue;
    const range = chunkWithin(text, index, index + run.length);
    if (standsOut(text.slice(range.start, range.end))) yield range;
  }
}
