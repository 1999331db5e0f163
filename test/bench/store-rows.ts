import type { Row } from './rows.ts';
import { measureStore, quickScale } from './store.ts';

/** The store by itself beside a plain commit of 2 kB, and its growth. */
export async function storeRows(): Promise<readonly Row[]> {
  const measured = await measureStore(quickScale);
  return measured.map(({ what, value, unit, yardstick }) =>
    yardstick === null
      ? { what, value, unit }
      : { what, value, unit, yardstick: { what: 'yardstick', value: yardstick } },
  );
}
