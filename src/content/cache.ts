import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Results that cost a second to compute and depend on files only. Deleting them costs that second. */
export interface Cache {
  /** The bytes kept under this name for this key; null when there are none. */
  readonly read: (name: string, key: string) => Uint8Array | null;
  /** Keeps bytes, and drops what was kept under this name for other keys. */
  readonly write: (name: string, key: string, bytes: Uint8Array) => void;
}

/** A cache in a folder. A folder that cannot be written makes every start a first start, no more. */
export function createCache(directory: string): Cache {
  const fileOf = (name: string, key: string): string => join(directory, `${name}-${key}.bin`);
  const read: Cache['read'] = (name, key) => {
    const file = fileOf(name, key);
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : null;
  };
  const write: Cache['write'] = (name, key, bytes) => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = fileOf(name, key);
    const draft = `${file}.${String(process.pid)}`;
    writeFileSync(draft, bytes, { mode: 0o600 });
    renameSync(draft, file);
    for (const other of readdirSync(directory)) {
      const old = other.startsWith(`${name}-`) && other.endsWith('.bin');
      if (old && join(directory, other) !== file) rmSync(join(directory, other), { force: true });
    }
  };
  return { read, write };
}

/** A hash of all files with an ending below some folders: what a computation's code is. */
export function hashOfFiles(folders: readonly string[], ending: string): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    for (const file of files.filter((name) => name.endsWith(ending))) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 32);
}
