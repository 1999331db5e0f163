import type { Ears, IntentDecision, Mention } from '../dialog/content.ts';
import { readChoice } from '../nlu/entities/choice.ts';
import type { CountryLexicon } from '../nlu/entities/country.ts';
import { readCountries } from '../nlu/entities/country.ts';
import { readDate } from '../nlu/entities/date.ts';
import { readEmail } from '../nlu/entities/email.ts';
import type { NetworkLexicon } from '../nlu/entities/network.ts';
import { readNetworks } from '../nlu/entities/network.ts';
import { foldedWords, readWords } from '../nlu/fold.ts';
import { chooseLanguage, detectLanguage } from '../nlu/language.ts';
import type { Matcher } from '../nlu/matcher.ts';
import type { Candidate } from '../nlu/ranking.ts';
import type { UnclearPhrases } from '../nlu/unclear.ts';
import { understandIntent } from '../nlu/understand.ts';

/** Words by which people name the values of a slot, per language: slot, value, words. */
export type SlotWords = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
>;

/** What hearing is made of: the trained matcher, and the lists that the content brings. */
export interface EarParts {
  readonly matcher: Matcher;
  readonly languages: readonly string[];
  readonly outOfScope: readonly string[];
  /** Replies that it is worse to miss than to suspect. */
  readonly urgent: readonly string[];
  /** Per language, since "rein" is an organ in one and a direction in another. */
  readonly networks: Readonly<Record<string, NetworkLexicon>>;
  readonly countries: CountryLexicon;
  readonly slotWords: SlotWords;
  readonly negations: Readonly<Record<string, readonly string[]>>;
  readonly unclear: UnclearPhrases;
}

/** Wires the pure readers of `nlu/` into what the dialogs need. */
export function createEars(parts: EarParts): Ears {
  const language: Ears['language'] = (text, conversation) =>
    hearLanguage(parts, text, conversation);
  const decideText: Ears['decide'] = (text, context) => {
    const { outcome, intent, alternatives, second, unclear } = decideIntent(parts, text, context);
    return { outcome, intent, alternatives: alternatives.map((it) => it.intent), second, unclear };
  };
  const mentions: Ears['mentions'] = (text, context) => {
    const denials = (parts.negations[context.language] ?? []).map((term) => foldedWords(term));
    const said = allMentions(parts, text, context).filter((it) => !isDenied(text, it, denials));
    return onlyOneNetwork(said);
  };
  const email: Ears['email'] = (text) => {
    const read = readEmail(text);
    return read.ok ? read.email : null;
  };
  return { language, decide: decideText, mentions, email };
}

/** Words between a negation and what it denies: "not in Belgium". */
const denialReach = 2;

/** "I'm from Spain, not from Portugal": what stands behind a negation in its clause is not so. */
function isDenied(text: string, { start }: Mention, denials: readonly string[][]): boolean {
  const clause = /[^,;.!?\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const before = foldedWords(clause);
  return denials.some((denial) => {
    for (let gap = 0; gap <= denialReach; gap += 1) {
      const at = before.length - gap - denial.length;
      if (at >= 0 && denial.every((word, index) => before[at + index] === word)) return true;
    }
    return false;
  });
}

function allMentions(
  parts: EarParts,
  text: string,
  context: Parameters<Ears['mentions']>[1],
): Mention[] {
  return [
    ...networkMentions(parts, text, context.language),
    ...readCountries(text, parts.countries, context.language).map(
      ({ iso, start, end }): Mention => {
        return { slot: 'country', value: iso, by: 'name', start, end };
      },
    ),
    ...choiceMentions(parts, text, context.language),
    ...dateMentions(text, context),
  ];
}

/** Words that a message must have before it changes the language of a conversation under way; labels of screens are shorter. */
const fewestWords = 5;

/** Words before a conversation under way is told that its language is not spoken. */
const fewestForeignWords = 6;

/** Words of a screen are often quoted in its own language: they are not the person's. */
const quoted = /["“„«][^"”“»]*["”“»]/gu;

/**
 * The language to reply in.
 *
 * A conversation under way keeps its language for fragments, and unless both the words and the
 * letters of the message speak for the same other one; only the beginning of a conversation takes what little there is.
 */
function hearLanguage(
  parts: EarParts,
  typed: string,
  conversation: Parameters<Ears['language']>[1],
): ReturnType<Ears['language']> {
  const bare = typed.replace(quoted, ' ');
  const text = bare.trim() === '' ? typed : bare;
  const words = readWords(text).length;
  const stays = { tag: conversation.language, supported: true, foreign: null };
  if (conversation.begun && words < fewestWords) return stays;
  const { language, isSupported } = chooseLanguage({
    text,
    ranking: parts.matcher.rank(text),
    conversation: conversation.language,
    supported: parts.languages,
  });
  if (!isSupported) {
    const fragment = conversation.begun && words < fewestForeignWords;
    return fragment ? stays : { tag: conversation.language, supported: false, foreign: language };
  }
  const agrees = detectLanguage(text).language === language;
  return conversation.begun && !agrees ? stays : { ...stays, tag: language };
}

/** An intent decision with the figures behind it. */
export interface ScoredDecision {
  readonly outcome: IntentDecision['outcome'];
  readonly intent: string | null;
  readonly alternatives: readonly Candidate[];
  readonly candidates: readonly Candidate[];
  readonly second: string | null;
  /** Nobody could know what it means: "no code". */
  readonly unclear: boolean;
}

/**
 * A refusal that is not deserved drives people away, so it must be as likely as an answer; where it is deserved, "I did
 * not understand" would be no answer at all, so it need not be much likelier.
 */
function cautious({ cuts }: Matcher): Matcher['cuts'] {
  return { ...cuts, refuse: Math.min(Math.max(cuts.refuse, leastRefused), mostRefused) };
}

/** A word or two are hardly an emergency: "no sé" has the letters of one and is none. */
const fewestUrgent = 3;

const leastRefused = 0.5;
const mostRefused = 0.55;

/** An address of the web alone asks nothing, whatever words are in it. */
const addresses = /https?:\/\/\S+/giu;

/** What the matcher decides about a text. */
export function decideIntent(
  parts: EarParts,
  text: string,
  context: Parameters<Ears['decide']>[1],
): ScoredDecision {
  const { matcher, outOfScope, urgent, unclear } = parts;
  const asks = /\p{L}/u.test(text.replace(addresses, ' '));
  const decision = understandIntent(matcher, asks ? text : '', context, {
    cuts: cautious(matcher),
    outOfScope,
    urgent: readWords(text).length < fewestUrgent ? [] : urgent,
    unclear,
  });
  const { outcome, intent, alternatives, second, ranking } = decision;
  return {
    outcome,
    intent,
    alternatives,
    unclear: decision.unclear === true,
    second: second?.intent ?? null,
    candidates: ranking.candidates,
  };
}

function networkMentions(parts: EarParts, text: string, language: string): Mention[] {
  const lexicon = parts.networks[language];
  const found = lexicon === undefined ? [] : readNetworks(text, lexicon);
  return found.map(({ id, by, start, end }) => ({ slot: 'network', value: id, by, start, end }));
}

/** The first network of those that are not denied, a name before a field: "not ReCONNET, ERN BOND". */
function onlyOneNetwork(mentions: readonly Mention[]): Mention[] {
  const networks = mentions.filter(({ slot }) => slot === 'network');
  const [chosen] = [...networks.filter(({ by }) => by === 'name'), ...networks];
  return mentions.filter((it) => it.slot !== 'network' || it === chosen);
}

/**
 * Values of choices, in the message's language; several languages would take each other's words.
 *
 * Clause by clause, since folding drops the comma: "não, sou membro" is no "não sou membro".
 */
function choiceMentions(parts: EarParts, text: string, language: string): Mention[] {
  const slots = Object.entries(parts.slotWords[language] ?? {});
  const negations = parts.negations[language] ?? [];
  return slots.flatMap(([slot, words]) => {
    const found = clauses(text).flatMap(({ clause, offset }): Mention[] => {
      const choice = readChoice(clause, words, negations);
      if (!choice.ok) return [];
      const { value, start, end } = choice;
      return [{ slot, value, by: 'phrase', start: offset + start, end: offset + end }];
    });
    return found.every(({ value }) => value === found[0]?.value) ? found.slice(0, 1) : [];
  });
}

function clauses(text: string): { clause: string; offset: number }[] {
  return [...text.matchAll(/[^,;.!?\n]+/g)].map((match) => ({
    clause: match[0],
    offset: match.index,
  }));
}

function dateMentions(text: string, context: Parameters<Ears['mentions']>[1]): Mention[] {
  const date = readDate({ text, now: new Date(context.now), language: context.language });
  if (!date.ok) return [];
  return [{ slot: 'sent', value: date.date, by: 'phrase', start: date.start, end: date.end }];
}
