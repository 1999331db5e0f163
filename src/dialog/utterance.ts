import { act } from './actions.ts';
import type { IntentDecision, Mention } from './content.ts';
import type { Draft } from './draft.ts';
import { answerOf, note, offer, remember, say, stateAt, textKey } from './draft.ts';
import { resume, sayState, welcomeBack } from './enter.ts';
import { lineFor } from './facts.ts';
import { goOnAfter, learn, sayNoted } from './mentions.ts';
import {
  onlyFillers,
  readCorrection,
  readLanguageName,
  readPhrase,
  readTitle,
  readTone,
} from './phrases.ts';
import type { Meaning, PhraseReading } from './phrases.ts';
import { press } from './press.ts';
import type { Asking } from './topics.ts';
import { answerArticle, offerPerson } from './topics.ts';

/** A message as it is being understood. */
interface Hearing {
  readonly text: string;
  /** Languages in use: the conversation's and the message's. */
  readonly languages: readonly string[];
  readonly mentions: readonly Mention[];
  readonly decision: IntentDecision;
  readonly asking: Asking;
}

/** Intents that are dealt with before anything else, wherever the person stands. */
const first = ['oos-emergency', 'security-incident'];

/**
 * Reacts to what a person typed (masked already).
 *
 * In this order: an emergency; an answer on offer or a general word for one; facts about the
 * person; a question, which is answered before the dialog resumes; else the two-stage fallback.
 */
export function hear(draft: Draft, text: string, returned: boolean): Draft {
  const hearing = listen(draft, text, returned);
  const { intent, outcome } = hearing.decision;
  if (outcome === 'answer' && intent !== null && first.includes(intent)) {
    return answerArticle(draft, intent, hearing.asking);
  }
  const chosen = choose(draft, hearing);
  if (chosen !== null) return chosen;
  return hearFacts(draft, hearing) ?? hearQuestion(draft, hearing) ?? missed(draft, hearing);
}

function listen(draft: Draft, text: string, returned: boolean): Hearing {
  const { content, snapshot, now } = draft;
  const heard = content.ears.language(text, snapshot.language);
  const languages = [...new Set([snapshot.language, heard.tag])];
  const mentions = content.ears.mentions(text, { language: heard.tag, now });
  const decision = decide(draft, text, heard.tag);
  return {
    text,
    languages,
    mentions,
    decision,
    asking: { aside: aside(draft, text, mentions), returned },
  };
}

/** What the matcher makes of a text here: the state says which intents are likelier. */
function decide(draft: Draft, text: string, language: string): IntentDecision {
  const preferred = stateAt(draft.content, draft.snapshot.place)?.expects ?? [];
  return draft.content.ears.decide(text, { language, preferred });
}

/** Facts that hold for this question only: a tone, and what it names besides what is known. */
function aside(draft: Draft, text: string, mentions: readonly Mention[]): Record<string, string> {
  const tone = readTone(draft.content, text);
  const named = mentions.filter(({ by, slot }) => by === 'name' && slot !== 'sent');
  const facts = Object.fromEntries(named.map(({ slot, value }) => [slot, value]));
  return tone === null ? facts : { ...facts, tone };
}

/** An answer on offer, a general word for one, or a thing to do everywhere. */
function choose(draft: Draft, hearing: Hearing): Draft | null {
  const { content, snapshot } = draft;
  const digit = /^\s*([1-9])[.)]?\s*$/.exec(hearing.text)?.[1];
  const numbered = digit === undefined ? undefined : snapshot.offered[Number(digit) - 1];
  if (numbered !== undefined) return press(draft, snapshot.place, numbered);
  const dynamic = typedOffer(draft, hearing.text);
  if (dynamic !== null) return press(draft, snapshot.place, dynamic);
  if (readCorrection(content, hearing.text, hearing.languages) && hearing.mentions.length > 0) {
    return null;
  }
  const reading = readPhrase(content, hearing.text, hearing.languages, answersHere(draft));
  if (reading === null) return null;
  const last = lastWord(draft, hearing, reading);
  return last === null
    ? carryOut(draft, hearing, reading)
    : hear(draft, last, hearing.asking.returned);
}

/**
 * What is left when the beginning of a message does not count: after a "but", and where an answer of
 * the state follows ("done, no mail came").
 */
function lastWord(
  draft: Draft,
  hearing: Hearing,
  { rest, contrast, meaning }: PhraseReading,
): string | null {
  if (rest === '') return null;
  if (contrast) return rest;
  const again = readPhrase(draft.content, rest, hearing.languages, answersHere(draft));
  const answers = again?.rest === '' && again.meaning.kind === 'answer';
  return answers && meaning.kind === 'gesture' ? rest : null;
}

/** Answers that may be typed: those on offer, and those of the state one stands on. */
function answersHere(draft: Draft): string[] {
  const own = stateAt(draft.content, draft.snapshot.place)?.answers.map(({ id }) => id) ?? [];
  return [...new Set([...draft.snapshot.offered, ...own])];
}

/** An article's title or a language's name, where such buttons are on offer or named outright. */
function typedOffer(draft: Draft, text: string): string | null {
  const { offered } = draft.snapshot;
  const articles = offered.filter((id) => id.startsWith('@article:')).map((id) => id.slice(9));
  const title = readTitle(draft.content, text, articles);
  if (title !== null) return `@article:${title}`;
  const language = readLanguageName(draft.content, text);
  return language === null ? null : `@lang:${language}`;
}

function carryOut(draft: Draft, hearing: Hearing, reading: PhraseReading): Draft | null {
  const answer = answerFor(draft, reading.meaning);
  const rest = reading.rest === '' ? null : restOf(draft, hearing, reading.rest);
  if (rest !== null && takesBack(draft, reading, rest)) return null;
  const { draft: informed, changed } = learn(draft, rest?.mentions ?? [], false);
  const noted = changed.length === 0 ? informed : sayNoted(informed, changed);
  const answered = rest === null ? noted : sayRest(noted, rest);
  if (reading.meaning.kind === 'action') return act(answered, reading.meaning.action);
  if (answer !== null) return press(answered, answered.snapshot.place, answer);
  const unable =
    reading.meaning.kind === 'gesture' && ['no', 'unsure'].includes(reading.meaning.gesture);
  if (unable) {
    return rest === null ? act(answered, 'stuck') : null;
  }
  return rest === null && reading.meaning.kind === 'gesture' ? resume(answered) : null;
}

/** What follows a leading "yes" or "done", understood on its own. */
function restOf(draft: Draft, hearing: Hearing, text: string): Hearing {
  const language = hearing.languages.at(-1) ?? draft.snapshot.language;
  const mentions = draft.content.ears.mentions(text, { language, now: draft.now });
  return { ...hearing, text, mentions, decision: decide(draft, text, language) };
}

/** "Done, but no mail came" and "done, no mail": the trouble counts, not the "done". */
function takesBack(draft: Draft, reading: PhraseReading, rest: Hearing): boolean {
  if (reading.meaning.kind === 'action') return rest.decision.outcome === 'answer';
  const { outcome, intent } = rest.decision;
  const article = intent === null ? undefined : draft.content.articles[intent];
  return outcome === 'answer' && (article?.trouble === true || article?.person === true);
}

/** A question behind a leading answer is answered before the dialog goes on. */
function sayRest(draft: Draft, rest: Hearing): Draft {
  const { outcome, intent } = rest.decision;
  const article = intent === null ? undefined : draft.content.articles[intent];
  if (outcome !== 'answer' || article?.scope !== 'in') return draft;
  const onlyFacts = onlyFillers(draft.content, rest.text, rest.languages, rest.mentions);
  if (onlyFacts) return draft;
  const answered = answerArticle(draft, article.id, rest.asking);
  return { ...draft, lines: answered.lines.slice(0, draft.lines.length + 1) };
}

/** The answer of the state, or on offer, that a meaning stands for. */
function answerFor(draft: Draft, meaning: Meaning): string | null {
  if (meaning.kind === 'answer') return meaning.answer;
  if (meaning.kind === 'action') return null;
  const likes = draft.content.likes[meaning.gesture];
  const { offered, place } = draft.snapshot;
  const own = stateAt(draft.content, place)?.answers.map(({ id }) => id) ?? [];
  const confirming = { done: '@restart-yes', yes: '@restart-yes', no: '@keep', unsure: '@keep' };
  const confirm = confirming[meaning.gesture];
  if (offered.includes('@restart-yes') && offered.includes(confirm)) return confirm;
  return own.find((id) => likes.has(id)) ?? null;
}

/** Facts about the person, when that is what the message is about. */
function hearFacts(draft: Draft, hearing: Hearing): Draft | null {
  const { content, snapshot } = draft;
  const { text, languages, mentions } = hearing;
  if (mentions.length === 0) return null;
  const collects = stateAt(content, snapshot.place)?.collects ?? null;
  const awaited = collects !== null && mentions.some(({ slot }) => slot === collects);
  const correction = readCorrection(content, text, languages);
  const bare = onlyFillers(content, text, languages, mentions);
  const asks = hearing.decision.outcome === 'answer';
  const told = bare || ((correction || awaited) && !asks);
  if (!told) return null;
  const { draft: informed, changed } = learn(draft, mentions, false);
  const noted = remember(sayNoted(informed, changed), { misses: 0, lastArticle: null });
  return goOnAfter(noted, draft, changed) ?? (snapshot.begun ? resume(noted) : sayState(noted));
}

/** A question: answered at once, clarified, or handed to a person, as the matcher decides. */
function hearQuestion(draft: Draft, hearing: Hearing): Draft | null {
  const { decision, asking, text } = hearing;
  const tone = asking.aside['tone'];
  if (tone === 'greeting' || (tone === undefined && decision.intent === 'smalltalk')) {
    if (asking.returned) return welcomeBack(draft);
    if (!draft.snapshot.begun) return sayState(draft);
  }
  if (tone !== undefined) return answerArticle(draft, 'smalltalk', asking);
  const named = hearing.mentions.filter(({ by }) => by === 'name');
  const { draft: informed } = learn(draft, named, true);
  if (decision.outcome === 'answer' && decision.intent !== null) {
    const answered = answerArticle(informed, decision.intent, asking);
    return decision.second === null ? answered : offerSecond(answered, decision.second);
  }
  if (decision.outcome === 'clarify' && text.trim() !== '') return clarify(informed, decision);
  return null;
}

/** Two questions in one message: the other one is a button. */
function offerSecond(draft: Draft, second: string): Draft {
  const id = `@article:${second}`;
  const kept = draft.buttons.filter((button) => button !== 'looks-different').slice(0, 3);
  return offer(say(draft, { key: 'common:second-question' }), [id, ...kept]);
}

function clarify(draft: Draft, decision: IntentDecision): Draft {
  const options = decision.alternatives.slice(0, 3).map((id) => `@article:${id}`);
  const said = say(draft, { key: 'common:not-understood-clarify' });
  return offer(note(said, 'clarified', options.join(' ')), [...options, '@none']);
}

/** Not understood: the state's own hint or its question first, a person the second time. */
function missed(draft: Draft, hearing: Hearing): Draft {
  const { content, snapshot, now } = draft;
  if (hearing.asking.returned) return welcomeBack(draft);
  if (!snapshot.begun) return sayState(draft);
  const noted = note(draft, 'not-understood', snapshot.place);
  if (snapshot.misses > 0) return offerPerson(say(noted, { key: 'common:not-understood-person' }));
  const counted = remember(noted, { misses: 1, lastArticle: null });
  const state = stateAt(content, snapshot.place);
  if (state?.collects != null) {
    const hint = lineFor(content, snapshot, textKey(snapshot.place, 'hint'), now);
    return offer(
      say(counted, hint),
      state.answers.map(({ id }) => id),
    );
  }
  const near = hearing.decision.alternatives.slice(0, 2).map((id) => `@article:${id}`);
  const said = say(counted, { key: 'common:not-understood' });
  const back = resume(said);
  const helpful = answerOf(state, 'person') === undefined ? ['@person'] : [];
  return near.length === 0
    ? back
    : offer(back, [...near, ...back.buttons.slice(0, 1), ...helpful].slice(0, 4));
}
