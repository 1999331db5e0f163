import { foldedWords } from '../nlu/fold.ts';
import { act } from './actions.ts';
import type { Draft } from './draft.ts';
import { offer, say, stateAt } from './draft.ts';
import { resume } from './enter.ts';
import type { Hearing } from './hearing.ts';
import { listenIn } from './hearing.ts';
import { learn, sayNoted } from './mentions.ts';
import { followUp } from './follow-ups.ts';
import { onlyFillers, readCorrection, readFollowUp } from './phrases.ts';
import { readPhrase } from './phrases.ts';
import { readLanguageName, readTitle } from './spoken-names.ts';
import type { Meaning, PhraseReading } from './phrases.ts';
import { press, pressAside } from './press.ts';
import { answerArticle } from './topics.ts';

/** What a typed message chose: a finished turn, or only a part of the message that counts. */
export type Choice =
  | { readonly kind: 'done'; readonly draft: Draft }
  | { readonly kind: 'hear'; readonly text: string };

/** An answer on offer, a general word for one, or a thing to do everywhere; null when it is none. */
export function choose(draft: Draft, hearing: Hearing): Choice | null {
  const { content, snapshot } = draft;
  const digit = /^\s*([1-9])[.)]?\s*$/.exec(hearing.text)?.[1];
  const numbered = digit === undefined ? undefined : snapshot.offered[Number(digit) - 1];
  if (numbered !== undefined) return done(press(draft, snapshot.place, numbered));
  const dynamic = typedOffer(draft, hearing.text, hearing.languages);
  if (dynamic !== null) return done(press(draft, snapshot.place, dynamic));
  if (readCorrection(content, hearing.text, hearing.languages) && hearing.mentions.length > 0) {
    return null;
  }
  const dated = chooseWithFacts(draft, hearing);
  if (dated !== null) return done(dated);
  const reading = readPhrase(content, hearing.text, hearing.languages, answersHere(draft));
  const asked = readFollowUp(content, hearing.text, hearing.languages);
  if (asked !== null && asksBack(draft, hearing, reading)) return done(followUp(draft, asked));
  if (reading === null) return chooseAside(draft, hearing);
  const last = lastWord(draft, hearing, reading);
  if (last !== null) return { kind: 'hear', text: last };
  const carried = carryOut(draft, hearing, reading);
  return carried === null ? null : done(carried);
}

/** "I asked for access on 10 November": an answer, with a fact in it. */
function chooseWithFacts(draft: Draft, { text, languages, mentions }: Hearing): Draft | null {
  if (mentions.length === 0 || text.includes('?')) return null;
  const bare = mentions.reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    text,
  );
  const answer = answerBeforeFillers(draft, bare.trim().split(/\s+/), languages);
  if (answer === null) return null;
  const { draft: informed, changed } = learn(draft, mentions, false);
  return press(sayNoted(informed, changed), draft.snapshot.place, answer);
}

/** The answer that some words are, less the fillers at their end, which led to a fact: "… on". */
function answerBeforeFillers(
  draft: Draft,
  words: readonly string[],
  languages: readonly string[],
): string | null {
  const { content } = draft;
  const reading = readPhrase(content, words.join(' '), languages, answersHere(draft));
  if (reading?.rest === '' && reading.meaning.kind === 'answer') return reading.meaning.answer;
  const [last = ''] = foldedWords(words.at(-1) ?? '');
  const filler = languages.some((tag) => content.phrases[tag]?.fillers.has(last) === true);
  return filler && words.length > 1
    ? answerBeforeFillers(draft, words.slice(0, -1), languages)
    : null;
}

/** "And then?" asks what comes next; "and then" without a question may also mean that it is done. */
function asksBack(draft: Draft, { text }: Hearing, reading: PhraseReading | null): boolean {
  if (reading === null) return true;
  if (reading.meaning.kind === 'answer') return false;
  return text.includes('?') || draft.snapshot.lastArticle !== null;
}

function done(draft: Draft): Choice {
  return { kind: 'done', draft };
}

/**
 * What is left when the beginning of a message does not count: after a "but", and where an answer of
 * the state follows ("done, no mail came", "ok it is open").
 */
function lastWord(draft: Draft, hearing: Hearing, reading: PhraseReading): string | null {
  const { rest, contrast, meaning } = reading;
  if (rest === '') return null;
  if (contrast) return rest;
  const again = readPhrase(draft.content, rest, hearing.languages, answersHere(draft));
  const answers = again?.rest === '' && again.meaning.kind === 'answer';
  return answers && meaning.kind === 'gesture' ? rest : null;
}

/**
 * Answers that may be typed: those on offer, and those of the state one stands on. While the bot asks
 * whether to start over or to delete, a "yes" of the state is not meant.
 */
function answersHere(draft: Draft): string[] {
  const { offered } = draft.snapshot;
  if (confirmIn(offered) !== undefined) return [...offered];
  const own = stateAt(draft.content, draft.snapshot.place)?.answers.map(({ id }) => id) ?? [];
  return [...new Set([...offered, ...own])];
}

/** The answer that agrees to starting over or to deleting, where that is being asked. */
export function confirmIn(offered: readonly string[]): string | undefined {
  return offered.find((id) => id === '@restart-yes' || id === '@erase-yes');
}

/** What the side branches of the state would offer may be said at once: "I see no gear". */
function chooseAside(draft: Draft, hearing: Hearing): Choice | null {
  const state = stateAt(draft.content, draft.snapshot.place);
  for (const branch of [state?.different, state?.stuck]) {
    if (branch?.kind !== 'call') continue;
    const answers = stateAt(draft.content, branch.place)?.answers.map(({ id }) => id) ?? [];
    const reading = readPhrase(draft.content, hearing.text, hearing.languages, answers);
    if (reading?.rest === '' && reading.meaning.kind === 'answer') {
      return done(pressAside(draft, branch.place, reading.meaning.answer));
    }
  }
  return null;
}

/** An article's title or a language's name, where such buttons are on offer or named outright. */
function typedOffer(draft: Draft, text: string, languages: readonly string[]): string | null {
  const { offered } = draft.snapshot;
  const articles = offered.filter((id) => id.startsWith('@article:')).map((id) => id.slice(9));
  const title = readTitle(draft.content, text, articles);
  if (title !== null) return `@article:${title}`;
  const language = readLanguageName(draft.content, text, languages);
  return language === null ? null : `@lang:${language}`;
}

function carryOut(draft: Draft, hearing: Hearing, reading: PhraseReading): Draft | null {
  const { meaning } = reading;
  const answer = answerFor(draft, meaning);
  const alone = reading.rest === '' || confirmIn(draft.snapshot.offered) !== undefined;
  const rest = alone ? null : listenIn(draft, reading.rest, hearing.languages, false);
  if (rest !== null && takesBack(draft, reading, rest)) return null;
  const { draft: informed, changed } = learn(draft, rest?.mentions ?? [], false);
  const noted = changed.length === 0 ? informed : sayNoted(informed, changed);
  const answered = rest === null ? noted : sayRest(noted, rest);
  if (meaning.kind === 'action') return act(answered, meaning.action);
  if (answer !== null) return press(answered, answered.snapshot.place, answer);
  if (rest !== null) return null;
  const { offered } = draft.snapshot;
  if (offered.includes('@none')) return askAgain(answered, offered);
  const unable = meaning.kind === 'gesture' && ['no', 'unsure'].includes(meaning.gesture);
  const helps = stateAt(draft.content, draft.snapshot.place)?.stuck?.kind === 'call';
  return unable && helps ? act(answered, 'stuck') : resume(answered);
}

/** A "yes" to a choice chooses nothing, so the choice stays. */
function askAgain(draft: Draft, offered: readonly string[]): Draft {
  return offer(say(draft, { key: 'common:not-understood-clarify' }), offered);
}

/** "Done, and no mail came": the trouble counts, not the "done". */
function takesBack(draft: Draft, reading: PhraseReading, rest: Hearing): boolean {
  const { outcome, intent } = rest.decision;
  if (outcome !== 'answer') return false;
  if (reading.meaning.kind === 'action') return true;
  const article = intent === null ? undefined : draft.content.articles[intent];
  return article?.trouble === true || article?.person === true;
}

/** A question behind a leading answer is answered before the dialog goes on. */
function sayRest(draft: Draft, rest: Hearing): Draft {
  const { outcome, intent } = rest.decision;
  const article = intent === null ? undefined : draft.content.articles[intent];
  if (outcome !== 'answer' || article?.scope !== 'in') return draft;
  if (onlyFillers(draft.content, rest.text, rest.languages, rest.mentions)) return draft;
  const answered = answerArticle(draft, article.id, rest.asking);
  return { ...draft, lines: answered.lines.slice(0, draft.lines.length + 1) };
}

/** The answer of the state, or on offer, that a meaning stands for. */
function answerFor(draft: Draft, meaning: Meaning): string | null {
  if (meaning.kind === 'answer') return meaning.answer;
  if (meaning.kind === 'action') return null;
  const { offered, place } = draft.snapshot;
  const agrees = meaning.gesture === 'yes' || meaning.gesture === 'done';
  const confirm = confirmIn(offered);
  if (confirm !== undefined) return agrees ? confirm : '@keep';
  if (offered.includes('@none')) return agrees ? null : '@none';
  if (offered.includes('@helped') && (agrees || meaning.gesture === 'no')) {
    return agrees ? '@helped' : '@unhelped';
  }
  const likes = draft.content.likes[meaning.gesture];
  const own = stateAt(draft.content, place)?.answers.map(({ id }) => id) ?? [];
  return own.find((id) => likes.has(id)) ?? null;
}
