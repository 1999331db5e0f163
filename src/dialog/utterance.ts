import { choose } from './chosen.ts';
import type { IntentDecision } from './content.ts';
import type { Draft } from './draft.ts';
import { answerOf, learnFrom, note, offer, remember, say, stateAt, textKey } from './draft.ts';
import { resume, sayState, welcomeBack } from './enter.ts';
import { lineFor } from './lines.ts';
import type { Hearing } from './hearing.ts';
import { listen } from './hearing.ts';
import { goOnAfter, learn, sayNoted } from './mentions.ts';
import { hearFreely, wholeMeaning } from './free-words.ts';
import { onlyFillers, readCorrection } from './phrases.ts';
import { answerArticle, offerPerson, wordyMiss } from './topics.ts';

/** Intents that are dealt with before anything else, wherever the person stands. */
const first = ['oos-emergency', 'security-incident'];

/** Messages in a row that may be asked back about before a person is offered. */
const patience = 2;

/**
 * Reacts to what a person typed (masked already).
 *
 * In this order: an emergency; an answer on offer or a general word for one; facts about the
 * person; a question, which is answered before the dialog resumes; else the two-stage fallback.
 */
export function hear(draft: Draft, text: string, returned: boolean): Draft {
  const hearing = listen(draft, text, returned);
  const { intent, outcome } = hearing.decision;
  const urgent = outcome === 'answer' && intent !== null && first.includes(intent);
  if (
    urgent &&
    wholeMeaning(draft, hearing) === null &&
    !isWhatWasAsked(draft, hearing) &&
    !isBeingReported(draft, intent)
  ) {
    return answerArticle(draft, intent, hearing.asking);
  }
  const free = hearFreely(draft, hearing);
  if (free !== null) return free;
  const choice = choose(draft, hearing);
  if (choice !== null)
    return choice.kind === 'done' ? choice.draft : hear(draft, choice.text, returned);
  return hearFacts(draft, hearing) ?? hearQuestion(draft, hearing) ?? missed(draft, hearing);
}

/** An incident is met once; what is said of it while it is being reported belongs to the report. */
function isBeingReported({ snapshot }: Draft, intent: string): boolean {
  const reports = snapshot.slots['incident'] !== undefined && snapshot.place.startsWith('person/');
  return reports && intent === 'security-incident';
}

/** "I'm a cardiologist" answers the question for the network; it is no heart attack. */
function isWhatWasAsked(draft: Draft, { text, languages, mentions }: Hearing): boolean {
  return isAwaited(draft, mentions) && onlyFillers(draft.content, text, languages, mentions);
}

function isAwaited({ content, snapshot }: Draft, mentions: Hearing['mentions']): boolean {
  const collects = stateAt(content, snapshot.place)?.collects ?? null;
  return collects !== null && mentions.some(({ slot }) => slot === collects);
}

/** Facts about the person, when that is what the message is about. */
function hearFacts(draft: Draft, hearing: Hearing): Draft | null {
  const { content } = draft;
  const { text, languages, mentions } = hearing;
  if (mentions.length === 0) return null;
  const awaited = isAwaited(draft, mentions);
  const correction = readCorrection(content, text, languages);
  // "What is SAAS?" asks about it, and does not say that it is used.
  const wonders = text.includes('?') && !awaited;
  const bare = !wonders && onlyFillers(content, text, languages, mentions);
  const asks = hearing.decision.outcome === 'answer' && !(awaited && isExpected(draft, hearing));
  const several = new Set(hearing.stated.map(({ slot }) => slot)).size > 1 && !text.includes('?');
  const onlyFact = hearing.stated.length > 0 && hearing.decision.outcome === 'fallback';
  if (onlyFact) return noteFacts(draft, hearing.stated);
  if (!bare && !several && !((correction || awaited) && !asks)) return null;
  return noteFacts(draft, mentions);
}

function noteFacts(draft: Draft, mentions: Hearing['mentions']): Draft {
  const { draft: informed, changed } = learn(draft, mentions, false);
  const noted = remember(sayNoted(informed, changed), { misses: 0, lastArticle: null });
  const back = (): Draft => (draft.snapshot.begun ? resume(noted) : sayState(noted));
  return goOnAfter(noted, draft, changed) ?? back();
}

/** "The network for kidney diseases" is an answer here, though the same words may ask which networks there are. */
function isExpected({ content, snapshot }: Draft, { text, decision }: Hearing): boolean {
  const expects = stateAt(content, snapshot.place)?.expects ?? [];
  return decision.intent !== null && expects.includes(decision.intent) && !text.includes('?');
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
  const informed = learnBeside(draft, hearing);
  if (decision.outcome === 'answer' && decision.intent !== null) {
    const answered = answerArticle(informed, decision.intent, asking);
    const second = hearing.stated.length > 0 ? null : decision.second;
    return second === null ? answered : offerSecond(answered, second);
  }
  const patient = draft.snapshot.misses < patience;
  if (decision.outcome === 'clarify' && patient && text.trim() !== '')
    return clarify(informed, decision);
  return null;
}

/**
 * What a question tells besides: facts that a clause of it states, names where none were known, and
 * the day of the request where the question is about its approval.
 */
function learnBeside(draft: Draft, { mentions, stated, decision }: Hearing): Draft {
  const { draft: informed, changed } = learn(draft, stated, false);
  const told = changed.length === 0 ? informed : sayNoted(informed, changed);
  const article = decision.intent === null ? undefined : draft.content.articles[decision.intent];
  const waits = decision.outcome === 'answer' && article?.stage === 'approval';
  const named = mentions.filter(({ by, slot }) => by === 'name' || (waits && slot === 'sent'));
  return learn(told, named, true).draft;
}

/** Two questions in one message: the other one is a button. */
function offerSecond(draft: Draft, second: string): Draft {
  const id = `@article:${second}`;
  const kept = draft.buttons.filter((button) => button !== 'looks-different').slice(0, 3);
  return offer(say(draft, { key: 'common:second-question' }), [id, ...kept]);
}

function clarify(draft: Draft, decision: IntentDecision): Draft {
  const offered = decision.alternatives.slice(0, 3);
  const options = offered.map((id) => `@article:${id}`);
  const learnt = learnFrom(draft, 'clarification', { offered });
  const counted = remember(learnt, { misses: draft.snapshot.misses + 1, lastArticle: null });
  const said = say(counted, { key: 'common:not-understood-clarify' });
  const event = decision.unclear === true ? 'asked-which' : 'clarified';
  return offer(note(said, event, options.join(' ')), [...options, '@none']);
}

/** Not understood: the state's own hint or its question first, a person the second time. */
function missed(draft: Draft, hearing: Hearing): Draft {
  if (hearing.asking.returned) return welcomeBack(draft);
  if (!draft.snapshot.begun) return sayState(draft);
  return notUnderstood(draft, hearing.decision.alternatives);
}

/** Says that a message was not understood, or that none of the choices was meant. */
export function notUnderstood(draft: Draft, alternatives: readonly string[]): Draft {
  const { content, snapshot, now } = draft;
  const state = stateAt(content, snapshot.place);
  const names = snapshot.misses === 0 && state?.collects == null;
  const offered = names ? alternatives.slice(0, 2) : [];
  const learnt = draft.words === null ? draft : learnFrom(draft, 'fallback', { offered });
  const noted = note(learnt, 'not-understood', snapshot.place);
  if (snapshot.misses > 0) {
    return offerPerson(say(noted, { key: 'common:not-understood-person' }), wordyMiss);
  }
  const counted = remember(noted, { misses: 1, lastArticle: null });
  if (state?.collects != null) {
    const hint = lineFor(content, snapshot, textKey(snapshot.place, 'hint'), now);
    return offer(
      say(counted, hint),
      state.answers.map(({ id }) => id),
    );
  }
  const near = offered.map((id) => `@article:${id}`);
  const back = resume(say(counted, { key: 'common:not-understood' }));
  const helpful = answerOf(state, 'person') === undefined ? ['@person'] : [];
  return near.length === 0
    ? back
    : offer(back, [...near, ...back.buttons.slice(0, 1), ...helpful].slice(0, 4));
}
