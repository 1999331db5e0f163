import type { Condition } from '../knowledge/condition.ts';
import type { Article } from '../knowledge/article.ts';
import type { Dialog, Place, SayState, Wording } from '../dialog/definition.ts';
import { knownWhere } from './compile/conditions.ts';
import { universalAnswers } from './compile/dialogs.ts';
import type { Edge } from './graph.ts';
import type { Spot } from './mistake.ts';
import { valueSlots, withConsequences } from './placeholders.ts';

/** A text that something says, and what is certain wherever it is said. */
export interface Need {
  /** Values that are filled wherever the text is said. */
  readonly values: ReadonlySet<string>;
  /** Where the author asks for the text; null where the code does. */
  readonly at: (() => Spot) | null;
  /** Details that an article may have or not. */
  readonly optional: boolean;
}

/** What needs texts. */
export interface Speakers {
  readonly dialogs: Readonly<Record<string, Dialog>>;
  readonly edges: readonly Edge[];
  readonly articles: Readonly<Record<string, Article>>;
  /** Values that the author says are known at a place. */
  readonly knows: Readonly<Record<Place, readonly string[]>>;
  /** Texts that the code says, with their values. */
  readonly byCode: ReadonlyMap<string, readonly string[]>;
  readonly networks: readonly string[];
  readonly stateAt: (place: Place, ...path: (string | number)[]) => Spot;
  readonly articleAt: (id: string, ...path: (string | number)[]) => Spot;
}

/** Every text that must be there, by its key. */
export function collectNeeds(speakers: Speakers): Map<string, Need> {
  const needs = new Map<string, Need>();
  const add = (key: string, need: Need): void => {
    const before = needs.get(key);
    const values = new Set([...need.values].filter((value) => before?.values.has(value) !== false));
    needs.set(key, { ...(before ?? need), values });
  };
  for (const [key, values] of speakers.byCode) {
    add(key, { values: new Set(values), at: null, optional: false });
  }
  for (const [key, need] of [
    ...dialogNeeds(speakers),
    ...stateNeeds(speakers),
    ...answerNeeds(speakers),
    ...articleNeeds(speakers),
  ]) {
    add(key, need);
  }
  for (const id of speakers.networks) {
    add(`networks:${id}.field`, { values: new Set(), at: null, optional: false });
  }
  return needs;
}

/** Why a dialog asks what it asks: for whoever types "why". */
function dialogNeeds({ dialogs, stateAt }: Speakers): [string, Need][] {
  return Object.values(dialogs).map(({ id, start }) => [
    `${id}:why`,
    { values: new Set(), at: () => stateAt(`${id}/${start}`), optional: false },
  ]);
}

function stateNeeds(speakers: Speakers): [string, Need][] {
  return Object.values(speakers.dialogs).flatMap((dialog) =>
    Object.values(dialog.states).flatMap((state) =>
      state.kind === 'say' ? sayNeeds(speakers, `${dialog.id}/${state.id}`, state) : [],
    ),
  );
}

function sayNeeds(speakers: Speakers, place: Place, state: SayState): [string, Need][] {
  const always = alwaysKnown(speakers, place);
  const at =
    (...path: (string | number)[]) =>
    (): Spot =>
      speakers.stateAt(place, ...path);
  const key = (text: string): string => `${place.replace('/', ':')}.${text}`;
  const plain = (text: string, ...path: string[]): [string, Need] => [
    key(text),
    { values: valuesOf(always), at: at(...path), optional: false },
  ];
  const worded = (wordings: readonly Wording[], name: string): [string, Need][] =>
    wordings.map(({ when, text }, index) => [
      key(text),
      {
        values: valuesOf(new Set([...always, ...knownAmong(wordings, index, when)])),
        at: at(name, index),
        optional: false,
      },
    ]);
  return [
    ...worded(state.say, 'say'),
    ...worded(state.resume, 'resume'),
    ...(state.collects === null ? [] : [plain('hint', 'collects')]),
    ...(state.short ? [plain('short', 'short')] : []),
    ...worded(state.returning, 'returning'),
  ];
}

/** What is known at a place whatever the way: said by the author, or marked on every way there. */
function alwaysKnown(speakers: Speakers, place: Place): Set<string> {
  const ways = speakers.edges.filter(({ to }) => to === place);
  const sent = ways.length > 0 && ways.every(({ mark }) => mark === 'sent');
  return new Set([...(speakers.knows[place] ?? []), ...(sent ? ['sent'] : [])]);
}

function knownAmong(
  entries: readonly { readonly when: Condition }[],
  index: number,
  when: Condition,
): Set<string> {
  return knownWhere(
    when,
    entries.slice(0, index).map((entry) => entry.when),
  );
}

function valuesOf(known: ReadonlySet<string>): Set<string> {
  const all = withConsequences(known);
  return new Set(
    Object.entries(valueSlots)
      .filter(([, slot]) => slot === null || all.has(slot))
      .map(([value]) => value),
  );
}

function answerNeeds(speakers: Speakers): [string, Need][] {
  return Object.values(speakers.dialogs).flatMap((dialog) =>
    Object.values(dialog.states).flatMap((state) => {
      if (state.kind === 'route') return [];
      const place = `${dialog.id}/${state.id}`;
      return state.answers
        .filter(({ id }) => !(id in universalAnswers))
        .map(({ id }): [string, Need] => {
          const at = (): Spot => speakers.stateAt(place, 'answers', id);
          return [`answers:${id}.label`, { values: new Set(), at, optional: false }];
        });
    }),
  );
}

function articleNeeds(speakers: Speakers): [string, Need][] {
  return Object.values(speakers.articles).flatMap(({ id, scope, variants }) => {
    const at =
      (...path: (string | number)[]) =>
      (): Spot =>
        speakers.articleAt(id, ...path);
    return [
      [`articles:${id}.title`, { values: new Set<string>(), at: at(), optional: false }],
      ...['more', 'short', 'why'].map((text): [string, Need] => [
        `articles:${id}.${text}`,
        {
          values: valuesOf(new Set()),
          at: at(),
          optional: text !== 'short' || scope !== 'in',
        },
      ]),
      ...variants.map((variant, index): [string, Need] => [
        `articles:${id}.${variant.id}`,
        {
          values: valuesOf(knownAmong(variants, index, variant.when)),
          at: at('variants', index),
          optional: false,
        },
      ]),
    ];
  });
}
