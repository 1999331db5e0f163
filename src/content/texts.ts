import type { ContentFiles, Parsed } from './content-files.ts';
import type { Spot } from './mistake.ts';
import type { Placeholders } from './placeholders.ts';
import { readPlaceholders } from './placeholders.ts';
import type { Texts } from './schema/locale-files.ts';

/** A text that is said to people, where it stands and what is in it. */
export interface SpokenText {
  /** Namespace and key: `second-factor:sign-in.say`. */
  readonly key: string;
  readonly tag: string;
  readonly text: string;
  readonly at: () => Spot;
  readonly placeholders: Placeholders;
}

/** All that is said, by language and key. */
export type SpokenTexts = ReadonlyMap<string, ReadonlyMap<string, SpokenText>>;

/** Collects every text that people are shown: dialogs, general words, buttons, articles, fields. */
export function collectTexts(files: ContentFiles): SpokenTexts {
  const all = [
    ...files.namespace.flatMap((file) => nested(file, file.name, file.value, [])),
    ...files.answers.flatMap(labels),
    ...files.words.flatMap(articleTexts),
    ...files.networkWords.flatMap((file) =>
      Object.entries(file.value.networks).map(([id, { field }]) =>
        spoken(file, `networks:${id}.field`, field, ['networks', id, 'field']),
      ),
    ),
  ];
  const byTag = Map.groupBy(all, ({ tag }) => tag);
  return new Map([...byTag].map(([tag, texts]) => [tag, new Map(texts.map((it) => [it.key, it]))]));
}

function nested(
  file: Parsed<unknown>,
  prefix: string,
  texts: Texts,
  path: readonly string[],
): SpokenText[] {
  return Object.entries(texts).flatMap(([name, inner]) => {
    const below = [...path, name];
    return typeof inner === 'string'
      ? [spoken(file, `${prefix}:${below.join('.')}`, inner, below)]
      : nested(file, prefix, inner, below);
  });
}

function labels(file: ContentFiles['answers'][number]): SpokenText[] {
  const { action, ...answers } = file.value;
  return [
    ...Object.entries(answers).map(([id, { label }]) =>
      spoken(file, `answers:${id}.label`, label, [id, 'label']),
    ),
    ...Object.entries(action).map(([id, { label }]) =>
      spoken(file, `answers:action.${id}.label`, label, ['action', id, 'label']),
    ),
  ];
}

function articleTexts(file: ContentFiles['words'][number]): SpokenText[] {
  return Object.entries(file.value.articles).flatMap(([id, words]) => {
    const { title, answers, short, why, more } = words;
    const at = ['articles', id];
    const extras = Object.entries({ short, why, more });
    return [
      spoken(file, `articles:${id}.title`, title, [...at, 'title']),
      ...Object.entries(answers ?? {}).map(([variant, text]) =>
        spoken(file, `articles:${id}.${variant}`, text, [...at, 'answers', variant]),
      ),
      ...extras.flatMap(([name, text]) =>
        text === undefined ? [] : [spoken(file, `articles:${id}.${name}`, text, [...at, name])],
      ),
    ];
  });
}

function spoken(
  file: Parsed<unknown>,
  key: string,
  text: string,
  path: readonly string[],
): SpokenText {
  const at = (): Spot => file.at(...path);
  return { key, tag: file.tag, text, at, placeholders: readPlaceholders(text) };
}

/** The texts of one language as i18next takes them: by namespace, nested. */
export function asResources(texts: ReadonlyMap<string, SpokenText>): Record<string, Texts> {
  const resources: Record<string, Branch> = {};
  for (const { key, text } of texts.values()) {
    const cut = key.indexOf(':');
    const path = key.slice(cut + 1).split('.');
    const last = path.pop() ?? '';
    let branch = (resources[key.slice(0, cut)] ??= {});
    for (const step of path) {
      const inner = branch[step];
      branch = typeof inner === 'object' ? inner : (branch[step] = {});
    }
    branch[last] = text;
  }
  return resources;
}

interface Branch {
  [key: string]: string | Branch;
}

/** Kind of a text by its key: a button is read differently from a message. */
export function roleOf(key: string): 'label' | 'title' | 'field' | 'message' {
  if (key.startsWith('answers:')) return 'label';
  if (key.startsWith('networks:')) return 'field';
  return key.startsWith('articles:') && key.endsWith('.title') ? 'title' : 'message';
}
