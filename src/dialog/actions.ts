import type { Value } from '../locale/line.ts';
import type { UniversalAction } from './definition.ts';
import { call, currentState, follow, resume, sayState } from './enter.ts';
import type { Draft } from './draft.ts';
import { offer, remember, say, stateAt } from './draft.ts';
import { knownFacts, stageOf, stagesDone, stageValues, withValues } from './facts.ts';
import { askToErase } from './erase.ts';
import { otherFact } from './mentions.ts';
import { newSnapshot } from './snapshot.ts';
import { offerPerson, sayUnhelped } from './topics.ts';

/** Does one of the things that a person can do in every state. */
export function act(draft: Draft, action: UniversalAction): Draft {
  switch (action) {
    case 'back':
      return goBack(draft);
    case 'where':
      return tellWhere(draft);
    case 'restart':
      return offer(say(draft, { key: 'common:restart' }), ['@restart-yes', '@keep']);
    case 'language':
      return tellLanguages(draft);
    case 'person':
      return offerPerson(draft);
    case 'more':
      return offer(say(draft, { key: 'common:more' }), ['@back', '@where', '@person', '@other']);
    case 'ticket':
      return tellTicket(draft);
    case 'erase':
      return askToErase(draft);
    case 'stuck':
      return sayUnhelped(draft) ?? branch(draft, currentState(draft).stuck);
    case 'different':
      return branch(draft, currentState(draft).different);
  }
}

/** The rest of what can be done everywhere: the second page of "More". */
export function offerOther(draft: Draft): Draft {
  return offer(say(draft, { key: 'common:more' }), ['@restart', '@language', '@erase', '@keep']);
}

/** What became of the message to the helpdesk, or that there is none. */
function tellTicket(draft: Draft): Draft {
  if (draft.snapshot.ticket !== null) return call(draft, 'person/already');
  return resume(say(draft, { key: 'escalation:nothing-sent' }));
}

/** Begins anew; only the language stays. */
export function restart(draft: Draft): Draft {
  const { content, snapshot, now } = draft;
  const hints = { language: snapshot.language, slots: {} };
  const fresh = {
    ...newSnapshot(content.root, hints, now),
    languageChosen: snapshot.languageChosen,
    told: snapshot.told,
    ticket: snapshot.ticket,
  };
  return sayState(remember(say(draft, { key: 'common:restarted' }), fresh));
}

/** Goes on in another language, at the same place. */
export function speak(draft: Draft, language: string): Draft {
  if (!draft.content.languages.includes(language)) return resume(draft);
  const changed = remember(draft, { language, languageChosen: true });
  return resume(say(changed, { key: 'common:language-changed' }));
}

function goBack(draft: Draft): Draft {
  const { trail, calls } = draft.snapshot;
  const place = trail.findLast((passed) => stateAt(draft.content, passed) !== undefined);
  if (place === undefined) return resume(say(draft, { key: 'common:back-first' }));
  const rest = trail.slice(0, trail.lastIndexOf(place));
  const left = calls.at(-1) === place ? calls.slice(0, -1) : calls;
  return sayState(remember(draft, { place, trail: rest, calls: left }));
}

function tellWhere(draft: Draft): Draft {
  const { content, snapshot } = draft;
  const stage = stageOf(content, snapshot.calls[0] ?? snapshot.place);
  const done = stagesDone(snapshot);
  const known = [...knownFacts(content, snapshot), ...otherFact(draft, 'sent')];
  const here =
    stage === null
      ? { key: 'common:where.nowhere' }
      : { key: 'common:where.stage', values: stageValues(stage) };
  const lines = [here];
  const told = say(
    draft,
    ...lines,
    ...(done.length > 0 ? [withValues('common:where.done', 'stages', done)] : []),
    ...(known.length > 0 ? [withValues('common:where.known', 'facts', known)] : []),
  );
  return resume(told);
}

function tellLanguages(draft: Draft): Draft {
  const names: Value[] = draft.content.languages.map((tag) => ({ kind: 'language', tag }));
  return offerLanguages(say(draft, withValues('common:language', 'languages', names)), 0);
}

/** Languages on one page of buttons; the fourth button turns the page. */
const languagesOnPage = 3;

/** Languages as buttons, page by page: those not in use, from the given one on; the last page ends with "go on". */
export function offerLanguages(draft: Draft, from: number): Draft {
  const { content, snapshot } = draft;
  const others = content.languages.filter((tag) => tag !== snapshot.language);
  const page = others.slice(from, from + languagesOnPage).map((tag) => `@lang:${tag}`);
  const next = from + languagesOnPage;
  return offer(draft, [...page, next < others.length ? `@languages:${String(next)}` : '@keep']);
}

function branch(draft: Draft, target: ReturnType<typeof currentState>['stuck']): Draft {
  if (target === null || target.kind === 'article') return offerPerson(draft);
  if (target.kind === 'action') return act(draft, 'person');
  return target.kind === 'place' ? call(draft, target.place) : follow(draft, target);
}
