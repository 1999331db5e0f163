import type { Place, SayState, State, Target } from '../../dialog/definition.ts';
import type { Mistake } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import { enginePlaces, reachable, rootOf } from '../graph.ts';
import { mostAnswers, universalAnswers } from '../compile/dialogs.ts';
import type { Check, View } from '../view.ts';

/** Whether every state can be reached and left, and every name of one is a state. */
export const stateChecks: readonly Check[] = [
  { needs: ['dialog'], run: unknownStates },
  { needs: ['articles', 'dialog'], run: unknownLeads },
  { needs: ['dialog', 'articles'], run: unreachableStates },
  { needs: ['dialog'], run: deadEnds },
  { needs: ['dialog'], run: tooManyAnswers },
  { needs: ['dialog'], run: returnsWithoutCall },
];

function* unknownStates(view: View): Generator<Mistake> {
  const { states, edges, files, dialogs } = view;
  for (const { from, to, path } of edges) {
    if (!states.has(to)) yield unknownState(view, view.stateAt(from, ...path), to);
  }
  for (const { value, at } of files.dialog) {
    const own = Object.keys(value.states).map((id) => `${value.dialog}/${id}`);
    const named = [
      ['start', value.start],
      ['stuck', value.stuck],
      ['different', value.different],
    ] as const;
    for (const [key, id] of named) {
      const place = `${value.dialog}/${id ?? ''}`;
      if (id !== undefined && !own.includes(place)) yield unknownState(view, at(key), place);
    }
    for (const [old, now] of Object.entries(value.renamed ?? {})) {
      if (!(now in value.states)) yield unknownState(view, at('renamed', old), now);
    }
  }
  for (const place of enginePlaces) {
    const [dialog = ''] = place.split('/');
    if (states.has(place) || !(dialog in dialogs)) continue;
    yield unknownState(view, { file: `dialogs/${dialog}.yaml`, line: 1 }, place);
  }
}

function unknownState(view: View, spot: { file: string; line: number }, place: Place): Mistake {
  const remedy = `Add the state or correct the name.${didYouMean(place, view.states.keys())}`;
  return mistake('unknown-state', spot, `There is no state "${place}".`, remedy);
}

function* unknownLeads(view: View): Generator<Mistake> {
  for (const { id, leads } of Object.values(view.articles)) {
    if (leads === null || view.states.has(leads.to)) continue;
    yield unknownState(view, view.articleAt(id, 'leads', 'to'), leads.to);
  }
}

function* unreachableStates({
  states,
  edges,
  articles,
  dialogs,
  stateAt,
}: View): Generator<Mistake> {
  const leads = Object.values(articles).flatMap((article) => article.leads?.to ?? []);
  const reached = reachable(edges, [rootOf(dialogs), ...enginePlaces, ...leads]);
  for (const place of states.keys()) {
    if (reached.has(place)) continue;
    const message = `No way leads to "${place}".`;
    const remedy = 'Let an answer, a route or an article lead to it, or delete it.';
    yield mistake('unreachable-state', stateAt(place), message, remedy);
  }
}

function* deadEnds({ states, stateAt }: View): Generator<Mistake> {
  for (const [place, state] of states) {
    if (state.kind === 'route' || state.next !== null || state.success) continue;
    if (state.answers.some(({ id }) => !(id in universalAnswers) && id !== 'person')) continue;
    const message = `"${place}" has no answer of its own, and nothing comes next.`;
    const remedy =
      'Add answers, "done" or "next"; mark the end of the process with "success: true".';
    yield mistake('no-way-out', stateAt(place), message, remedy);
  }
}

function* tooManyAnswers({ states, stateAt }: View): Generator<Mistake> {
  for (const [place, state] of states) {
    if (state.kind === 'route' || state.answers.length <= mostAnswers) continue;
    const message = `"${place}" has ${state.answers.length} buttons; ${mostAnswers} fit.`;
    const remedy = 'Move some to a state of their own behind "something else".';
    yield mistake('too-many-answers', stateAt(place), message, remedy);
  }
}

/** A dialog that returns must be called everywhere; a plain way into it would leave no way back. */
function* returnsWithoutCall({ states, edges, stateAt }: View): Generator<Mistake> {
  const returning = new Set([...states].filter(hasReturn).map(([place]) => dialogOf(place)));
  for (const { from, to, kind, path } of edges) {
    const dialog = dialogOf(to);
    if (kind === 'call' || dialog === dialogOf(from) || !returning.has(dialog)) continue;
    const message = `"${to}" is entered without a call, and its dialog returns to a caller.`;
    const remedy = `Write "{ call: ${to} }".`;
    yield mistake('return-without-call', stateAt(from, ...path), message, remedy);
  }
}

function hasReturn([, state]: readonly [Place, State]): boolean {
  return state.kind === 'say' && targetsOf(state).some(({ kind }) => kind === 'return');
}

function targetsOf(state: SayState): Target[] {
  return state.answers.map(({ to }) => to);
}

function dialogOf(place: Place): string {
  return place.slice(0, place.indexOf('/'));
}
