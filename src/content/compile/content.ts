import type { Gesture } from '../../dialog/content.ts';
import type { SlotDefinition } from '../../dialog/definition.ts';
import type { GuardWords } from '../../guard/words.ts';
import type { Speech } from '../../locale/speech.ts';
import type { Example, TrainingSet } from '../../nlu/training-set.ts';
import { rootOf } from '../graph.ts';
import type { CompiledDialogs, LoadedContent, NetworkNames } from '../loaded-content.ts';
import { withoutPlaceholders } from '../placeholders.ts';
import { isGuardWords } from '../schema/locale-files.ts';
import { asResources } from '../texts.ts';
import type { View } from '../view.ts';
import { compileNetwork } from './networks.ts';
import { compilePhrases, phrases } from './phrases.ts';

/** Content without mistakes, as the rest of the house takes it. */
export function compileContent(view: View, fingerprint: string): LoadedContent {
  const { files, articles, sources, knows } = view;
  return {
    compiled: compileEngine(view),
    speech: compileSpeech(view),
    training: compileTraining(view),
    outOfScope: Object.values(articles).flatMap(({ id, scope }) => (scope === 'out' ? [id] : [])),
    networkNames: networkNames(view),
    unclear: unclearPhrases(view),
    slotWords: byTag(files.commands, ({ slots }) => slots),
    negations: byTag(files.commands, ({ negations }) => negations),
    guardWords: guardWords(view),
    sources,
    knows,
    fingerprint,
  };
}

function compileEngine(view: View): CompiledDialogs {
  const { dialogs, articles, tags } = view;
  return {
    root: rootOf(dialogs),
    dialogs,
    articles,
    networks: Object.fromEntries(
      [...view.networks].map(([id, { value }]) => [id, compileNetwork(value.network, view.links)]),
    ),
    slots: slotDefinitions(view),
    countries: countryNames(view),
    placeholders: valuesByText(view),
    foreignLabels: foreignLabels(view),
    phrases: Object.fromEntries(tags.map((tag) => [tag, compilePhrases(view, tag)])),
    likes: likes(view),
    sources: Object.fromEntries(
      Object.entries(view.sources).map(([id, { title, kind }]) => [id, { title, kind }]),
    ),
    unsupported: view.files.languages[0]?.value.unsupported ?? {},
    languages: tags,
  };
}

function slotDefinitions({ slots }: View): Record<string, SlotDefinition> {
  return Object.fromEntries(
    Object.entries(slots).map(([id, { reads, values, expects }]) => [
      id,
      { id, reads, values: values ?? [], expects: expects ?? {} },
    ]),
  );
}

/** Names of countries as the list of the access request has them; where no source shows it, the usual one. */
function countryNames({ countries, first }: View): Record<string, string> {
  const names = new Intl.DisplayNames([first], { type: 'region' });
  return Object.fromEntries(
    Object.entries(countries).map(([iso, { label }]) => [iso, label ?? names.of(iso) ?? iso]),
  );
}

function valuesByText({ texts, first }: View): Record<string, readonly string[]> {
  const all = [...(texts.get(first)?.values() ?? [])];
  return Object.fromEntries(
    all
      .filter(({ placeholders }) => placeholders.values.length > 0)
      .map(({ key, placeholders }) => [key, placeholders.values]),
  );
}

function foreignLabels({ texts, tags, labels }: View): Record<string, ReadonlySet<string>> {
  return Object.fromEntries(
    tags.slice(1).map((tag) => {
      const foreign = [...(texts.get(tag)?.values() ?? [])].filter(({ placeholders }) =>
        placeholders.labels.some(
          (id) => labels[id]?.[tag] === undefined && labels[id]?.screen !== 'mailbox',
        ),
      );
      return [tag, new Set(foreign.map(({ key }) => key))];
    }),
  );
}

/** A phrase that two languages share means what the first of them says. */
function unclearPhrases({ files }: View): Map<string, readonly string[]> {
  const meanings = files.likes[0]?.value.unclear ?? {};
  const found = new Map<string, readonly string[]>();
  for (const { value } of files.commands) {
    for (const [name, texts] of Object.entries(value.unclear ?? {})) {
      for (const words of phrases(texts)) {
        const phrase = words.join(' ');
        if (!found.has(phrase)) found.set(phrase, meanings[name] ?? []);
      }
    }
  }
  return found;
}

function likes({ files }: View): Record<Gesture, ReadonlySet<string>> {
  const { done, yes, no, unsure } = files.likes[0]?.value.like ?? {};
  return { done: new Set(done), yes: new Set(yes), no: new Set(no), unsure: new Set(unsure) };
}

function compileSpeech(view: View): Speech {
  const { tags, files, texts } = view;
  const forms = files.languages[0]?.value.forms ?? {};
  return {
    languages: tags,
    forms: Object.fromEntries(tags.map((tag) => [tag, forms[tag] ?? tag])),
    texts: Object.fromEntries(tags.map((tag) => [tag, asResources(texts.get(tag) ?? new Map())])),
    labels: Object.fromEntries(
      Object.entries(view.labels).map(([id, label]) => [id, labelTexts(tags, label)]),
    ),
    links: Object.fromEntries(Object.entries(view.links).map(([id, { address }]) => [id, address])),
    networks: Object.fromEntries(
      [...view.networks].map(([id, { value }]) => [id, value.network.short]),
    ),
  };
}

function labelTexts(
  tags: readonly string[],
  label: Readonly<Record<string, { readonly text: string } | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const text = label[tag]?.text;
      return text === undefined ? [] : [[tag, text]];
    }),
  );
}

function compileTraining(view: View): TrainingSet {
  const { files, tags } = view;
  const examples = files.words.flatMap(({ value, tag: language }) =>
    Object.entries(value.articles).flatMap(([intent, { title, questions }]): Example[] => [
      ...questions.map((text): Example => ({ text, intent, language, kind: 'question' })),
      { text: title, intent, language, kind: 'title' },
    ]),
  );
  return {
    examples: examples.filter(({ language }) => tags.includes(language)),
    synonyms: byTag(files.synonyms, ({ groups }) => groups),
    parallel: parallelTexts(view),
  };
}

/** The texts that are said in every language: from these the matcher learns which words translate each other. */
function parallelTexts({ texts, tags, needs }: View): Record<string, string>[] {
  return [...needs.keys()].flatMap((key) => {
    const said = tags.flatMap((tag) => {
      const text = texts.get(tag)?.get(key)?.text;
      return text === undefined ? [] : [[tag, withoutPlaceholders(text, ' ')] as const];
    });
    return said.length > 1 ? [Object.fromEntries(said)] : [];
  });
}

function networkNames({ files, networks }: View): NetworkNames[] {
  return [...networks].map(([id, { value }]) => {
    const { name, short, aliases } = value.network;
    const fields = files.networkWords.map((file) => {
      return [file.tag, file.value.networks[id]?.words ?? []] as const;
    });
    return {
      id,
      names: [...new Set([name, short, ...aliases])],
      fields: Object.fromEntries(fields),
    };
  });
}

function guardWords({ files }: View): Record<string, GuardWords> {
  return Object.fromEntries(
    files.guardWords.flatMap(({ tag, value: { guard } }) =>
      isGuardWords(guard) ? [[tag, guard]] : [],
    ),
  );
}

function byTag<Value, Part>(
  files: readonly { readonly tag: string; readonly value: Value }[],
  part: (value: Value) => Part,
): Record<string, Part> {
  return Object.fromEntries(files.map(({ tag, value }) => [tag, part(value)]));
}
