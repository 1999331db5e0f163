import type { Ask } from './ask.ts';
import type { Words } from './words.ts';
import { readWords } from './words.ts';

/** The widget's words in a language or the closest to it; null when they cannot be had. */
export async function loadWords(ask: Ask, tag: string): Promise<Words | null> {
  const { body } = await ask({
    method: 'GET',
    path: `/widget/words/${encodeURIComponent(tag)}.json`,
  });
  return readWords(body);
}
