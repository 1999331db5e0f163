import { readContent } from '../../src/content/read-content.ts';
import type { TrainingSet } from '../../src/nlu/training-set.ts';

/**
 * What the matcher learns from, as the content has it.
 * @throws TypeError when the content has mistakes.
 */
export function readTrainingSet(): TrainingSet {
  const reading = readContent(process.cwd(), { now: Date.parse('2026-11-21T00:00:00Z') });
  if (!reading.ok) throw new TypeError('The content has mistakes: npm run validate names them.');
  return reading.content.training;
}
