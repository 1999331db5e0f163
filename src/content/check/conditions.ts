import type { Condition } from '../../knowledge/condition.ts';
import { covers } from '../compile/conditions.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import type { Check, View } from '../view.ts';

/** Whether one of several wordings, routes or variants always holds, and each can. */
export const conditionChecks: readonly Check[] = [
  { needs: ['dialog'], run: (view) => orders(stateLists(view)) },
  { needs: ['articles'], run: (view) => orders(articleLists(view)) },
];

/** Entries of which the first that holds counts. */
interface List {
  readonly entries: readonly { readonly when: Condition }[];
  /** Without a last entry that always holds there would be nothing. */
  readonly whole: boolean;
  readonly at: (index: number) => Spot;
}

function* orders(lists: Iterable<List>): Generator<Mistake> {
  for (const { entries, whole, at } of lists) {
    const always = entries.some(({ when }) => Object.keys(when).length === 0);
    if (whole && entries.length > 0 && !always) {
      const message = 'Every entry has a condition, so there may be none that holds.';
      const remedy = 'Add a last entry without "when".';
      yield mistake('no-default', at(entries.length - 1), message, remedy);
    }
    for (const [index, { when }] of entries.entries()) {
      const above = entries.slice(0, index).findIndex((entry) => covers(entry.when, when));
      if (above === -1) continue;
      const message = `Entry ${above + 1} of the list holds wherever this one does and comes first.`;
      const remedy = 'Put the narrower condition first, or delete this entry.';
      yield mistake('never-reached', at(index), message, remedy);
    }
  }
}

function* stateLists({ states, stateAt }: View): Generator<List> {
  for (const [place, state] of states) {
    if (state.kind === 'route') {
      yield list(state.routes, true, (index) => stateAt(place, 'routes', index));
    } else {
      yield list(state.say, true, (index) => stateAt(place, 'say', index));
      yield list(state.resume, true, (index) => stateAt(place, 'resume', index));
      yield list(state.returning, false, (index) => stateAt(place, 'returning', index));
    }
  }
}

function* articleLists({ articles, articleAt }: View): Generator<List> {
  for (const { id, variants } of Object.values(articles)) {
    yield list(variants, true, (index) => articleAt(id, 'variants', index));
  }
}

function list(entries: List['entries'], whole: boolean, at: List['at']): List {
  return { entries, whole, at };
}
