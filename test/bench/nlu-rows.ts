import { readContent } from '../../src/content/read-content.ts';
import { benchNlu } from './nlu.ts';
import type { Row } from './rows.ts';

/** The matcher on the synthetic set and on the knowledge base as it stands. */
export function nluRows(): readonly Row[] {
  const reading = readContent(process.cwd(), { now: Date.now() });
  return benchNlu(reading.ok ? { real: reading.content.training } : {});
}
