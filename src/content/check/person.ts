import type { Answer, Place, State } from '../../dialog/definition.ts';
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
  const state = view.states.get(place);
  const answers = state?.kind === 'say' ? state.answers : [];
  return answers.some(
    (answer) => opensMenu(answer) || fetches(view, answer) || leadsNear(view, answer, state),
  );
}

/** The states of this dialog are the way to a person. */
function isPerson(place: Place): boolean {
  return place.startsWith('person/');
}

/** "More" opens a menu with a person in it. */
function opensMenu({ to }: Answer): boolean {
  return to.kind === 'action' && to.action === 'more';
}

/** One press and a person is there. */
function fetches(view: View, { to }: Answer): boolean {
  if (to.kind === 'action') return to.action === 'person';
  if (to.kind === 'article') return view.articles[to.article]?.person === true;
  if (to.kind === 'return') return false;
  return landings(view, to.place).every(isPerson);
}

/** One press leads to a state from which another fetches a person. */
function leadsNear(view: View, { to }: Answer, state: State | undefined): boolean {
  const branch = state?.kind === 'say' && to.kind === 'action' ? branchOf(state, to.action) : null;
  const target = branch ?? to;
  if (target.kind !== 'place' && target.kind !== 'call')
    return fetches(view, { ...none, to: target });
  const there = landings(view, target.place);
  return there.every((place) => {
    const next = view.states.get(place);
    return next?.kind === 'say' && next.answers.some((answer) => fetches(view, answer));
  });
}

const none = { id: '', set: {}, clear: [], mark: null };

function branchOf(state: Extract<State, { kind: 'say' }>, action: string): Answer['to'] | null {
  if (action === 'stuck') return state.stuck ?? person;
  return action === 'different' ? (state.different ?? person) : null;
}

/** Without a side branch of its own, the engine fetches a person. */
const person = { kind: 'action', action: 'person' } as const;

/** Where a way can end: through routes, each of which may be the one that holds. */
function landings(view: View, start: Place): Place[] {
  const seen = new Set([start]);
  for (const place of seen) {
    const state = view.states.get(place);
    if (state?.kind !== 'route') continue;
    for (const { to } of state.routes) if (to.kind === 'place') seen.add(to.place);
  }
  return [...seen].filter((place) => view.states.get(place)?.kind !== 'route');
}
