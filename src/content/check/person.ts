import type { Place, State, Target } from '../../dialog/definition.ts';
import type { Mistake } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import type { Check, View } from '../view.ts';

/** Whether a person is never more than two presses away. */
export const personChecks: readonly Check[] = [
  { needs: ['dialog', 'articles'], run: farFromPerson },
];

function* farFromPerson(view: View): Generator<Mistake> {
  for (const [place, state] of view.states) {
    if (state.kind === 'route' || nearPerson(view, place)) continue;
    const message = `From "${place}" no two presses lead to a person.`;
    const remedy = 'Add an answer `person: "@person"` or `more: "@more"`.';
    yield mistake('no-person-within-two-turns', view.stateAt(place), message, remedy);
  }
}

function nearPerson(view: View, place: Place): boolean {
  if (isPerson(place)) return true;
  const targets = targetsOf(view.states.get(place));
  return targets.some((to) => opensMenu(to) || fetches(view, to) || leadsNear(view, to));
}

/** Where the buttons of a state lead; without a side branch of its own, being stuck fetches a person. */
function targetsOf(state: State | undefined): Target[] {
  if (state?.kind !== 'say') return [];
  return state.answers.map(({ to }) => {
    if (to.kind !== 'action') return to;
    if (to.action === 'stuck') return state.stuck ?? person;
    return to.action === 'different' ? (state.different ?? person) : to;
  });
}

const person: Target = { kind: 'action', action: 'person' };

/** The states of this dialog are the way to a person. */
function isPerson(place: Place): boolean {
  return place.startsWith('person/');
}

/** "More" opens a menu with a person in it. */
function opensMenu(to: Target): boolean {
  return to.kind === 'action' && to.action === 'more';
}

/** One press and a person is there. */
function fetches(view: View, to: Target): boolean {
  if (to.kind === 'action') return to.action === 'person';
  if (to.kind === 'article') return view.articles[to.article]?.person === true;
  const there = landings(view, to);
  return there.length > 0 && there.every(isPerson);
}

/** One press leads to a state from which another fetches a person. */
function leadsNear(view: View, to: Target): boolean {
  const there = landings(view, to);
  const near = (place: Place): boolean =>
    targetsOf(view.states.get(place)).some((next) => fetches(view, next));
  return there.length > 0 && there.every(near);
}

/** Where a way can end: through routes, each of which may be the one that holds. */
function landings(view: View, to: Target): Place[] {
  if (to.kind !== 'place' && to.kind !== 'call') return [];
  const seen = new Set([to.place]);
  for (const place of seen) {
    const state = view.states.get(place);
    if (state?.kind !== 'route') continue;
    for (const route of state.routes) if (route.to.kind === 'place') seen.add(route.to.place);
  }
  return [...seen].filter((place) => view.states.get(place)?.kind !== 'route');
}
