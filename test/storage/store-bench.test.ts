import { expect, it } from 'vitest';
import { measureStore } from '../bench/store.ts';

it('the benchmark of the store gives a number and a yardstick in every row', async () => {
  const rows = await measureStore({ turns: 40, rounds: 1, activities: 2_000 });
  expect(rows.map((row) => row.unit)).toEqual(['turns/s', 'turns/s', 'turns/s', 'µs', 'µs', 'µs']);
  for (const row of rows) {
    expect(row.value, row.what).toBeGreaterThan(0);
    expect(row.yardstick, row.what).toBeGreaterThan(0);
  }
});
