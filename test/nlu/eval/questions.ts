import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** How a question is put. A matcher that is good at one way only has learnt its authors. */
export const styles = [
  'fragment',
  'sentence',
  'question',
  'complaint',
  'symptom',
  'story',
  'typo',
  'mixed',
  'voice',
] as const;

/** One way of putting a question. */
export type Style = (typeof styles)[number];

/** One question of the evaluation and what it means; `intent` null: nothing of the catalogue. */
export interface TestQuestion {
  readonly text: string;
  readonly intent: string | null;
  readonly style: Style;
  /** Tag of the language it is written in. */
  readonly language: string;
}

const fileShape = z.array(
  z.strictObject({ text: z.string().min(1), intent: z.string().nullable(), style: z.enum(styles) }),
);

/**
 * The questions of a folder, one file for each language.
 * @throws ZodError when a file is not a list of questions.
 */
export function readQuestions(folder: string, languages: readonly string[]): TestQuestion[] {
  return languages.flatMap((language) => {
    const file = join(folder, `${language}.yaml`);
    if (!existsSync(file)) return [];
    return fileShape
      .parse(parse(readFileSync(file, 'utf8')))
      .map((question) => ({ ...question, language }));
  });
}
