import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LabelledText } from './peer.ts';

const lineShape = z.object({
  text: z.string(),
  intent: z.string().nullable(),
  language: z.string().optional(),
});

/** The language of texts that name none. */
const usualLanguage = 'en';

/**
 * Reads a corpus of JSON lines: `{"text","intent","language"?}`, intent null for what is out of scope.
 * @throws Error naming file and line of what cannot be read.
 */
export function readCorpus(file: string): LabelledText[] {
  return readText(file)
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return [];
      const { text, intent, language = usualLanguage } = readLine(line, `${file}:${String(i + 1)}`);
      return [{ text, intent, language }];
    });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} cannot be read.`, { cause });
  }
}

function readLine(line: string, place: string): z.infer<typeof lineShape> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place} is no JSON.`, { cause });
  }
  const read = lineShape.safeParse(value);
  if (read.success) return read.data;
  throw new Error(`${place} is no {"text","intent","language"?}.`, { cause: read.error });
}
