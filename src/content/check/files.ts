import type { KindName } from '../file-kinds.ts';
import type { Mistake } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import { codeNamespaces } from '../said-by-code.ts';
import type { Check, View } from '../view.ts';

/** Files that stand alone: without one of them the content is not whole. */
const single: readonly { readonly kind: KindName; readonly file: string }[] = [
  { kind: 'languages', file: 'locales/languages.yaml' },
  { kind: 'slots', file: 'dialogs/slots.yaml' },
  { kind: 'likes', file: 'dialogs/answers.yaml' },
  { kind: 'dialog', file: 'dialogs/start.yaml' },
  { kind: 'dialog', file: 'dialogs/person.yaml' },
  { kind: 'sources', file: 'knowledge/sources.yaml' },
  { kind: 'links', file: 'knowledge/links.yaml' },
  { kind: 'glossary', file: 'knowledge/glossary.yaml' },
  { kind: 'countries', file: 'knowledge/countries.yaml' },
];

/** Kinds that must have at least one file; without it, what needs them cannot be checked. */
export const requiredKinds: ReadonlySet<KindName> = new Set(single.map(({ kind }) => kind));

/** Whether every file is there, in its place, and called after what is in it. */
export const fileChecks: readonly Check[] = [
  { needs: [], run: missingSingles },
  { needs: ['languages', 'dialog', 'articles'], run: missingPerLanguage },
  { needs: ['languages'], run: unknownLanguages },
  { needs: ['dialog', 'articles'], run: strayFiles },
  { needs: [], run: misnamed },
];

function* missingSingles({ paths }: View): Generator<Mistake> {
  for (const { file } of single) {
    if (!paths.has(file)) yield missing(file);
  }
}

function missing(file: string): Mistake {
  return mistake('missing-file', { file, line: 1 }, 'This file is missing.', 'Add it.');
}

function* missingPerLanguage(view: View): Generator<Mistake> {
  const { tags, paths, files } = view;
  const [languages] = files.languages;
  for (const [index, tag] of tags.entries()) {
    for (const [folder, names] of [
      ['locales', localeNames(view)],
      ['knowledge', knowledgeNames(view)],
    ] as const) {
      const expected = names.map((name) => `${folder}/${tag}/${name}.yaml`);
      const absent = expected.filter((file) => !paths.has(file));
      if (absent.length < expected.length) yield* absent.map(missing);
      else if (languages !== undefined) {
        const message = `There are no files in ${folder}/${tag}/.`;
        const remedy = `Add ${folder}/${tag}/ with its files, or take "${tag}" off the list.`;
        yield mistake('missing-file', languages.at('languages', index), message, remedy);
      }
    }
  }
}

function localeNames({ dialogs }: View): string[] {
  return [...Object.keys(dialogs), ...codeNamespaces, 'answers', 'commands', 'guard-words'];
}

function knowledgeNames({ files }: View): string[] {
  return [...files.articles.map(({ name }) => name), 'networks', 'synonyms'];
}

function* unknownLanguages({ files, tags }: View): Generator<Mistake> {
  const all = [
    ...files.words,
    ...files.networkWords,
    ...files.synonyms,
    ...files.namespace,
    ...files.answers,
    ...files.commands,
    ...files.guardWords,
    ...files.same,
  ];
  for (const { file, tag } of all) {
    if (tags.includes(tag)) continue;
    const message = `"${tag}" is not on the list of languages.`;
    const remedy = 'Add it to locales/languages.yaml, or move the file.';
    yield mistake('unknown-language', { file, line: 1 }, message, remedy);
  }
  yield* unknownForms(files, tags);
}

function* unknownForms(files: View['files'], tags: readonly string[]): Generator<Mistake> {
  const [list] = files.languages;
  if (list === undefined) return;
  for (const [tag, form] of Object.entries(list.value.forms ?? {})) {
    const known = tags.includes(tag) && form.split('-')[0] === tag.split('-')[0];
    if (known) continue;
    const message = `"${form}" cannot be the form of "${tag}".`;
    const remedy = 'Give a region of a language on the list, such as "xx: xx-YY".';
    yield mistake('unknown-language', list.at('forms', tag), message, remedy);
  }
  for (const [index, tag] of tags.entries()) {
    if (Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0) continue;
    const message = `"${tag}" is no language whose dates and lists are known.`;
    yield mistake('unknown-language', list.at('languages', index), message, 'Correct the tag.');
  }
}

function* strayFiles({ files, dialogs }: View): Generator<Mistake> {
  const namespaces = [...Object.keys(dialogs), ...codeNamespaces];
  const topics = files.articles.map(({ name }) => name);
  const stray = [
    ...files.namespace.map((it) => ({ ...it, known: namespaces, what: 'dialog' })),
    ...files.words.map((it) => ({ ...it, known: topics, what: 'topic' })),
  ].filter(({ name, known }) => !known.includes(name));
  for (const { file, name, known, what } of stray) {
    const message = `There is no ${what} "${name}", so nothing reads this file.`;
    const remedy = `Rename or delete it.${didYouMean(name, known)}`;
    yield mistake('unknown-file', { file, line: 1 }, message, remedy);
  }
}

function* misnamed({ files }: View): Generator<Mistake> {
  const named = [
    ...files.dialog.map((it) => ({ ...it, inside: it.value.dialog, path: ['dialog'] })),
    ...files.network.map((it) => ({ ...it, inside: it.value.network.id, path: ['network', 'id'] })),
  ];
  for (const { name, inside, at, path } of named) {
    if (name === inside) continue;
    const message = `The file is called "${name}", what is in it "${inside}".`;
    yield mistake('misnamed-file', at(...path), message, 'Give both the same name.');
  }
}
