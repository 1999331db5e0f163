import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateSchemas } from '../../src/content/json-schemas.ts';

const root = `${import.meta.dirname}/../..`;
const schemas = [...generateSchemas()];

describe('the schemas for editors', () => {
  // `vitest -u` writes them again.
  it.each(schemas)('are fresh: %s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(`${root}/${file}`);
  });

  it('are no more than the kinds of files', () => {
    const committed = ['dialogs', 'knowledge', 'locales'].flatMap((folder) =>
      readdirSync(`${root}/${folder}/.schemas`).map((name) => `${folder}/.schemas/${name}`),
    );
    expect(committed.sort()).toEqual(schemas.map(([file]) => file).sort());
  });
});
