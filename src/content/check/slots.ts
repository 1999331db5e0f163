import type { State } from '../../dialog/definition.ts';
import type { Condition } from '../../knowledge/condition.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import { valueSlots } from '../placeholders.ts';
import type { Check, View } from '../view.ts';

/** Whether every slot and value that is named exists and counts for something. */
export const slotChecks: readonly Check[] = [
  { needs: ['languages', 'slots', 'dialog', 'articles', 'network', 'words'], run: unknownUses },
  {
    needs: ['languages', 'slots', 'dialog', 'articles', 'network', 'words', 'namespace'],
    run: unusedSlots,
  },
  { needs: ['slots', 'dialog'], run: derivedSlots },
  { needs: ['articles'], run: pointlessQuestions },
];

/** The tone of a greeting or thanks: known only while an article is chosen. */
const tone = 'tone';

/** A slot that is named, with the value if there is one. */
interface Use {
  readonly slot: string;
  readonly value: string | null;
  readonly at: () => Spot;
}

function* unknownUses(view: View): Generator<Mistake> {
  const known = [...Object.keys(view.slots), tone];
  for (const { slot, value, at } of usesOf(view)) {
    if (!known.includes(slot)) {
      const remedy = `Add it to dialogs/slots.yaml or correct it.${didYouMean(slot, known)}`;
      yield mistake('unknown-slot', at(), `There is no slot "${slot}".`, remedy);
      continue;
    }
    const values = valuesOf(view, slot);
    if (value === null || value === 'known' || value === 'unknown' || values.has(value)) continue;
    const message = `"${value}" is no value of the slot "${slot}".`;
    yield mistake('unknown-value', at(), message, `Correct it.${didYouMean(value, values)}`);
  }
}

function valuesOf(view: View, slot: string): Set<string> {
  if (slot === tone) return tonesOf(view);
  const { reads, values } = view.slots[slot] ?? {};
  if (reads === 'network') return new Set(view.networks.keys());
  if (reads === 'country') return new Set(Object.keys(view.countries));
  return new Set(values);
}

function tonesOf({ files, first }: View): Set<string> {
  const articles = files.words
    .filter(({ tag }) => tag === first)
    .flatMap(({ value }) => Object.values(value.articles));
  return new Set(articles.flatMap(({ tones }) => Object.keys(tones ?? {})));
}

function usesOf(view: View): Use[] {
  const states = [...view.states].flatMap(([place, state]) =>
    stateUses(
      state,
      (...path) =>
        () =>
          view.stateAt(place, ...path),
    ),
  );
  const articles = Object.values(view.articles).flatMap(({ id, variants, asks }) => [
    ...variants.flatMap(({ when }, index) =>
      inCondition(when, () => view.articleAt(id, 'variants', index)),
    ),
    ...(asks === null ? [] : [use(asks, null, () => view.articleAt(id, 'asks'))]),
  ]);
  const knows = Object.entries(view.knows).flatMap(([place, slots]) =>
    slots.map((slot, index) => use(slot, null, () => view.stateAt(place, 'knows', index))),
  );
  return [...states, ...articles, ...knows];
}

function stateUses(state: State, at: (...path: (string | number)[]) => () => Spot): Use[] {
  if (state.kind === 'route') {
    return state.routes.flatMap(({ when }, index) => inCondition(when, at('routes', index)));
  }
  return [
    ...state.say.flatMap(({ when }, index) => inCondition(when, at('say', index))),
    ...state.returning.flatMap(({ when }, index) => inCondition(when, at('returning', index))),
    ...state.resume.flatMap(({ when }, index) => inCondition(when, at('resume', index))),
    ...Object.keys(state.learns).map((slot) => use(slot, null, at('learns', slot))),
    ...state.answers.flatMap(({ id, set, clear }) => [
      ...Object.entries(set).map(([slot, value]) => use(slot, value, at('answers', id))),
      ...clear.map((slot) => use(slot, null, at('answers', id))),
    ]),
    ...(state.collects === null ? [] : [use(state.collects, null, at('collects'))]),
  ];
}

function inCondition(when: Condition, at: () => Spot): Use[] {
  return Object.entries(when).flatMap(([slot, values]) =>
    values.map((value) => use(slot, value, at)),
  );
}

function use(slot: string, value: string | null, at: () => Spot): Use {
  return { slot, value, at };
}

/** A slot counts when a condition asks for it or a text shows it; being set is not enough. */
function* unusedSlots(view: View): Generator<Mistake> {
  const inStates = [...view.states.values()].flatMap(conditionsOf);
  const inArticles = Object.values(view.articles).flatMap(({ variants }) =>
    variants.map(({ when }) => when),
  );
  const asked = [...inStates, ...inArticles].flatMap((when) => Object.keys(when));
  const shown = [...(view.texts.get(view.first)?.values() ?? [])]
    .flatMap(({ placeholders }) => placeholders.values)
    .flatMap((value) => valueSlots[value] ?? []);
  const used = new Set([...asked, ...shown]);
  const [slots] = view.files.slots;
  for (const slot of Object.keys(view.slots)) {
    if (used.has(slot) || slots === undefined) continue;
    const message = `No condition asks for the slot "${slot}", and no text shows it.`;
    yield mistake('unused-slot', slots.at('slots', slot), message, 'Use it or delete it.');
  }
}

function conditionsOf(state: State): Condition[] {
  return state.kind === 'route'
    ? state.routes.map(({ when }) => when)
    : [...state.say, ...state.resume, ...state.returning].map(({ when }) => when);
}

function* derivedSlots({ states, slots, stateAt }: View): Generator<Mistake> {
  const derived = (slot: string | null): boolean =>
    slot !== null && slots[slot]?.reads === 'derived';
  for (const [place, state] of states) {
    if (state.kind === 'route') continue;
    const set = state.answers.flatMap(({ id, set: given, clear }) =>
      [...Object.keys(given), ...clear].map((slot) => ({ slot, path: ['answers', id] })),
    );
    for (const { slot, path } of [...set, { slot: state.collects, path: ['collects'] }]) {
      if (slot === null || !derived(slot)) continue;
      const message = `The slot "${slot}" follows from others; it cannot be collected, set or cleared.`;
      yield mistake('derived-slot', stateAt(place, ...path), message, 'Name a slot that is asked.');
    }
  }
}

/** Slots that the network settles, so that asking for the network can change them. */
const ofNetwork = ['network', 'desk', 'desk-page', 'website', 'general', 'label', 'process'];

function* pointlessQuestions({ articles, articleAt }: View): Generator<Mistake> {
  for (const { id, asks, variants } of Object.values(articles)) {
    const changing = asks === 'network' ? ofNetwork : [asks];
    const counts = variants.some(({ when }) =>
      Object.keys(when).some((slot) => changing.includes(slot)),
    );
    if (asks === null || counts) continue;
    const message = `"${id}" asks for "${asks}", and no variant depends on it.`;
    const remedy = 'Take out "asks", or add the variant that the answer is for.';
    yield mistake('pointless-question', articleAt(id, 'asks'), message, remedy);
  }
}
