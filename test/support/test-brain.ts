import type { Brain } from '../../src/brain.ts';
import { createBrain } from '../../src/brain.ts';
import { sharedCache } from './shared-cache.ts';

/**
 * The real content, trained. Test files share it through a cache in the temporary folder, under a
 * key of content and code, so a change of either is seen by the next run.
 */
export function createTestBrain(fallbackMailbox: string | null = null): Promise<Brain> {
  return createBrain({
    root: process.cwd(),
    cache: sharedCache,
    now: Date.parse('2026-11-21T00:00:00Z'),
    fallbackMailbox,
  });
}
