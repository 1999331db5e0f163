import { describe, expect, it } from 'vitest';
import { readPatched } from '../support/content-fixture.ts';

describe('readContent', () => {
  it('finds nothing wrong with the base of the fixtures', () => {
    const reading = readPatched([]);
    expect(reading.ok ? reading.warnings : reading.mistakes).toEqual([]);
    expect(reading.ok).toBe(true);
  });
});
