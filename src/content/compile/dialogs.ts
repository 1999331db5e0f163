import type {
  Answer,
  Dialog,
  Place,
  RouteState,
  SayState,
  State,
  Target,
  UniversalAction,
  Wording,
} from '../../dialog/definition.ts';
import { universalActions } from '../../dialog/definition.ts';
import type { DialogEntry, StateEntry, TargetEntry, WordingEntry } from '../schema/dialog-files.ts';
import { asCondition } from './conditions.ts';

/** Answers that mean the same in every state, and what they do; their words are the action's. */
export const universalAnswers: Readonly<Record<string, UniversalAction>> = {
  'looks-different': 'different',
  stuck: 'stuck',
  more: 'more',
};

/** Buttons that fit in one message. */
export const mostAnswers = 4;

/**
 * A dialog as the engine runs it: every shorthand of the author written out.
 *
 * Names that lead nowhere are kept, so that the checks can say where they stand.
 */
export function compileDialog(entry: DialogEntry): Dialog {
  const states = Object.entries(entry.states).map(
    ([id, state]) => [id, compileState(entry, id, state)] as const,
  );
  return {
    id: entry.dialog,
    stage: entry.stage ?? null,
    start: entry.start,
    states: Object.fromEntries(states),
    person: entry.person ?? null,
    renamed: entry.renamed ?? {},
  };
}

function compileState(dialog: DialogEntry, id: string, state: StateEntry): State {
  return state.routes === undefined
    ? compileSay(dialog, id, state)
    : compileRoutes(dialog, id, state.routes);
}

function compileRoutes(
  dialog: DialogEntry,
  id: string,
  routes: NonNullable<StateEntry['routes']>,
): RouteState {
  return {
    kind: 'route',
    id,
    routes: routes.map(({ when, to }) => ({
      when: asCondition(when),
      to: { kind: 'place', place: absolute(dialog, to) },
    })),
  };
}

function compileSay(dialog: DialogEntry, id: string, state: StateEntry): SayState {
  return {
    kind: 'say',
    id,
    say: (state.say ?? [{ text: 'say' }]).map(asWording),
    answers: withMore(state, compileAnswers(dialog, state)),
    collects: state.collects ?? null,
    next: state.next === undefined ? null : { kind: 'place', place: absolute(dialog, state.next) },
    expects: state.expects ?? dialog.expects ?? [],
    sources: state.sources ?? dialog.sources ?? [],
    stuck: branchOf(dialog, id, 'stuck', state.stuck),
    different: branchOf(dialog, id, 'different', state.different),
    resume: (state.resume ?? [{ text: 'resume' }]).map(asWording),
    learns: Object.fromEntries(
      Object.entries(state.learns ?? {}).map(([slot, to]) => [slot, absolute(dialog, to)]),
    ),
    returning: (state.returning ?? []).map(asWording),
    short: state.short ?? false,
    success: state.success ?? false,
  };
}

function asWording({ when, text }: WordingEntry): Wording {
  return { when: asCondition(when), text };
}

function compileAnswers(dialog: DialogEntry, state: StateEntry): Answer[] {
  const own = Object.entries(state.answers ?? {}).map(([id, target]) =>
    compileAnswer(dialog, id, target),
  );
  if (state.done === undefined) return own;
  const { answer, ...to } = state.done;
  const everywhere = Object.keys(universalAnswers).map((id) => universalAnswer(id));
  return [compileAnswer(dialog, answer, to), ...own, ...everywhere];
}

function withMore(state: StateEntry, answers: Answer[]): Answer[] {
  const has = answers.some(({ id }) => id === 'more');
  const room = answers.length < mostAnswers && state.more !== false;
  return room && !has ? [...answers, universalAnswer('more')] : answers;
}

function universalAnswer(id: string): Answer {
  const action = universalAnswers[id] ?? 'more';
  return { ...nothing, id, to: { kind: 'action', action } };
}

function compileAnswer(dialog: DialogEntry, id: string, entry: TargetEntry): Answer {
  if (typeof entry === 'string') return { ...nothing, id, to: goalOf(dialog, id, entry) };
  return {
    id,
    to: targetOf(dialog, id, entry),
    set: entry.set ?? {},
    clear: entry.clear ?? [],
    mark: entry.mark ?? null,
    sends: entry.sends ?? false,
  };
}

const nothing = { set: {}, clear: [], mark: null, sends: false };

function targetOf(dialog: DialogEntry, id: string, entry: Exclude<TargetEntry, string>): Target {
  if (entry.article !== undefined) return { kind: 'article', article: entry.article };
  if (entry.call !== undefined) return { kind: 'call', place: absolute(dialog, entry.call) };
  return goalOf(dialog, id, entry.to ?? '');
}

/** Where a word leads; "stuck" and "looks different" with a state of their own come back from it. */
function goalOf(dialog: DialogEntry, id: string, goal: string): Target {
  if (goal === '@return') return { kind: 'return' };
  const action = universalActions.find((known) => goal === `@${known}`);
  if (action !== undefined) return { kind: 'action', action };
  const kind = id in universalAnswers ? 'call' : 'place';
  return { kind, place: absolute(dialog, goal) };
}

/** The side branch for being stuck or seeing something else; inside such a branch it is a person. */
function branchOf(
  dialog: DialogEntry,
  id: string,
  kind: 'stuck' | 'different',
  own: string | undefined,
): Target | null {
  if (own !== undefined) return goalOf(dialog, universalOf(kind), own);
  const state = dialog[kind];
  if (state === undefined) return null;
  const sides = kind === 'stuck' ? [dialog.stuck, dialog.different] : [dialog.different];
  if (sides.some((side) => side !== undefined && isPartOf(side, id))) {
    return { kind: 'action', action: 'person' };
  }
  return { kind: 'call', place: absolute(dialog, state) };
}

function universalOf(kind: 'stuck' | 'different'): string {
  return kind === 'stuck' ? 'stuck' : 'looks-different';
}

/** A side branch is a state and those named after it: `trouble`, `trouble-more`. */
function isPartOf(side: string, id: string): boolean {
  return id === side || id.startsWith(`${side}-`);
}

function absolute(dialog: DialogEntry, place: string): Place {
  return place.includes('/') ? place : `${dialog.dialog}/${place}`;
}
