import type { z } from 'zod';
import { dialogFile, likesFile, slotsFile } from './schema/dialog-files.ts';
import {
  articlesFile,
  countriesFile,
  glossaryFile,
  linksFile,
  networkFile,
  networkWordsFile,
  sourcesFile,
  synonymsFile,
  wordsFile,
} from './schema/knowledge-files.ts';
import {
  answersFile,
  commandsFile,
  guardWordsFile,
  languagesFile,
  namespaceFile,
  sameFile,
} from './schema/locale-files.ts';

/** A kind of content file: where it stands and what must be in it. */
export interface FileKind<Schema extends z.ZodType = z.ZodType> {
  /** With the groups `tag` and `name` where the path says them. */
  readonly path: RegExp;
  readonly schema: Schema;
}

const name = '(?<name>[^/]+).yaml$';
const tag = '(?<tag>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)';

/** Every kind of content file; a path belongs to the first that fits. */
export const fileKinds = {
  slots: kind('dialogs/slots.yaml$', slotsFile),
  likes: kind('dialogs/answers.yaml$', likesFile),
  dialog: kind(`dialogs/${name}`, dialogFile),
  sources: kind('knowledge/sources.yaml$', sourcesFile),
  links: kind('knowledge/links.yaml$', linksFile),
  glossary: kind('knowledge/glossary.yaml$', glossaryFile),
  countries: kind('knowledge/countries.yaml$', countriesFile),
  articles: kind(`knowledge/articles/${name}`, articlesFile),
  network: kind(`knowledge/networks/${name}`, networkFile),
  networkWords: kind(`knowledge/${tag}/networks.yaml$`, networkWordsFile),
  synonyms: kind(`knowledge/${tag}/synonyms.yaml$`, synonymsFile),
  words: kind(`knowledge/${tag}/${name}`, wordsFile),
  languages: kind('locales/languages.yaml$', languagesFile),
  commands: kind(`locales/${tag}/commands.yaml$`, commandsFile),
  answers: kind(`locales/${tag}/answers.yaml$`, answersFile),
  guardWords: kind(`locales/${tag}/guard-words.yaml$`, guardWordsFile),
  same: kind(`locales/${tag}/same.yaml$`, sameFile),
  namespace: kind(`locales/${tag}/${name}`, namespaceFile),
} as const;

/** Name of a kind of content file. */
export type KindName = keyof typeof fileKinds;

/** What a file of a kind holds. */
export type FileValue<Name extends KindName> = z.output<(typeof fileKinds)[Name]['schema']>;

function kind<Schema extends z.ZodType>(path: string, schema: Schema): FileKind<Schema> {
  return { path: new RegExp(`^${path.replaceAll('.yaml', '\\.yaml')}`), schema };
}
