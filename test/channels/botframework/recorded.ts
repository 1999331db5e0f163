import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../fixtures/activities');

/** Names of the activities that were recorded from channels; the people in them are invented. */
export const recordedNames: readonly string[] = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

/** A recorded activity, with some of it changed. */
export function recorded(
  name: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  const activity = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as object;
  return { ...activity, ...change };
}
