import { mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where tests keep the checked content and the trained matcher, under a key of content and code. */
export const sharedCache = join(tmpdir(), 'cpms-helpdesk-bot-tests');

/** Lets an app on these files take the content and the matcher from the tests' cache: training takes seconds. */
export function shareCache(data: string): void {
  mkdirSync(data, { recursive: true });
  try {
    symlinkSync(sharedCache, join(data, 'cache'));
  } catch {
    // An app has run on these files before.
  }
}
