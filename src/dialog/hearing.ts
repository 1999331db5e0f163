import type { IntentDecision, Mention } from './content.ts';
import type { Draft } from './draft.ts';
import { stateAt } from './draft.ts';
import { factsOf } from './facts.ts';
import { onlyFillers, readCorrection } from './phrases.ts';
import { readTone } from './spoken-names.ts';
import type { Asking } from './topics.ts';

/** A message as it is being understood. */
export interface Hearing {
  readonly text: string;
  /** Languages in use: the conversation's and the message's. */
  readonly languages: readonly string[];
  readonly mentions: readonly Mention[];
  /** Of these, the ones that a clause states and nothing else: "…, I'm a guest, …". */
  readonly stated: readonly Mention[];
  readonly decision: IntentDecision;
  readonly asking: Asking;
}

/** Understands a message where the conversation stands. */
export function listen(draft: Draft, text: string, returned: boolean): Hearing {
  const { content, snapshot } = draft;
  const heard = content.ears.language(text, snapshot);
  const languages = [...new Set([snapshot.language, heard.tag])];
  return listenIn(draft, text, languages, returned);
}

/** Understands a part of a message whose languages are known. */
export function listenIn(
  draft: Draft,
  text: string,
  languages: readonly string[],
  returned: boolean,
): Hearing {
  const { content, now } = draft;
  const language = languages.at(-1) ?? draft.snapshot.language;
  const heard = content.ears.mentions(text, { language, now });
  const corrects =
    readCorrection(content, text, languages) && onlyFillers(content, text, languages, heard);
  const mentions = heard.filter((it) => corrects || counts(draft, it));
  const decision = decide(draft, text, language);
  return {
    text,
    languages,
    mentions,
    stated: statedIn(draft, text, languages, mentions),
    decision,
    asking: {
      aside: aside(draft, text, asksNetwork(draft, decision) ? heard : notFields(mentions)),
      returned,
    },
  };
}

/** A field ("kidney") may be meant otherwise, so it counts only while the network is not known. */
function counts(draft: Draft, { by, slot }: Mention): boolean {
  const collects = stateAt(draft.content, draft.snapshot.place)?.collects;
  return by !== 'field' || collects === slot || draft.snapshot.slots[slot] === undefined;
}

/**
 * What the matcher makes of a text here: the state says which intents are likelier.
 *
 * A word or two never earn a refusal: in the middle of a step they are part of an answer.
 */
function decide(draft: Draft, text: string, language: string): IntentDecision {
  const { content, snapshot } = draft;
  const preferred = stateAt(content, snapshot.place)?.expects ?? [];
  const heard = content.ears.decide(text, { language, preferred, likely: likelyHere(draft) });
  const decision = pickedFor(draft, text, heard) ?? questionFirst(heard);
  const article = decision.intent === null ? undefined : content.articles[decision.intent];
  const short = text.trim().split(/\s+/).length <= 3;
  const refuses = article?.scope === 'out' && !article.alone;
  const said = decision.intent !== null && around.includes(decision.intent);
  if (!short || !refuses || !snapshot.begun || said) return decision;
  return { ...decision, outcome: 'fallback', intent: null, alternatives: [] };
}

/** What someone of whom this is known asks more often than others. */
function likelyHere({ content, snapshot, now }: Draft): readonly string[] {
  const facts = factsOf(content, snapshot, now);
  return Object.values(content.slots).flatMap(({ id, expects }) => expects[facts[id] ?? ''] ?? []);
}

/**
 * What was picked for what was typed, where the matcher itself is not sure; also for the end of it, where the beginning
 * was an answer or was masked. A message that nobody can know the meaning of stays one.
 */
function pickedFor(
  { moment, words, content }: Draft,
  text: string,
  heard: IntentDecision,
): IntentDecision | null {
  const { picked } = moment;
  const known = picked !== null && content.articles[picked] !== undefined;
  const typed = words?.trimEnd().endsWith(text.trimEnd()) === true;
  if (!known || heard.outcome === 'answer' || heard.unclear === true || !typed) return null;
  return { outcome: 'answer', intent: picked, alternatives: [], second: null };
}

/** What people say around a question: a greeting, a curse. The question is what was meant. */
const around = ['smalltalk', 'oos-abuse'];

function questionFirst(decision: IntentDecision): IntentDecision {
  const { intent, second } = decision;
  const meant = second !== null && intent !== null && around.includes(intent);
  return meant ? { ...decision, intent: second, second: null } : decision;
}

function notFields(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(({ by }) => by !== 'field');
}

/** Whether a question has another answer for each network: "and the helpdesk of the lung one?" */
function asksNetwork({ content }: Draft, { outcome, intent }: IntentDecision): boolean {
  const article = intent === null ? undefined : content.articles[intent];
  return outcome === 'answer' && article?.asks === 'network';
}

/** Facts that hold for this question only: a tone, and what it names besides what is known. */
function aside(draft: Draft, text: string, mentions: readonly Mention[]): Record<string, string> {
  const tone = readTone(draft.content, text);
  const named = mentions.filter(({ slot }) => slot !== 'sent');
  const facts = Object.fromEntries(named.map(({ slot, value }) => [slot, value]));
  return tone === null ? facts : { ...facts, tone };
}

/** Mentions in clauses that hold nothing else; a clause that asks states nothing. */
function statedIn(
  draft: Draft,
  text: string,
  languages: readonly string[],
  mentions: readonly Mention[],
): Mention[] {
  return [...text.matchAll(/[^,;.!?\n]+\??/g)].flatMap(({ 0: clause, index }) => {
    if (clause.endsWith('?')) return [];
    const inside = mentions
      .filter(({ start, end }) => start >= index && end <= index + clause.length)
      .map((it) => ({ ...it, start: it.start - index, end: it.end - index }));
    const bare = inside.length > 0 && onlyFillers(draft.content, clause, languages, inside);
    return bare ? inside : [];
  });
}
