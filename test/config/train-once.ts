import { createTestBrain } from '../support/test-brain.ts';

/** Trains the matcher before the first test, so that no two test files do it side by side. */
export async function setup(): Promise<void> {
  await createTestBrain();
}
