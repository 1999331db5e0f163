import { answerKey } from '../knowledge/article.ts';
import { holds } from '../knowledge/condition.ts';
import type { Article } from '../knowledge/article.ts';
import {
  call,
  callBriefly,
  enter,
  enterBriefly,
  offerState,
  resume,
  welcomeBack,
} from './enter.ts';
import { asButton } from './labels.ts';
import type { Draft } from './draft.ts';
import { learnFrom, note, offer, remember, say } from './draft.ts';
import { factsOf } from './facts.ts';
import { tellStory } from './mentions.ts';
import { lineFor } from './lines.ts';

/** How an article is being answered. */
export interface Asking {
  /** Facts that hold for this question only: a network named in it, the tone of a greeting. */
  readonly aside: Readonly<Record<string, string>>;
  /** The person was away for long, so the way back is a welcome. */
  readonly returned: boolean;
}

/** An ordinary question in the middle of a conversation. */
export const plainly: Asking = { aside: {}, returned: false };

/**
 * Answers with an article, then brings the person back to where they were.
 *
 * The same article again at the same place did not help the first time, so the second time its details
 * are given and a person is offered, instead of the same words; the third time a person is fetched.
 */
export function answerArticle(draft: Draft, id: string, asking: Asking): Draft {
  const article = draft.content.articles[id];
  if (article === undefined) return resume(draft);
  if (article.scope === 'action') return offerPerson(draft, wordyHandover);
  const mark = answerMark(draft, article, asking);
  const before = timesAnswered(draft, mark);
  const known = remember(draft, {
    misses: 0,
    lastArticle: id,
    answered: answeredWith(draft, mark),
  });
  if (article.scope === 'in' && !article.person && before > 0) {
    return sayAgain(known, article, before);
  }
  const heard = note(sayArticle(known, article, asking.aside), 'article-answered', id);
  if (article.person) return fetchPerson(heard);
  if (article.alone) return offerState(heard);
  return leadOn(heard, article, asking);
}

/** Answers that are remembered: enough to see a repetition and to tell a helpdesk. */
const mostAnswered = 12;

function answeredWith({ snapshot }: Draft, mark: string): string[] {
  return [...snapshot.answered, mark].slice(-mostAnswered);
}

/**
 * Which words are said where: `place#article.variant@network`. "And how long in EuroBloodNet?" is another
 * question than the same about ReCONNET.
 */
function answerMark(draft: Draft, article: Article, { aside }: Asking): string {
  const { snapshot, content, now } = draft;
  const known = { ...snapshot, slots: { ...snapshot.slots, ...aside } };
  const key = answerKey(article, factsOf(content, known, now));
  const network = known.slots['network'] ?? '';
  return `${snapshot.place}#${key.slice('articles:'.length)}@${network}`;
}

/** How often the same words were said at this place. */
function timesAnswered({ snapshot }: Draft, mark: string): number {
  return snapshot.answered.filter((entry) => entry === mark).length;
}

/**
 * Says more to someone whom the last answer did not help ("still not working"), or fetches a person;
 * null where nothing was answered here last, or where the answer led to a step that knows better.
 */
export function sayUnhelped(draft: Draft): Draft | null {
  const { lastArticle, answered, place } = draft.snapshot;
  const mark = answered.at(-1);
  const article = draft.content.articles[lastArticle ?? ''];
  if (article?.scope !== 'in' || article.person) return null;
  if (mark === undefined || !mark.startsWith(`${place}#${article.id}.`)) return null;
  const known = remember(draft, { misses: 0, answered: answeredWith(draft, mark) });
  return sayAgain(known, article, timesAnswered(draft, mark));
}

/** Asked again: the details, where there are any, and a person as the first button; then the person. */
function sayAgain(unhelped: Draft, article: Article, before: number): Draft {
  const draft = learnFrom(unhelped, 'unhelped', { article: article.id });
  const { content, snapshot, now } = draft;
  const toPerson = article.leads?.to.startsWith('person/') === true;
  if (before > 1 || toPerson) {
    return offerPerson(say(draft, { key: 'common:same-again' }), toPerson ? Infinity : wordyMiss);
  }
  const line = article.more
    ? lineFor(content, snapshot, `articles:${article.id}.more`, now)
    : { key: 'common:same-again' };
  const again = resume(say(draft, line));
  return offer(again, extended(again.buttons, ['@person']));
}

/** Words from which a message says what happened, and is not only a call for a person. */
const wordyHandover = 12;

/** Words from which a message that could not be helped says what is wanted. */
export const wordyMiss = 4;

/**
 * Hands over to a person: the way there, as a side branch that comes back.
 *
 * Who can help depends on the trouble: for an account only EU Login support, for a blocked page the
 * hospital's IT, else the helpdesk of the network. A message of at least `fewestWords` words is taken
 * for what happened, so that nobody has to say it twice; a mere call for a person says nothing of it.
 */
export function offerPerson(draft: Draft, fewestWords = Infinity): Draft {
  const { content, snapshot } = draft;
  const told = keepWords(draft, fewestWords);
  const noted = note(remember(told, { misses: 0 }), 'person-offered', snapshot.place);
  if (snapshot.place.startsWith('person/')) return enter(noted, 'person/entry');
  const dialog = content.dialogs[snapshot.place.split('/')[0] ?? ''];
  return call(noted, placeOfOwner(draft) ?? dialog?.person ?? 'person/entry');
}

/** A security incident: the helpdesk at once, whoever else could help. */
function fetchPerson(draft: Draft): Draft {
  const { snapshot } = draft;
  const slots = { ...snapshot.slots, incident: 'yes' };
  const told = keepWords(remember(draft, { slots, misses: 0 }), 1);
  const noted = note(told, 'person-offered', snapshot.place);
  const inside = snapshot.place.startsWith('person/');
  return inside ? enter(noted, 'person/entry') : call(noted, 'person/entry');
}

/** Takes what was typed in this turn for what happened, where nothing is known yet. */
function keepWords(draft: Draft, fewest: number): Draft {
  const { words, snapshot } = draft;
  const { story } = snapshot.slots;
  if (words === null || story !== undefined || words.trim().split(/\s+/).length < fewest)
    return draft;
  return tellStory(draft, words);
}

/** Where those are named who can help with what was answered last, when it is not the helpdesk. */
function placeOfOwner({ content, snapshot }: Draft): string | null {
  const article = content.articles[snapshot.lastArticle ?? ''];
  if (article?.owner === 'eu-login-support') return 'person/eu-login-support';
  return article?.owner === 'hospital-it' ? 'person/hospital-it' : null;
}

/** What stands under "Show me more". */
export function showMore(draft: Draft, id: string): Draft {
  const article = draft.content.articles[id];
  if (article?.more !== true) return resume(draft);
  const line = lineFor(draft.content, draft.snapshot, `articles:${id}.more`, draft.now);
  return resume(say(draft, line));
}

function sayArticle(draft: Draft, article: Article, aside: Asking['aside']): Draft {
  const { content, now } = draft;
  const slots = { ...draft.snapshot.slots, ...aside };
  const known = { ...draft.snapshot, slots };
  const key = answerKey(article, factsOf(content, known, now));
  return say(draft, lineFor(content, known, key, now));
}

/** After the answer: a question that would change it, a dialog that goes on, or back to the step. */
function leadOn(draft: Draft, article: Article, asking: Asking): Draft {
  const { leads } = article;
  const atRoot =
    draft.snapshot.place === draft.content.root || draft.snapshot.place === 'start/ask-away';
  const facts = factsOf(draft.content, draft.snapshot, draft.now);
  const wanted = leads !== null && (leads.when === 'always' || (leads.when === 'root' && atRoot));
  if (leads !== null && wanted && holds(leads.given, facts)) {
    return atRoot ? enterBriefly(draft, leads.to) : callBriefly(draft, leads.to);
  }
  const asked = askSlot(draft, article);
  if (asked !== null) return asked;
  if (atRoot && !asking.returned && isTimeToAsk(draft, article)) return askIfHelped(draft, article);
  const back = asking.returned ? welcomeBack(draft) : resume(draft);
  const quiet = remember(back, { quiet: draft.snapshot.quiet + 1 });
  return withMore(withNext(quiet, article, atRoot), article);
}

/** Answers in a row that nobody is asked about after being asked about one. */
const quietAnswers = 2;

/** In the middle of a step the step goes on, and its own buttons say whether something is amiss. */
function isTimeToAsk({ snapshot }: Draft, article: Article): boolean {
  return article.scope === 'in' && snapshot.quiet >= quietAnswers;
}

/** "Did this help?" in the place of the way back; what helps next is still on offer. */
function askIfHelped(draft: Draft, article: Article): Draft {
  const asked = remember(say(draft, { key: 'common:did-this-help' }), { quiet: 0 });
  const offered = withNext(offer(asked, ['@more']), article, true).buttons;
  return offer(asked, ['@helped', '@unhelped', ...offered.slice(0, 2)]);
}

/**
 * The dialog or the article that helps next, as the first button.
 *
 * In the middle of a step the step helps next, so another article is offered only where a button is free.
 */
function withNext(back: Draft, { leads, next }: Article, atRoot: boolean): Draft {
  const { buttons, snapshot } = back;
  if (leads !== null) {
    const onward = `@go:${leads.to}`;
    const there =
      sameDialog(leads.to, snapshot.place) || buttons.some((id) => sameWords(id, onward));
    return there ? back : offer(back, extended(buttons, [onward]));
  }
  const had = snapshot.answered.some((entry) => entry.includes(`#${next ?? ''}.`));
  if (next === null || had || (buttons.length > 3 && !atRoot)) return back;
  return offer(back, extended(buttons, [`@article:${next}`]));
}

/** Whether two buttons would say the same. */
function sameWords(one: string, other: string): boolean {
  return asButton(one).label.key === asButton(other).label.key;
}

function sameDialog(one: string, other: string): boolean {
  return one.split('/')[0] === other.split('/')[0];
}

/** Asks the one thing that would change the answer, when it is not known. */
function askSlot(draft: Draft, article: Article): Draft | null {
  const slot = article.asks;
  if (slot === null || factsOf(draft.content, draft.snapshot, draft.now)[slot] !== undefined)
    return null;
  const values = draft.content.slots[slot]?.values ?? [];
  const buttons = values.map((value) => `@set:${slot}=${value}:${article.id}`);
  if (buttons.length === 0) return null;
  return offer(say(draft, { key: `common:choose-slot.${slot}` }), [...buttons, '@more']);
}

/** Details are offered where there is room: the buttons of the step come first. */
function withMore(draft: Draft, article: Article): Draft {
  if (!article.more || draft.buttons.length > 3) return draft;
  return offer(draft, [`@show:${article.id}`, ...draft.buttons]);
}

/** At most four buttons: the new ones come first, and what does not fit stands under "More". */
export function extended(buttons: readonly string[], extra: readonly string[]): string[] {
  const fresh = extra.filter((id) => !buttons.includes(id));
  if (fresh.length + buttons.length <= 4) return [...fresh, ...buttons];
  const kept = buttons.filter((id) => id !== 'stuck' && id !== 'looks-different');
  return [...fresh, ...kept].slice(0, 4);
}
