import type { Json } from '../turn/ports.ts';

/** Reads JSON that this store wrote itself; what else could be in the column is a corrupt database. */
export function readJson(text: string): Json {
  return JSON.parse(text) as Json;
}
