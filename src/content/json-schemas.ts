import { z } from 'zod';
import { fileKinds } from './file-kinds.ts';

/**
 * JSON Schemas of every kind of content file, for editors: path below the content folder, to text.
 *
 * They are committed, so that an author's editor has them without running anything; a test says
 * when they are no longer those of the code. What a schema cannot say is left to the checks.
 */
export function generateSchemas(): Map<string, string> {
  return new Map(
    Object.entries(fileKinds).map(([name, { path, schema }]) => {
      const [folder = ''] = /[a-z]+/.exec(path.source) ?? [];
      const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2);
      return [`${folder}/.schemas/${kebabCase(name)}.json`, `${text}\n`];
    }),
  );
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
