import { circleChecks } from './check/circles.ts';
import { conditionChecks } from './check/conditions.ts';
import { fileChecks, requiredKinds } from './check/files.ts';
import { idChecks } from './check/ids.ts';
import { personChecks } from './check/person.ts';
import { placeholderChecks } from './check/placeholders.ts';
import { questionChecks } from './check/questions.ts';
import { referenceChecks } from './check/references.ts';
import { registerChecks } from './check/registers.ts';
import { reviewChecks } from './check/reviews.ts';
import { slotChecks } from './check/slots.ts';
import { stateChecks } from './check/states.ts';
import { translationChecks } from './check/translations.ts';
import { typedChecks } from './check/typed.ts';
import { vocabularyChecks } from './check/vocabulary.ts';
import { wordingChecks } from './check/wording.ts';
import { compileContent } from './compile/content.ts';
import { parseFiles } from './content-files.ts';
import type { KindName } from './file-kinds.ts';
import { fingerprintOf, readFolder, readNoticeFile } from './folder.ts';
import { deepFreeze } from './freeze.ts';
import type { LoadedContent } from './loaded-content.ts';
import type { Mistake } from './mistake.ts';
import { inOrder } from './mistake.ts';
import { readNotices } from './notices.ts';
import type { Check, View } from './view.ts';
import { viewOf } from './view.ts';

/** Content that may be used, or everything that is wrong with it. */
export type ContentReading =
  | { readonly ok: true; readonly content: LoadedContent; readonly warnings: readonly Mistake[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** What a reading of content depends on besides the files. */
export interface ReadingOptions {
  /** Milliseconds since 1970: reviews are held against it. */
  readonly now: number;
  /** The operator's notices, where they are to be checked too; they are no part of the content. */
  readonly notices?: string | undefined;
}

const checks: readonly Check[] = [
  ...fileChecks,
  ...idChecks,
  ...stateChecks,
  ...personChecks,
  ...circleChecks,
  ...conditionChecks,
  ...slotChecks,
  ...referenceChecks,
  ...registerChecks,
  ...translationChecks,
  ...placeholderChecks,
  ...wordingChecks,
  ...typedChecks,
  ...vocabularyChecks,
  ...questionChecks,
  ...reviewChecks,
];

/**
 * Reads `dialogs/`, `knowledge/` and `locales/` of a directory and holds them against every rule.
 *
 * Mistakes of content are returned, all at once, in the order of files and lines. Only a file
 * system that refuses to be read makes it throw.
 */
export function readContent(directory: string, options: ReadingOptions): ContentReading {
  return checkContent(readFolder(directory), {
    ...options,
    notices: options.notices ?? readNoticeFile(directory),
  });
}

/** The same for files that are at hand: path below the content folder, to text. */
export function checkContent(
  texts: ReadonlyMap<string, string>,
  { now, notices }: ReadingOptions,
): ContentReading {
  const { files, mistakes } = parseFiles(texts);
  const view = viewOf(files, new Set(texts.keys()), now);
  const found = checks
    .filter((check) => isPossible(view, check))
    .flatMap((check) => [...check.run(view)]);
  const ground = { tags: view.tags, networks: [...view.networks.keys()] };
  const noticed = notices === undefined ? [] : readNotices(notices, ground).mistakes;
  const all = inOrder([...mistakes, ...found, ...noticed]);
  if (all.some(({ severity }) => severity === 'error')) return { ok: false, mistakes: all };
  const content = deepFreeze(compileContent(view, fingerprintOf(texts)));
  return { ok: true, content, warnings: all };
}

/** Half a folder would give mistakes that nobody made, so what needs all of a kind waits for it. */
function isPossible({ files }: View, { needs }: Check): boolean {
  const missing = (kind: KindName): boolean => requiredKinds.has(kind) && files[kind].length === 0;
  return needs.every((kind) => !files.broken.has(kind) && !missing(kind));
}
