import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own. */
export interface TempFolder {
  /** The path of a file in it. */
  readonly file: (name: string) => string;
  readonly remove: () => void;
}

/** Makes one; whoever makes it removes it. */
export function makeTempFolder(): TempFolder {
  const folder = mkdtempSync(join(tmpdir(), 'cpms-store-'));
  return {
    file: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
