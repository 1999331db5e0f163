import type { Dialog, Place, State } from '../dialog/definition.ts';
import type { Article } from '../knowledge/article.ts';
import { compileArticle } from './compile/articles.ts';
import { compileDialog } from './compile/dialogs.ts';
import type { ContentFiles, Parsed } from './content-files.ts';
import type { FileValue, KindName } from './file-kinds.ts';
import type { Edge } from './graph.ts';
import { edgesOf, statesByPlace } from './graph.ts';
import type { Mistake, Spot } from './mistake.ts';
import type { Need } from './needs.ts';
import { collectNeeds } from './needs.ts';
import { neededByCode } from './said-by-code.ts';
import type { SpokenText, SpokenTexts } from './texts.ts';
import { collectTexts } from './texts.ts';
import type { Path } from './yaml-file.ts';

/** All content of the right shape, looked at as a whole: what the checks read. */
export interface View {
  readonly files: ContentFiles;
  /** Every path of the folder, whether its file could be read or not. */
  readonly paths: ReadonlySet<string>;
  readonly now: number;
  /** Languages in order of preference; the first is the one the others are held against. */
  readonly tags: readonly string[];
  readonly first: string;
  readonly slots: FileValue<'slots'>['slots'];
  readonly sources: FileValue<'sources'>['sources'];
  readonly links: FileValue<'links'>['links'];
  readonly labels: FileValue<'glossary'>['labels'];
  readonly countries: FileValue<'countries'>['countries'];
  readonly dialogs: Readonly<Record<string, Dialog>>;
  readonly states: ReadonlyMap<Place, State>;
  readonly edges: readonly Edge[];
  readonly knows: Readonly<Record<Place, readonly string[]>>;
  readonly articles: Readonly<Record<string, Article>>;
  readonly networks: ReadonlyMap<string, ContentFiles['network'][number]>;
  readonly texts: SpokenTexts;
  readonly needs: ReadonlyMap<string, Need>;
  /** Where something of a state stands. */
  readonly stateAt: (place: Place, ...path: (string | number)[]) => Spot;
  /** Where something of an article's structure stands. */
  readonly articleAt: (id: string, ...path: (string | number)[]) => Spot;
}

/** A check of the content as a whole, and the kinds of files that it cannot do without. */
export interface Check {
  readonly needs: readonly KindName[];
  readonly run: (view: View) => Iterable<Mistake>;
}

/** Looks at the files as a whole. */
export function viewOf(files: ContentFiles, paths: ReadonlySet<string>, now: number): View {
  const tags = files.languages[0]?.value.languages ?? [];
  const first = tags[0] ?? '';
  const registers = registersOf(files);
  const texts = collectTexts(files);
  const articles = articlesOf(files, texts.get(first) ?? new Map<string, SpokenText>());
  const dialogs = Object.fromEntries(
    files.dialog.map(({ value }) => [value.dialog, compileDialog(value)]),
  );
  const states = statesByPlace(dialogs);
  const edges = edgesOf(states);
  const networks = new Map(files.network.map((file) => [file.value.network.id, file]));
  const places = { stateAt: stateSpots(files), articleAt: articleSpots(files) };
  const said = { dialogs, edges, articles, knows: knowsOf(files), ...places };
  const asked = Object.values(articles).flatMap(({ asks }) => asks ?? []);
  const byCode = neededByCode(registers.slots, [...new Set(asked)]);
  const needs = collectNeeds({ ...said, byCode, networks: [...networks.keys()] });
  return { files, paths, now, tags, first, ...registers, ...said, states, networks, texts, needs };
}

function registersOf(
  files: ContentFiles,
): Pick<View, 'slots' | 'sources' | 'links' | 'labels' | 'countries'> {
  return {
    slots: files.slots[0]?.value.slots ?? {},
    sources: files.sources[0]?.value.sources ?? {},
    links: files.links[0]?.value.links ?? {},
    labels: files.glossary[0]?.value.labels ?? {},
    countries: files.countries[0]?.value.countries ?? {},
  };
}

function articlesOf(
  files: ContentFiles,
  texts: ReadonlyMap<string, SpokenText>,
): Record<string, Article> {
  const entries = files.articles.flatMap(({ value }) => value.articles);
  return Object.fromEntries(
    entries.map((entry) => {
      const has = (text: string): boolean => texts.has(`articles:${entry.id}.${text}`);
      const extras = { more: has('more'), short: has('short'), why: has('why') };
      return [entry.id, compileArticle(entry, extras)];
    }),
  );
}

function knowsOf(files: ContentFiles): Record<Place, readonly string[]> {
  return Object.fromEntries(
    files.dialog.flatMap(({ value }) =>
      Object.entries(value.states).flatMap(([id, { knows }]) =>
        knows === undefined ? [] : [[`${value.dialog}/${id}`, knows] as const],
      ),
    ),
  );
}

function stateSpots(files: ContentFiles): View['stateAt'] {
  const byDialog = new Map(files.dialog.map((file) => [file.value.dialog, file]));
  return (place, ...path) => {
    const cut = place.indexOf('/');
    const file = byDialog.get(place.slice(0, cut));
    return spotIn(file, ['states', place.slice(cut + 1), ...path]);
  };
}

function articleSpots(files: ContentFiles): View['articleAt'] {
  const byId = new Map(
    files.articles.flatMap((file) =>
      file.value.articles.map(({ id }, index) => [id, { file, index }] as const),
    ),
  );
  return (id, ...path) => {
    const found = byId.get(id);
    return spotIn(found?.file, ['articles', found?.index ?? 0, ...path]);
  };
}

function spotIn(file: Parsed<unknown> | undefined, path: Path): Spot {
  return file === undefined ? { file: '', line: 1 } : file.at(...path);
}
