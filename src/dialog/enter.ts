import { AppError } from '../base/app-error.ts';
import { dayOf } from '../base/days.ts';
import { firstThatHolds, holds } from '../knowledge/condition.ts';
import type { Place, SayState, Target } from './definition.ts';
import type { Draft } from './draft.ts';
import { note, offer, remember, say, stateAt, textKey } from './draft.ts';
import { factsOf, stageOf, stageValues } from './facts.ts';
import { lineFor } from './lines.ts';

/** Routes and known slots that may be passed in one turn; more is a circle in the content. */
const longestPassage = 50;

/** How often a place may be entered before a person is offered without being asked. */
const patience = 4;

const longestTrail = 40;
const deepestCall = 8;

/**
 * Goes to a place and says what its state says.
 *
 * Routes are taken and known slots passed over at once, so one turn always ends at a state that
 * waits for the person.
 * @throws AppError DIALOG_LOOP when the content goes in a circle without ever waiting.
 */
export function enter(draft: Draft, place: Place): Draft {
  return sayState(moveTo(draft, arrive(draft, place)));
}

/** Goes to a place from an answer that has explained it already: its short text will do. */
export function enterBriefly(draft: Draft, place: Place): Draft {
  const there = moveTo(draft, arrive(draft, place));
  if (!currentState(there).short) return sayState(there);
  const { content, snapshot, now } = there;
  const line = lineFor(content, snapshot, textKey(snapshot.place, 'short'), now);
  return offerState(remember(say(there, line), { begun: true }));
}

/** Goes where a target points that is a place, a side branch or the way back from one. */
export function follow(
  draft: Draft,
  target: Exclude<Target, { kind: 'article' | 'action' }>,
): Draft {
  switch (target.kind) {
    case 'place':
      return enter(draft, target.place);
    case 'call':
      return call(draft, target.place);
    case 'return':
      return comeBack(draft);
  }
}

/** Enters a side branch and remembers where to come back to. */
export function call(draft: Draft, place: Place): Draft {
  return enter(rememberCaller(draft, place), place);
}

/** Enters a side branch from an answer that has explained it already. */
export function callBriefly(draft: Draft, place: Place): Draft {
  return enterBriefly(rememberCaller(draft, place), place);
}

function rememberCaller(draft: Draft, place: Place): Draft {
  const { calls, place: here } = draft.snapshot;
  const branch = place.slice(0, place.indexOf('/'));
  const inside = here.startsWith(`${branch}/`) && calls.length > 0;
  const deeper = inside ? calls : [...calls, here].slice(-deepestCall);
  return remember(draft, { calls: deeper });
}

/** Returns from a side branch to where it was entered, and asks there in one line. */
export function comeBack(draft: Draft): Draft {
  const { calls } = draft.snapshot;
  const place = calls.at(-1) ?? draft.content.root;
  const back = remember(draft, { calls: calls.slice(0, -1), place, begun: true });
  return resume(back);
}

/** The state at the current place, or a bug: the place was checked when the turn began. */
export function currentState(draft: Draft): SayState {
  const state = stateAt(draft.content, draft.snapshot.place);
  if (state === undefined) {
    throw new AppError('DIALOG_LOOP', 'The conversation stands on no state', {
      place: draft.snapshot.place,
    });
  }
  return state;
}

/** Says in one line where the person was, and offers that state's buttons again. */
export function resume(draft: Draft): Draft {
  const { content, snapshot, now } = draft;
  const wording = firstThatHolds(currentState(draft).resume, factsOf(content, snapshot, now));
  const key = textKey(snapshot.place, wording?.text ?? 'resume');
  return offerState(say(draft, lineFor(content, snapshot, key, now)));
}

/** Says what someone hears who comes back to this state days later. */
export function welcomeBack(draft: Draft): Draft {
  const { content, snapshot, now } = draft;
  const facts = factsOf(content, snapshot, now);
  const wording = firstThatHolds(currentState(draft).returning, facts);
  if (wording !== undefined) {
    const key = textKey(snapshot.place, wording.text);
    return offerState(say(draft, lineFor(content, snapshot, key, now)));
  }
  const stage = stageOf(content, snapshot.place);
  const greeting =
    stage === null
      ? { key: 'common:welcome-back-plain' }
      : { key: 'common:welcome-back', values: stageValues(stage) };
  return resume(say(draft, greeting));
}

/** Says the whole text of the current state, with the step's header when a new step begins. */
export function sayState(draft: Draft): Draft {
  const { content, snapshot, now } = draft;
  const facts = factsOf(content, snapshot, now);
  const wording = firstThatHolds(currentState(draft).say, facts);
  const key = textKey(snapshot.place, wording?.text ?? 'say');
  const headed = sayHeader(draft);
  const foreign = tellForeignLabels(headed, key);
  const said = say(foreign, lineFor(content, snapshot, key, now));
  return offerState(remember(said, { begun: true }));
}

/** Offers the buttons of the current state. */
export function offerState(draft: Draft): Draft {
  return offer(
    draft,
    currentState(draft).answers.map((answer) => answer.id),
  );
}

/** Records that a milestone was reached today; from there on, places count as new. */
export function mark(draft: Draft, milestone: string): Draft {
  const { snapshot } = draft;
  const day = dayOf(draft.now);
  const slots = milestone === 'sent' ? { ...snapshot.slots, sent: day } : snapshot.slots;
  const marks = { ...snapshot.marks, [milestone === 'sent' ? 'request' : milestone]: day };
  return note(remember(draft, { slots, marks, visits: {} }), 'milestone', milestone);
}

/** Follows routes and passes states whose slot is known, to the first state that has to wait. */
function arrive(draft: Draft, start: Place): Place {
  const { content, snapshot, now } = draft;
  const facts = factsOf(content, snapshot, now);
  let place = start;
  for (let passed = 0; passed < longestPassage; passed += 1) {
    const next = passOver(draft, place, facts);
    if (next === null) return place;
    place = next;
  }
  throw new AppError('DIALOG_LOOP', 'Dialog states lead in a circle without waiting', { place });
}

/** Where to go on at once from a place, or null when its state waits for the person. */
function passOver(
  draft: Draft,
  place: Place,
  facts: Readonly<Record<string, string>>,
): Place | null {
  const cut = place.indexOf('/');
  const state = draft.content.dialogs[place.slice(0, cut)]?.states[place.slice(cut + 1)];
  if (state === undefined) {
    throw new AppError('CONTENT_INVALID', 'A dialog leads to a state that does not exist', {
      place,
    });
  }
  if (state.kind === 'route') {
    const route = state.routes.find(({ when }) => holds(when, facts));
    return route?.to.kind === 'place' ? route.to.place : null;
  }
  const known = state.collects !== null && facts[state.collects] !== undefined;
  return known && state.next?.kind === 'place' ? state.next.place : null;
}

function moveTo(draft: Draft, place: Place): Draft {
  const { snapshot } = draft;
  const moved = snapshot.begun && snapshot.place !== place;
  const trail = moved ? [...snapshot.trail, snapshot.place].slice(-longestTrail) : snapshot.trail;
  const count = (snapshot.visits[place] ?? 0) + 1;
  const visits = { ...snapshot.visits, [place]: count };
  const there = remember(draft, { place, trail, visits });
  const weary = count > patience && place !== draft.content.root;
  return weary ? note(say(there, { key: 'common:too-often' }), 'person-offered', place) : there;
}

function sayHeader(draft: Draft): Draft {
  const stage = stageOf(draft.content, draft.snapshot.place);
  if (stage === null || stage === draft.snapshot.stageSaid) return draft;
  const header = { key: 'common:header', values: stageValues(stage) };
  return remember(say(draft, header), { stageSaid: stage });
}

/** Once per conversation: why buttons have English names in a text that is not English. */
function tellForeignLabels(draft: Draft, key: string): Draft {
  const { content, snapshot } = draft;
  const foreign = content.foreignLabels[snapshot.language]?.has(key) === true;
  const inStep = stageOf(content, snapshot.place) !== null;
  if (!foreign || !inStep || snapshot.told.includes('english-labels')) return draft;
  const told = [...snapshot.told, 'english-labels'];
  return remember(say(draft, { key: 'common:english-labels' }), { told });
}
