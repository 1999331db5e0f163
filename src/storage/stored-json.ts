import { AppError } from '../base/app-error.ts';
import type { Json } from '../turn/ports.ts';

/**
 * Reads JSON that this store wrote itself.
 *
 * @throws STORE_FAILED when it is none: the database is damaged. The parser's own failure is left
 * out, because it quotes what people wrote.
 */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const message = 'A stored value is damaged. Bring back a copy of the database.';
    throw new AppError('STORE_FAILED', message, { json: 'damaged' });
  }
}
