import { hasAccent, readWords } from '../nlu/fold.ts';
import type { Word } from '../nlu/fold.ts';
import type { DialogContent, FollowUp, Gesture, Phrase, Phrases } from './content.ts';
import { followUps } from './content.ts';
import type { UniversalAction } from './definition.ts';
import { universalActions } from './definition.ts';

/** What a typed text may stand for: an answer on offer, a general word, or a thing to do anywhere. */
export type Meaning =
  | { readonly kind: 'answer'; readonly answer: string }
  | { readonly kind: 'action'; readonly action: UniversalAction }
  | { readonly kind: 'gesture'; readonly gesture: Gesture };

/** A text read as something a button could say. */
export interface PhraseReading {
  readonly meaning: Meaning;
  /** What follows the phrase, as typed; empty when the phrase is the whole message. */
  readonly rest: string;
  /** "Done, but …": what was said first is taken back by what follows. */
  readonly contrast: boolean;
}

interface Candidate {
  readonly meaning: Meaning;
  readonly phrase: Phrase;
}

/**
 * Reads a text as an answer on offer, a general word or an action.
 *
 * A whole message may be in any language the bot speaks ("fait", "erledigt"). At the beginning of
 * a longer message only the languages in use count, and only where the phrase stands apart: by
 * punctuation, by a contrast, because it is a plain yes, or before the words of an answer.
 */
export function readPhrase(
  content: DialogContent,
  text: string,
  languages: readonly string[],
  offered: readonly string[],
): PhraseReading | null {
  const words = readWords(text);
  if (words.length === 0) return null;
  const whole = wholeMatch(content, words, languages, offered);
  if (whole !== null) return { meaning: whole, rest: '', contrast: false };
  return leadingMatch(content, { text, words }, languages, offered);
}

/** What a whole text stands for, in any language the bot speaks; null where there is more to it than a phrase. */
export function readWhole(
  content: DialogContent,
  text: string,
  languages: readonly string[],
  offered: readonly string[],
): Meaning | null {
  const words = readWords(text);
  return words.length === 0 ? null : wholeMatch(content, words, languages, offered);
}

function wholeMatch(
  content: DialogContent,
  words: readonly Word[],
  languages: readonly string[],
  offered: readonly string[],
): Meaning | null {
  const folded = words.map((word) => word.folded);
  const others = content.languages.filter((tag) => !languages.includes(tag));
  for (const tag of [...languages, ...others]) {
    const phrases = content.phrases[tag];
    if (phrases === undefined) continue;
    const bare = withoutThanks(phrases, folded);
    const found = candidates(phrases, offered).find(
      ({ phrase }) => same(phrase, folded) || same(phrase, bare),
    );
    if (found !== undefined) return found.meaning;
  }
  return null;
}

function leadingMatch(
  content: DialogContent,
  message: { readonly text: string; readonly words: readonly Word[] },
  languages: readonly string[],
  offered: readonly string[],
): PhraseReading | null {
  for (const tag of languages) {
    const phrases = content.phrases[tag];
    if (phrases === undefined) continue;
    const found = candidates(phrases, offered)
      .filter(({ phrase }) => begins(message.words, phrase))
      .sort((one, other) => other.phrase.length - one.phrase.length)
      .map(
        (candidate) =>
          asReading(phrases, message, candidate, offered) ??
          (isSpelt(phrases, message, candidate.phrase)
            ? unsure(content, message, candidate, offered)
            : null),
      )
      .find((reading) => reading !== null);
    if (found !== undefined) return found;
  }
  return null;
}

/** The reading of a phrase that begins a longer message, or null where it only looks like one. */
function asReading(
  phrases: Phrases,
  message: { readonly text: string; readonly words: readonly Word[] },
  { meaning, phrase }: Candidate,
  offered: readonly string[],
): PhraseReading | null {
  const last = message.words[phrase.length - 1];
  const next = message.words[phrase.length];
  if (last === undefined || next === undefined) return null;
  const between = message.text.slice(last.end, next.start);
  const contrast = phrases.contrast.has(next.folded);
  const apart = /[.,;:!?\n–—]|\s-\s/u.test(between);
  const plain =
    phrase.length === 1 &&
    last.folded.length > 1 &&
    isYes(meaning) &&
    isSpelt(phrases, message, phrase);
  const answers =
    meaning.kind === 'gesture' && isAnswer(phrases, message.words.slice(phrase.length), offered);
  if (!contrast && !apart && !plain && !answers) return null;
  const rest = contrast ? message.words[phrase.length + 1] : next;
  return { meaning, rest: rest === undefined ? '' : message.text.slice(rest.start), contrast };
}

/**
 * Whether a phrase that opens a longer message is spelt as it is written: "sì, è aperta" begins with a yes,
 * "si apre un errore" does not, though both fold to the same.
 */
function isSpelt(
  phrases: Phrases,
  { text, words }: { readonly text: string; readonly words: readonly Word[] },
  phrase: Phrase,
): boolean {
  if (!phrases.accented.has(phrase.join(' '))) return true;
  const last = words[phrase.length - 1];
  return last !== undefined && hasAccent(text.slice(words[0]?.start, last.end));
}

/** "I don't know where that is" answers a question that offers "not sure". */
function unsure(
  content: DialogContent,
  message: { readonly text: string; readonly words: readonly Word[] },
  { meaning, phrase }: Candidate,
  offered: readonly string[],
): PhraseReading | null {
  const doubts = meaning.kind === 'gesture' && meaning.gesture === 'unsure' && phrase.length > 1;
  const asked = offered.some((id) => content.likes.unsure.has(id));
  return doubts && asked && !message.text.includes('?')
    ? { meaning, rest: '', contrast: false }
    : null;
}

/** Whether words are just what one of the answers on offer says: "ok it is open". */
function isAnswer(phrases: Phrases, words: readonly Word[], offered: readonly string[]): boolean {
  const folded = words.map((word) => word.folded);
  return offered.some((id) => (phrases.answers[id] ?? []).some((phrase) => same(phrase, folded)));
}

/**
 * One word that is a yes opens a message even without a comma: "yes my colleague did".
 *
 * A no does not: "não sei" and "no idea where that is" begin with it and mean something else.
 */
function isYes(meaning: Meaning): boolean {
  return meaning.kind === 'gesture' && meaning.gesture === 'yes';
}

/** Everything a text is compared with, the most particular first. */
function candidates(phrases: Phrases, offered: readonly string[]): Candidate[] {
  const found: Candidate[] = [];
  for (const answer of offered) {
    const kind = answer.split(':')[0] ?? answer;
    for (const phrase of phrases.answers[answer] ?? phrases.answers[kind] ?? []) {
      found.push({ meaning: { kind: 'answer', answer }, phrase });
    }
  }
  for (const action of universalActions) {
    for (const phrase of phrases.actions[action]) {
      found.push({ meaning: { kind: 'action', action }, phrase });
    }
  }
  for (const gesture of gestures) {
    for (const phrase of phrases.gestures[gesture]) {
      found.push({ meaning: { kind: 'gesture', gesture }, phrase });
    }
  }
  return found;
}

const gestures: readonly Gesture[] = ['done', 'yes', 'no', 'unsure'];

/** The short question that a whole text is ("why?", "and then?"), in any language; null for none. */
export function readFollowUp(
  content: DialogContent,
  text: string,
  languages: readonly string[],
): FollowUp | null {
  const folded = readWords(text).map((word) => word.folded);
  const others = content.languages.filter((tag) => !languages.includes(tag));
  for (const tag of [...languages, ...others]) {
    const known = content.phrases[tag]?.followUps;
    const found = followUps.find((it) => known?.[it].some((phrase) => same(phrase, folded)));
    if (found !== undefined) return found;
  }
  return null;
}

/** Whether the message begins with words that announce a correction. */
export function readCorrection(
  content: DialogContent,
  text: string,
  languages: readonly string[],
): boolean {
  const words = readWords(text);
  return languages.some((tag) =>
    (content.phrases[tag]?.correction ?? []).some((phrase) => begins(words, phrase)),
  );
}

/** Whether all words outside the given spans carry nothing ("btw im a guest, Italy"). */
export function onlyFillers(
  content: DialogContent,
  text: string,
  languages: readonly string[],
  spans: readonly { readonly start: number; readonly end: number }[],
): boolean {
  const fillers = languages.map((tag) => content.phrases[tag]?.fillers);
  return readWords(text)
    .filter((word) => !spans.some((span) => word.start < span.end && span.start < word.end))
    .every((word) => fillers.some((set) => set?.has(word.folded) === true));
}

/** The words less "thanks" and "please" at their end: politeness does not change what was answered. */
function withoutThanks(phrases: Phrases, words: readonly string[]): readonly string[] {
  const polite = [...(phrases.tones['thanks'] ?? []), ...phrases.polite];
  const tail = polite.find(
    (phrase) => phrase.length < words.length && same(phrase, words.slice(-phrase.length)),
  );
  return tail === undefined ? words : withoutThanks(phrases, words.slice(0, -tail.length));
}

/** Whether words are just those of a phrase. */
export function same(phrase: Phrase, words: readonly string[]): boolean {
  return phrase.length === words.length && phrase.every((word, index) => word === words[index]);
}

function begins(words: readonly Word[], phrase: Phrase): boolean {
  return (
    phrase.length > 0 &&
    phrase.length < words.length &&
    phrase.every((word, index) => word === words[index]?.folded)
  );
}
