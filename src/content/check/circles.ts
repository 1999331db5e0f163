import type { Place, State } from '../../dialog/definition.ts';
import type { Facts } from '../../knowledge/condition.ts';
import { holds } from '../../knowledge/condition.ts';
import type { Mistake } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { withConsequences } from '../placeholders.ts';
import type { Check, View } from '../view.ts';

/** Whether a conversation always comes to a state that waits for the person. */
export const circleChecks: readonly Check[] = [{ needs: ['dialog', 'slots'], run: circles }];

/** More combinations of facts than this are not tried; a circle among so many slots is unheard of. */
const mostTries = 20_000;

/** A value that no condition names. */
const anything = '…';

function* circles(view: View): Generator<Mistake> {
  const told = new Set<string>();
  for (const [place] of view.states) {
    const around = closure(view, place);
    if (!around.some((it) => ways(view, it).includes(place))) continue;
    if ([...valuesAsked(view, around).keys()].some((slot) => !(slot in view.slots))) continue;
    for (const facts of combinations(view, around)) {
      const circle = circleFrom(view, place, facts);
      const name = [...(circle ?? [])].sort().join(' ');
      if (circle === null || told.has(name)) continue;
      told.add(name);
      yield endless(view, circle, facts);
    }
  }
}

function endless(view: View, circle: readonly Place[], facts: Facts): Mistake {
  const [start = ''] = circle;
  const known = Object.entries(facts).map(([slot, value]) => `${slot}: ${value}`);
  const when = known.length === 0 ? 'when nothing is known' : `with ${known.join(', ')}`;
  const way = [...circle, start].join(' → ');
  const message = `Without ever waiting, ${when}: ${way}.`;
  const remedy = 'Let one of these routes lead to a state that says something and waits.';
  return mistake('endless-routes', view.stateAt(start), message, remedy);
}

/** The states that are passed in a circle from a place with these facts; null where one waits. */
function circleFrom(view: View, start: Place, facts: Facts): Place[] | null {
  const passed: Place[] = [];
  let place: Place | null = start;
  while (place !== null && !passed.includes(place)) {
    passed.push(place);
    place = next(view.states.get(place), facts);
  }
  return place === start ? passed : null;
}

/** Where the engine goes on at once; null where it waits. */
function next(state: State | undefined, facts: Facts): Place | null {
  if (state === undefined) return null;
  if (state.kind === 'route') {
    const to = state.routes.find(({ when }) => holds(when, facts))?.to;
    return to?.kind === 'place' ? to.place : null;
  }
  const known = state.collects !== null && facts[state.collects] !== undefined;
  return known && state.next?.kind === 'place' ? state.next.place : null;
}

/** Ways that can be taken without waiting. */
function ways(view: View, place: Place): Place[] {
  const state = view.states.get(place);
  if (state?.kind === 'route') {
    return state.routes.flatMap(({ to }) => (to.kind === 'place' ? [to.place] : []));
  }
  return state?.collects != null && state.next?.kind === 'place' ? [state.next.place] : [];
}

function closure(view: View, start: Place): Place[] {
  const seen = new Set([start]);
  for (const place of seen) for (const to of ways(view, place)) seen.add(to);
  return [...seen];
}

/** Every combination of facts that the ways between these places tell apart. */
function* combinations(view: View, places: readonly Place[]): Generator<Facts> {
  const domains = [...valuesAsked(view, places)].map(
    ([slot, values]) => [slot, [undefined, ...values]] as const,
  );
  const total = domains.reduce((product, [, values]) => product * values.length, 1);
  for (let number = 0; number < Math.min(total, mostTries); number += 1) {
    const facts: Record<string, string> = {};
    let rest = number;
    for (const [slot, values] of domains) {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      if (value !== undefined) facts[slot] = value;
    }
    if (isPossible(facts, domains)) yield facts;
  }
}

/** What follows from a fact cannot be known without it. */
function isPossible(facts: Facts, domains: readonly (readonly [string, unknown])[]): boolean {
  const asked = new Set(domains.map(([slot]) => slot));
  const known = new Set(Object.keys(facts));
  return [...withConsequences(known)].every((slot) => known.has(slot) || !asked.has(slot));
}

function valuesAsked(view: View, places: readonly Place[]): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>();
  const add = (slot: string, values: readonly string[]): void => {
    const { reads, values: listed } = view.slots[slot] ?? { reads: 'choice', values: [] };
    const all = reads === 'choice' || reads === 'derived' ? (listed ?? []) : [anything];
    const named = values.filter((value) => value !== 'known' && value !== 'unknown');
    const before = asked.get(slot) ?? [];
    asked.set(slot, new Set([...before, ...all, ...named]));
  };
  for (const place of places) {
    const state = view.states.get(place);
    if (state?.kind === 'route') {
      for (const { when } of state.routes) {
        for (const [slot, values] of Object.entries(when)) add(slot, values);
      }
    } else if (state?.collects != null) add(state.collects, []);
  }
  return asked;
}
