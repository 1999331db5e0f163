import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { otherFiles } from './other-files.ts';

/** Folders that hold content. */
export const contentFolders = ['dialogs', 'knowledge', 'locales'] as const;

/**
 * Every file below the content folders: path with forward slashes, to its text.
 *
 * What is read elsewhere or by people is left out, so that a README changes no fingerprint.
 */
export function readFolder(directory: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const folder of contentFolders) {
    const top = join(directory, folder);
    if (!existsSync(top)) continue;
    for (const entry of readdirSync(top, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const file = relative(directory, path).split(sep).join('/');
      if (!otherFiles.test(file)) texts.set(file, readFileSync(path, 'utf8'));
    }
  }
  return texts;
}

/** Where the operator's notices stand. It is read while the bot runs, apart from all other content. */
export const noticePath = 'knowledge/notice.yaml';

/** The text of the operator's notices; undefined where there is no such file. */
export function readNoticeFile(directory: string): string | undefined {
  const path = join(directory, noticePath);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * A short name for exactly this content.
 *
 * It takes a few milliseconds, so that a start can look first whether it has the result of an
 * earlier reading.
 */
export function fingerprintOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of [...texts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    hash.update(`${path}\0${text}\0`);
  }
  return hash.digest('base64url');
}
