import type { Ears, IntentDecision, Mention } from '../dialog/content.ts';
import { readChoice } from '../nlu/entities/choice.ts';
import type { CountryLexicon } from '../nlu/entities/country.ts';
import { readCountries } from '../nlu/entities/country.ts';
import { readDate } from '../nlu/entities/date.ts';
import type { NetworkLexicon } from '../nlu/entities/network.ts';
import { readNetworks } from '../nlu/entities/network.ts';
import { decide } from '../nlu/decide.ts';
import { chooseLanguage } from '../nlu/language.ts';
import type { Matcher } from '../nlu/matcher.ts';
import type { Candidate } from '../nlu/ranking.ts';

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
    const { tag, supported } = chooseLanguage({
      text,
      ranking: parts.matcher.rank(text),
      conversation,
      supported: parts.languages,
    });
    return { tag: supported ? tag : conversation, supported };
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
  const ranking = parts.matcher.rank(text, context);
  const decision = decide(ranking, parts.matcher.cuts, parts.outOfScope);
  return { ...decision, candidates: ranking.candidates, second: null };
}

function networkMentions(parts: EarParts, text: string): Mention[] {
  const found = readNetworks(text, parts.networks);
  const named = found.filter(({ by }) => by === 'name');
  return (named.length > 0 ? named : found).slice(0, 1).map(({ id, by, start, end }) => {
    return { slot: 'network', value: id, by, start, end };
  });
}

/** Values of choices, in the message's language; several languages would take each other's words. */
function choiceMentions(parts: EarParts, text: string, language: string): Mention[] {
  const slots = Object.entries(parts.slotWords[language] ?? {});
  return slots.flatMap(([slot, words]) => {
    const choice = readChoice(text, words, parts.negations[language] ?? []);
    if (choice === null) return [];
    return [{ slot, value: choice.value, by: 'phrase', start: choice.start, end: choice.end }];
  });
}

function dateMentions(text: string, context: Parameters<Ears['mentions']>[1]): Mention[] {
  const date = readDate(text, context);
  if (date === null) return [];
  return [{ slot: 'sent', value: date.iso, by: 'phrase', start: date.start, end: date.end }];
}
