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
import type { Draft } from './draft.ts';
import { note, offer, remember, say } from './draft.ts';
import { factsOf, lineFor } from './facts.ts';

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
 * The same article twice in a row did not help the first time, so the second time its details are
 * given and a person is offered, instead of the same words.
 */
export function answerArticle(draft: Draft, id: string, asking: Asking): Draft {
  const article = draft.content.articles[id];
  if (article === undefined) return resume(draft);
  if (article.scope === 'action') return offerPerson(draft);
  if (article.scope === 'in' && draft.snapshot.lastArticle === id) return sayAgain(draft, article);
  const said = note(sayArticle(draft, article, asking.aside), 'article-answered', id);
  const heard = remember(said, { misses: 0, lastArticle: id });
  if (article.person) return offerPerson(heard);
  if (article.alone) return offerState(heard);
  return leadOn(heard, article, asking);
}

/** Asked again at once: the details, where there are any, and a person as the first button. */
function sayAgain(draft: Draft, article: Article): Draft {
  const { content, snapshot, now } = draft;
  const line = article.more
    ? lineFor(content, snapshot, `articles:${article.id}.more`, now)
    : { key: 'common:same-again' };
  const again = resume(say(draft, line));
  return offer(again, extended(again.buttons, ['@person']));
}

/** Hands over to a person: the way there, as a side branch that comes back. */
export function offerPerson(draft: Draft): Draft {
  const { content, snapshot } = draft;
  const inside = snapshot.place.startsWith('person/');
  const noted = note(remember(draft, { misses: 0 }), 'person-offered', snapshot.place);
  if (inside) return enter(noted, 'person/entry');
  return call(noted, content.dialogs[snapshot.place.split('/')[0] ?? '']?.person ?? 'person/entry');
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
  const back = asking.returned ? welcomeBack(draft) : resume(draft);
  const elsewhere = leads !== null && !sameDialog(leads.to, draft.snapshot.place);
  return elsewhere
    ? offer(back, extended(back.buttons, [`@go:${leads.to}`]))
    : withMore(back, article);
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
