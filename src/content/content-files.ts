import type { z } from 'zod';
import type { FileKind, FileValue, KindName } from './file-kinds.ts';
import { fileKinds } from './file-kinds.ts';
import type { Mistake, Spot } from './mistake.ts';
import { mistake } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import { otherFiles } from './other-files.ts';
import { checkShape } from './schema-mistakes.ts';
import type { Path, YamlFile } from './yaml-file.ts';
import { readYaml } from './yaml-file.ts';

/** A content file of the right shape. */
export interface Parsed<Value> {
  readonly file: string;
  /** The part of the path that names it: a dialog, a topic, a network, a namespace. */
  readonly name: string;
  /** Language of its folder; empty where it has none. */
  readonly tag: string;
  readonly value: Value;
  /** Where something in it stands. */
  readonly at: (...path: Path) => Spot;
}

/** All files of a content folder that have the right shape, by kind. */
export type ContentFiles = {
  readonly [Name in KindName]: readonly Parsed<FileValue<Name>>[];
} & {
  /** Kinds of which a file could not be read: what needs all of them cannot be checked. */
  readonly broken: ReadonlySet<KindName>;
};

/** Reads every file of a content folder, given as path to text, and says what is wrong with each. */
export function parseFiles(texts: ReadonlyMap<string, string>): {
  readonly files: ContentFiles;
  readonly mistakes: Mistake[];
} {
  const mistakes: Mistake[] = [];
  const broken = new Set<KindName>();
  const byKind = sortByKind(texts, mistakes);
  const read = <Schema extends z.ZodType>(name: KindName, kind: FileKind<Schema>) =>
    (byKind.get(name) ?? []).flatMap((file): Parsed<z.output<Schema>>[] => {
      const found = parseFile(file, texts.get(file) ?? '', kind);
      mistakes.push(...found.mistakes);
      if (found.parsed !== null) return [found.parsed];
      broken.add(name);
      return [];
    });
  const files: ContentFiles = {
    ...parseDialogs(read),
    ...parseKnowledge(read),
    ...parseLocales(read),
    broken,
  };
  return { files, mistakes };
}

type Read = <Schema extends z.ZodType>(
  name: KindName,
  kind: FileKind<Schema>,
) => Parsed<z.output<Schema>>[];

function parseDialogs(read: Read): Pick<ContentFiles, 'slots' | 'likes' | 'dialog'> {
  return {
    slots: read('slots', fileKinds.slots),
    likes: read('likes', fileKinds.likes),
    dialog: read('dialog', fileKinds.dialog),
  };
}

type KnowledgeKind =
  | 'sources'
  | 'links'
  | 'glossary'
  | 'countries'
  | 'articles'
  | 'network'
  | 'networkWords'
  | 'synonyms'
  | 'words';

function parseKnowledge(read: Read): Pick<ContentFiles, KnowledgeKind> {
  return {
    sources: read('sources', fileKinds.sources),
    links: read('links', fileKinds.links),
    glossary: read('glossary', fileKinds.glossary),
    countries: read('countries', fileKinds.countries),
    articles: read('articles', fileKinds.articles),
    network: read('network', fileKinds.network),
    networkWords: read('networkWords', fileKinds.networkWords),
    synonyms: read('synonyms', fileKinds.synonyms),
    words: read('words', fileKinds.words),
  };
}

type LocaleKind = 'languages' | 'commands' | 'answers' | 'guardWords' | 'same' | 'namespace';

function parseLocales(read: Read): Pick<ContentFiles, LocaleKind> {
  return {
    languages: read('languages', fileKinds.languages),
    commands: read('commands', fileKinds.commands),
    answers: read('answers', fileKinds.answers),
    guardWords: read('guardWords', fileKinds.guardWords),
    same: read('same', fileKinds.same),
    namespace: read('namespace', fileKinds.namespace),
  };
}

function parseFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  kind: FileKind<Schema>,
): { readonly parsed: Parsed<z.output<Schema>> | null; readonly mistakes: Mistake[] } {
  const { yaml, mistakes } = readYaml(file, text);
  if (yaml === null) return { parsed: null, mistakes };
  const checked = checkShape(yaml, kind.schema);
  if (checked.value === null) return { parsed: null, mistakes: checked.mistakes };
  const groups = kind.path.exec(file)?.groups;
  const { name = '', tag = '' } = groups ?? {};
  const at = spotsOf(yaml);
  return { parsed: { file, name, tag, value: checked.value, at }, mistakes: checked.mistakes };
}

function spotsOf(yaml: YamlFile): (...path: Path) => Spot {
  return (...path) => ({ file: yaml.file, line: yaml.lineOf(path) });
}

function sortByKind(
  texts: ReadonlyMap<string, string>,
  mistakes: Mistake[],
): Map<KindName, string[]> {
  const byKind = new Map<KindName, string[]>();
  for (const file of [...texts.keys()].sort()) {
    const kind = kindOf(file);
    if (kind !== undefined) byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
    else if (!otherFiles.test(file)) mistakes.push(strayFile(file));
  }
  return byKind;
}

function kindOf(file: string): KindName | undefined {
  if (otherFiles.test(file)) return undefined;
  return kindNames.find((name) => fileKinds[name].path.test(file));
}

const kindNames: readonly KindName[] = Object.keys(fileKinds).filter(isKindName);

function isKindName(name: string): name is KindName {
  return name in fileKinds;
}

function strayFile(file: string): Mistake {
  const folders = ['dialogs', 'knowledge', 'knowledge/articles', 'knowledge/networks', 'locales'];
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const ending = file.endsWith('.yaml') ? '' : ' Files of content end in ".yaml".';
  const near = didYouMean(folder, folders);
  return mistake(
    'unknown-file',
    { file, line: 1 },
    'Nothing reads this file.',
    `Move, rename or delete it; the READMEs list what each folder holds.${ending}${near}`,
  );
}
