import type { KindName } from '../file-kinds.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import { withoutPlaceholders } from '../placeholders.ts';
import { codeNamespaces } from '../said-by-code.ts';
import type { SpokenText } from '../texts.ts';
import type { Check, View } from '../view.ts';

const textKinds: readonly KindName[] = [
  'languages',
  'dialog',
  'slots',
  'articles',
  'network',
  'namespace',
  'answers',
  'words',
  'networkWords',
];

/** Whether everything that is said has words in every language, and nothing else has. */
export const translationChecks: readonly Check[] = [
  { needs: textKinds, run: missingTexts },
  { needs: textKinds, run: missingTranslations },
  { needs: textKinds, run: unusedTexts },
  { needs: [...textKinds, 'same'], run: untranslated },
  { needs: [...textKinds, 'same'], run: needlessSame },
];

const none: ReadonlyMap<string, SpokenText> = new Map();

function* missingTexts(view: View): Generator<Mistake> {
  const { needs, texts, first, paths } = view;
  const said = texts.get(first) ?? none;
  for (const [key, need] of needs) {
    const file = fileOf(view, first, key);
    if (need.optional || said.has(key) || !paths.has(file)) continue;
    if (need.at !== null && key.startsWith('answers:')) yield unlabelled(view, key, need.at());
    else {
      const spot = need.at?.() ?? { file, line: 1 };
      const remedy = `Add "${key.slice(key.indexOf(':') + 1)}" to ${file}.`;
      yield mistake('missing-text', spot, `There is no text "${key}".`, remedy);
    }
  }
}

function unlabelled(view: View, key: string, spot: Spot): Mistake {
  const id = idOf(key);
  const labels = [...(view.texts.get(view.first)?.keys() ?? [])]
    .filter((it) => it.startsWith('answers:'))
    .map(idOf);
  const message = `The answer "${id}" has no label.`;
  const remedy = `Add it to locales/${view.first}/answers.yaml.${didYouMean(id, labels)}`;
  return mistake('unknown-answer-label', spot, message, remedy);
}

function idOf(key: string): string {
  return key.slice(key.indexOf(':') + 1).split('.')[0] ?? '';
}

function* missingTranslations(view: View): Generator<Mistake> {
  const { needs, texts, first, tags, paths } = view;
  const original = texts.get(first) ?? none;
  for (const tag of tags.slice(1)) {
    const said = texts.get(tag) ?? none;
    for (const key of needs.keys()) {
      const file = fileOf(view, tag, key);
      if (!original.has(key) || said.has(key) || !paths.has(file)) continue;
      const remedy = `Add "${key.slice(key.indexOf(':') + 1)}" to the file.`;
      const message = `There is no text "${key}" in "${tag}".`;
      yield mistake('missing-translation', spotFor(view, tag, key), message, remedy);
    }
  }
}

function* unusedTexts(view: View): Generator<Mistake> {
  const { texts, first } = view;
  for (const all of texts.values()) {
    for (const { key, at } of all.values()) {
      const need = view.needs.get(key);
      const original = texts.get(first)?.has(key) === true;
      const used = need !== undefined && (!need.optional || original);
      if (used || !isOurs(view, key)) continue;
      const remedy = `Delete it or correct the key.${didYouMean(key, near(view, key))}`;
      const message =
        need === undefined
          ? `Nothing says the text "${key}".`
          : `"${key}" has no counterpart in "${first}".`;
      yield mistake('unused-text', at(), message, remedy);
    }
  }
}

/** Keys of the same namespace: what a misspelt one can have meant. */
function near({ needs }: View, key: string): string[] {
  const namespace = key.slice(0, key.indexOf(':') + 1);
  return [...needs.keys()].filter((it) => it.startsWith(namespace));
}

/** Words of an article, a network or a dialog that does not exist are another rule's business. */
function isOurs({ articles, networks, dialogs }: View, key: string): boolean {
  const namespace = key.slice(0, key.indexOf(':'));
  if (namespace === 'articles') return idOf(key) in articles;
  if (namespace === 'networks') return networks.has(idOf(key));
  return namespace === 'answers' || namespace in dialogs || codeNamespaces.includes(namespace);
}

function* untranslated(view: View): Generator<Mistake> {
  const { texts, first, tags, files } = view;
  for (const tag of tags.slice(1)) {
    const meant = files.same.find((file) => file.tag === tag)?.value.same ?? {};
    for (const { key, text, at } of (texts.get(tag) ?? none).values()) {
      const letters = /\p{L}/u.test(withoutPlaceholders(text, ''));
      if (text !== texts.get(first)?.get(key)?.text || !letters || key in meant) continue;
      const message = `"${key}" is the same in "${tag}" as in "${first}".`;
      const remedy = `Translate it, or list it in locales/${tag}/same.yaml with the reason.`;
      yield mistake('untranslated', at(), message, remedy);
    }
  }
}

function* needlessSame({ files, texts, first }: View): Generator<Mistake> {
  for (const { tag, value, at } of files.same) {
    for (const key of Object.keys(value.same)) {
      const text = texts.get(tag)?.get(key)?.text;
      if (text !== undefined && text === texts.get(first)?.get(key)?.text) continue;
      const message =
        text === undefined ? `There is no text "${key}".` : `"${key}" is not the same in "${tag}".`;
      yield mistake('needless-same', at('same', key), message, 'Take it off the list.');
    }
  }
}

/** The file in which a text of a language stands. */
export function fileOf({ files }: View, tag: string, key: string): string {
  const namespace = key.slice(0, key.indexOf(':'));
  if (namespace === 'networks') return `knowledge/${tag}/networks.yaml`;
  if (namespace !== 'articles') return `locales/${tag}/${namespace}.yaml`;
  const id = idOf(key);
  const topic = files.articles.find(({ value }) => value.articles.some((it) => it.id === id));
  return `knowledge/${tag}/${topic?.name ?? ''}.yaml`;
}

/** Where a text would stand in a language that lacks it: at the nearest thing around it. */
function spotFor(view: View, tag: string, key: string): Spot {
  const file = fileOf(view, tag, key);
  const { files } = view;
  const parsed = [...files.namespace, ...files.answers, ...files.words, ...files.networkWords].find(
    (it) => it.file === file,
  );
  const path = key.slice(key.indexOf(':') + 1).split('.');
  const below = key.startsWith('articles:') ? 'articles' : 'networks';
  const whole =
    key.startsWith('articles:') || key.startsWith('networks:') ? [below, ...path] : path;
  return parsed?.at(...whole) ?? { file, line: 1 };
}
