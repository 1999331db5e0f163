import type { Target } from './definition.ts';
import { universalActions } from './definition.ts';
import { act, offerLanguages, offerOther, restart, speak } from './actions.ts';
import { call, enter, follow, mark, resume, sayState } from './enter.ts';
import type { Draft } from './draft.ts';
import { answerOf, effect, learnFrom, note, remember, say, stateAt } from './draft.ts';
import { erase } from './erase.ts';
import { send } from './escalate.ts';
import { answerArticle, offerPerson, plainly, sayUnhelped, showMore } from './topics.ts';

/**
 * Carries out an answer, whether it was pressed or typed.
 *
 * Ids that begin with `@` mean the same everywhere; the others belong to the state at `place`.
 * A press from an earlier step, or one that no button of ours carries, changes nothing: the person
 * is told kindly and asked again.
 */
export function press(draft: Draft, place: string, answer: string): Draft {
  if (judging.includes(answer) && !draft.snapshot.offered.includes(answer)) return stale(draft);
  if (answer === '@none') return noneOfThese(effect(draft, { kind: 'choice', chosen: null }));
  if (answer === '@unhelped') return unhelped(draft);
  const heard = remember(noteChoice(draft, answer), { misses: 0, lastArticle: null });
  if (answer.startsWith('@')) return everywhere(heard, answer);
  const state = stateAt(draft.content, draft.snapshot.place);
  const found = answerOf(state, answer);
  if (place !== draft.snapshot.place || found === undefined) return stale(heard);
  const set = Object.fromEntries(
    Object.entries({ ...draft.snapshot.slots, ...found.set }).filter(
      ([slot]) => !found.clear.includes(slot),
    ),
  );
  const known = remember(heard, { slots: set });
  if (found.sends && found.to.kind === 'place') return send(known, found.to.place);
  return target(found.mark === null ? known : mark(known, found.mark), found.to);
}

/** An article that was offered because a message was not clear: which one it meant is worth knowing. */
function noteChoice(draft: Draft, answer: string): Draft {
  const { misses, offered } = draft.snapshot;
  const chooses = misses > 0 && answer.startsWith('@article:') && offered.includes(answer);
  if (!chooses) return draft;
  return effect(draft, { kind: 'choice', chosen: answer.slice('@article:'.length) });
}

/** The answer helped: said in a word, and back to where one was. */
function helped(draft: Draft): Draft {
  const article = draft.snapshot.answered.at(-1)?.split(/[#.]/)[1] ?? null;
  return resume(say(learnFrom(draft, 'helped', { article }), { key: 'common:helped' }));
}

/** The answer did not help: more of it, and a person. */
function unhelped(draft: Draft): Draft {
  return sayUnhelped(draft) ?? offerPerson(draft);
}

/** What these say is about the last reply only; an old button says nothing of a newer one. */
const judging = ['@none', '@helped', '@unhelped'];

/** Carries out an answer of a side branch without stopping at its question; the step is not lost. */
export function pressAside(draft: Draft, branch: string, answer: string): Draft {
  const found = answerOf(stateAt(draft.content, branch), answer);
  if (found === undefined) return stale(draft);
  const slots = { ...draft.snapshot.slots, ...found.set };
  const known = remember(draft, { slots, misses: 0, lastArticle: null });
  const { to } = found;
  return to.kind === 'place' ? call(known, to.place) : target(known, to);
}

/** None of the meanings on offer was meant: it is said in other words, or a person helps. */
function noneOfThese(draft: Draft): Draft {
  if (draft.snapshot.misses > 1) return offerPerson(draft);
  return resume(say(draft, { key: 'common:not-understood' }));
}

/** Goes where a target points, whatever its kind. */
export function target(draft: Draft, to: Target): Draft {
  if (to.kind === 'article') return answerArticle(draft, to.article, plainly);
  if (to.kind === 'action') return act(draft, to.action);
  return follow(draft, to);
}

function stale(draft: Draft): Draft {
  const noted = note(draft, 'stale-press', draft.snapshot.place);
  return resume(say(noted, { key: 'common:moved-on' }));
}

/** The answers that mean the same in every state. */
function everywhere(draft: Draft, answer: string): Draft {
  const [name = '', ...rest] = answer.slice(1).split(':');
  const about = rest.join(':');
  const action = universalActions.find((known) => known === name);
  if (action !== undefined) return act(draft, action);
  switch (name) {
    case 'helped':
      return helped(draft);
    case 'other':
      return offerOther(draft);
    case 'restart-yes':
      return restart(draft);
    case 'erase-yes':
      return erase(draft);
    case 'keep':
      return resume(say(draft, { key: 'common:kept' }));
    case 'lang':
      return speak(draft, about);
    case 'languages':
      return turnPage(draft, about);
    case 'article':
      return answerArticle(draft, about, plainly);
    case 'show':
      return showMore(draft, about);
    case 'go':
      return stateAt(draft.content, about) === undefined
        ? goRoute(draft, about)
        : enter(draft, about);
    case 'set':
      return setAside(draft, about);
    default:
      return stale(draft);
  }
}

/** More languages; a forged page is the first one. */
function turnPage(draft: Draft, about: string): Draft {
  const from = /^\d{1,3}$/.test(about) ? Number(about) : 0;
  return offerLanguages(say(draft, { key: 'common:more' }), from);
}

/** A place that is a route is as good as a state; anything else was forged or is gone. */
function goRoute(draft: Draft, place: string): Draft {
  const cut = place.indexOf('/');
  const known = draft.content.dialogs[place.slice(0, cut)]?.states[place.slice(cut + 1)];
  return known === undefined ? stale(draft) : enter(draft, place);
}

/** `account=guest:approval-time`: settles a slot that an article asked for, and answers again. */
function setAside(draft: Draft, about: string): Draft {
  const [pair = '', article = ''] = about.split(':');
  const [slot = '', value = ''] = pair.split('=');
  const allowed = draft.content.slots[slot]?.values.includes(value) === true;
  if (!allowed) return stale(draft);
  const slots = { ...draft.snapshot.slots, [slot]: value };
  const known = remember(draft, { slots });
  return article in draft.content.articles
    ? answerArticle(known, article, plainly)
    : sayState(known);
}
