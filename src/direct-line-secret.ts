import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from './base/app-error.ts';

/** The file in `DATA_DIR` that holds the secret where the operator sets none. */
const fileName = 'direct-line-secret';

/** A shorter one was cut off or written by hand; tokens signed with it could be guessed. */
const shortest = 32;

/**
 * The secret that tokens of the web chat are signed with: made once and kept, so that tokens outlive a
 * restart.
 * @throws AppError CONFIG_INVALID when the file cannot be made or read, or is too short.
 */
export function keptSecret(folder: string): string {
  const file = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true });
    // Two processes that start together: the one that comes second reads what the first has made.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!isThere(cause)) throw unusable(file, cause);
  }
  const secret = readSecret(file);
  if (secret.length < shortest) throw unusable(file);
  return secret;
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function isThere(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

function unusable(file: string, cause?: unknown): AppError {
  const remedy = 'delete it, make the folder writable, or set DIRECT_LINE_SECRET';
  return new AppError('CONFIG_INVALID', `${file} cannot be used as a secret: ${remedy}`, {}, cause);
}
