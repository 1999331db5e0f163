import type { Dialog, Place, State, Target } from '../dialog/definition.ts';

/** A way from one state to another. */
export interface Edge {
  readonly from: Place;
  readonly to: Place;
  readonly kind: 'place' | 'call';
  /** Whether a press takes it; else it is taken in passing, or by typing. */
  readonly by: 'answer' | 'route' | 'next' | 'branch';
  /** Steps below the state's entry to where it is written. */
  readonly path: readonly (string | number)[];
  readonly mark: string | null;
}

/** Where conversations begin. */
export function rootOf(dialogs: Readonly<Record<string, Dialog>>): Place {
  return `start/${dialogs['start']?.start ?? 'welcome'}`;
}

/** Places besides the root that the engine goes to on its own account. */
export const enginePlaces: readonly Place[] = [
  'start/ask-away',
  'person/entry',
  'person/address',
  'person/already',
  'person/eu-login-support',
  'person/hospital-it',
];

/** Every state by its place. */
export function statesByPlace(dialogs: Readonly<Record<string, Dialog>>): Map<Place, State> {
  return new Map(
    Object.values(dialogs).flatMap((dialog) =>
      Object.values(dialog.states).map((state) => [`${dialog.id}/${state.id}`, state] as const),
    ),
  );
}

/** Every way from a state to another, written out or not. */
export function edgesOf(states: ReadonlyMap<Place, State>): Edge[] {
  return [...states].flatMap(([from, state]) =>
    state.kind === 'route'
      ? state.routes.flatMap(({ to }, index) => edge(from, to, 'route', ['routes', index, 'to']))
      : [
          ...state.answers.flatMap(({ id, to, mark }) =>
            edge(from, to, 'answer', ['answers', id]).map((it) => ({ ...it, mark })),
          ),
          ...edge(from, state.next, 'next', ['next']),
          ...edge(from, state.stuck, 'branch', ['stuck']),
          ...edge(from, state.different, 'branch', ['different']),
        ],
  );
}

function edge(
  from: Place,
  to: Target | null,
  by: Edge['by'],
  path: readonly (string | number)[],
): Edge[] {
  if (to?.kind !== 'place' && to?.kind !== 'call') return [];
  return [{ from, to: to.place, kind: to.kind, by, path, mark: null }];
}

/** Places that a conversation can get to from those where one can begin. */
export function reachable(edges: readonly Edge[], from: Iterable<Place>): Set<Place> {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const seen = new Set<Place>(from);
  for (const place of seen) {
    for (const { to } of next.get(place) ?? []) seen.add(to);
  }
  return seen;
}
