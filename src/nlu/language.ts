import { eld } from 'eld/extrasmall';
import { longestText } from './fold.ts';
import type { Ranking } from './ranking.ts';

/** In which language a text is written, as far as its letters tell. */
export interface DetectedLanguage {
  /** ISO 639-1, of any language, supported or not; null where nothing points to one. */
  readonly language: string | null;
  /** Whether there is text enough, and the next likely language is far enough. */
  readonly reliable: boolean;
}

/** What the language of a reply is chosen by. */
export interface LanguageQuestion {
  readonly text: string;
  /** What the matcher made of the text: it knows its own languages better than any detector. */
  readonly ranking: Ranking;
  /** The language that the conversation has been in. */
  readonly conversation?: string;
  /** Tags of the languages the bot speaks, its first choice first. */
  readonly supported: readonly string[];
}

/** The language of a text. */
export interface ChosenLanguage {
  /** A supported tag, or the ISO 639-1 code of what the text is written in. */
  readonly language: string;
  readonly isSupported: boolean;
}

/** Fewer words or letters than this and a detector guesses. */
const fewestWords = 2;
const fewestLetters = 6;

/** By how much a foreign language must be likelier than ours. */
const foreignLead = 0.03;

/** How much of our words being known speaks against a foreign language. */
const coverageWeight = 0.2;
const neutralCoverage = 0.5;

/** A conversation that goes on in our language is more likely to do so once more. */
const conversationLead = 0.05;

/** From here on the matcher's words decide between our languages, below the detector does. */
const enoughCoverage = 0.5;

const noise = /(?:https?:\/\/|www\.)\S+|\S+@\S+|\S*\p{N}\S*/gu;

/**
 * The language of a text by its letters, among sixty.
 *
 * Short texts are never reliable: "code?" is a word in nine languages. Addresses and numbers are not looked at.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const { plain, isLong } = readable(text);
  const result = eld.detect(plain);
  if (result.language === '') return { language: null, reliable: false };
  return { language: result.language, reliable: isLong && result.isReliable() };
}

/**
 * The language to reply in.
 *
 * Among the supported languages the matcher decides, since it knows their words; a short text leaves the
 * conversation as it is. A text is foreign only if a language we do not speak is clearly likelier than the
 * best that we do, the more so the more of its words we know.
 */
export function chooseLanguage(question: LanguageQuestion): ChosenLanguage {
  const { text, ranking, conversation, supported } = question;
  const known = isKnown(supported, conversation) ? conversation : undefined;
  const { plain, isLong } = readable(text);
  if (!isLong) return ours(known ?? ownLanguage(ranking, supported) ?? supported[0] ?? '');
  const result = eld.detect(plain);
  const scores = Object.entries(result.getScores());
  const own = clearest(question, result.language);
  const ownScore = scores.find(([tag]) => isKnown(supported, tag))?.[1] ?? 0;
  const [foreign, foreignScore] = scores.find(([tag]) => !isKnown(supported, tag)) ?? ['', 0];
  const needed =
    foreignLead +
    coverageWeight * (ranking.coverage - neutralCoverage) +
    (known === undefined ? 0 : conversationLead);
  if (foreign !== '' && result.isReliable() && foreignScore - ownScore > needed) {
    return { language: foreign, isSupported: false };
  }
  return ours(own);
}

/** The supported language that a text of some length is written in. */
function clearest(
  { ranking, conversation, supported }: LanguageQuestion,
  detected: string,
): string {
  const byWords = ownLanguage(ranking, supported);
  const byLetters = isKnown(supported, detected) ? detected : undefined;
  const best = ranking.coverage >= enoughCoverage ? (byWords ?? byLetters) : (byLetters ?? byWords);
  const fallback = isKnown(supported, conversation) ? conversation : supported[0];
  return best ?? fallback ?? '';
}

function ownLanguage(ranking: Ranking, supported: readonly string[]): string | undefined {
  const { language } = ranking;
  return language !== null && supported.includes(language) ? language : undefined;
}

function isKnown(supported: readonly string[], tag: string | undefined): tag is string {
  return tag !== undefined && supported.includes(tag);
}

function ours(language: string): ChosenLanguage {
  return { language, isSupported: true };
}

function readable(text: string): { readonly plain: string; readonly isLong: boolean } {
  const plain = text.slice(0, longestText).replace(noise, ' ');
  const words = plain.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  const isLong = words.length >= fewestWords && letters >= fewestLetters;
  return { plain, isLong: isLong || otherScript.test(plain) };
}

/** A few letters of another script are enough to know that none of ours is meant. */
const otherScript = /(?!\p{Script=Latin})\p{L}{3}/u;
