import { chmodSync, chownSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../src/base/app-error.ts';
import { openStore } from '../../src/storage/open.ts';

/** Opens the given path in a folder that it has made read-only, and prints how that fails. */
const [path = ''] = process.argv.slice(2);
const nobody = 65_534;

chmodSync(dirname(path), 0o555);
if (process.geteuid?.() === 0) {
  // For root nothing is read-only.
  if (existsSync(path)) chownSync(path, nobody, nobody);
  process.seteuid?.(nobody);
}
try {
  await (await openStore(path)).close();
  console.log(JSON.stringify('opened'));
} catch (error) {
  const known =
    error instanceof AppError ? { code: error.code, facts: error.facts } : String(error);
  console.log(JSON.stringify(known));
}
