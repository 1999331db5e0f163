import type { Ears, IntentDecision, Mention } from '../dialog/content.ts';
import { readChoice } from '../nlu/entities/choice.ts';
import type { CountryLexicon } from '../nlu/entities/country.ts';
import { readCountries } from '../nlu/entities/country.ts';
import { readDate } from '../nlu/entities/date.ts';
import type { NetworkLexicon } from '../nlu/entities/network.ts';
import { readNetworks } from '../nlu/entities/network.ts';
import { chooseLanguage } from '../nlu/language.ts';
import type { Matcher } from '../nlu/matcher.ts';
import type { Candidate } from '../nlu/ranking.ts';
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
  readonly networks: NetworkLexicon;
  readonly countries: CountryLexicon;
  readonly slotWords: SlotWords;
  readonly negations: Readonly<Record<string, readonly string[]>>;
}

/** Wires the pure readers of `nlu/` into what the dialogs need. */
export function createEars(parts: EarParts): Ears {
  const language: Ears['language'] = (text, conversation) => {
    const { language: tag, isSupported } = chooseLanguage({
      text,
      ranking: parts.matcher.rank(text),
      conversation,
      supported: parts.languages,
    });
    return { tag: isSupported ? tag : conversation, supported: isSupported };
  };
  const decideText: Ears['decide'] = (text, context) => {
    const { outcome, intent, alternatives, second } = decideIntent(parts, text, context);
    return { outcome, intent, alternatives: alternatives.map((it) => it.intent), second };
  };
  const mentions: Ears['mentions'] = (text, context) => [
    ...networkMentions(parts, text),
    ...readCountries(text, parts.countries).map(({ iso, start, end }): Mention => {
      return { slot: 'country', value: iso, by: 'name', start, end };
    }),
    ...choiceMentions(parts, text, context.language),
    ...dateMentions(text, context),
  ];
  return { language, decide: decideText, mentions };
}

/** An intent decision with the figures behind it. */
export interface ScoredDecision {
  readonly outcome: IntentDecision['outcome'];
  readonly intent: string | null;
  readonly alternatives: readonly Candidate[];
  readonly candidates: readonly Candidate[];
  readonly second: string | null;
}

/** What the matcher decides about a text. */
export function decideIntent(
  parts: EarParts,
  text: string,
  context: Parameters<Ears['decide']>[1],
): ScoredDecision {
  const { matcher, outOfScope } = parts;
  const decision = understandIntent(matcher, text, context, { cuts: matcher.cuts, outOfScope });
  const { outcome, intent, alternatives, second, ranking } = decision;
  return {
    outcome,
    intent,
    alternatives,
    second: second?.intent ?? null,
    candidates: ranking.candidates,
  };
}

function networkMentions(parts: EarParts, text: string): Mention[] {
  const found = readNetworks(text, parts.networks);
  const named = found.filter(({ by }) => by === 'name');
  return (named.length > 0 ? named : found).slice(0, 1).map(({ id, by, start, end }) => {
    return { slot: 'network', value: id, by, start, end };
  });
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
