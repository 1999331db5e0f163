import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Brain } from '../../src/brain.ts';
import { createBrain } from '../../src/brain.ts';

/**
 * The real content, trained. Test files share it through a cache in the temporary folder, under a
 * key of content and code, so a change of either is seen by the next run.
 */
export function createTestBrain(fallbackMailbox: string | null = null): Promise<Brain> {
  const cache = join(tmpdir(), 'cpms-helpdesk-bot-tests');
  return createBrain({
    root: process.cwd(),
    cache,
    now: Date.parse('2026-11-21T00:00:00Z'),
    fallbackMailbox,
  });
}
