import { readFileSync } from 'node:fs';
import { stringify, parse } from 'yaml';
import { z } from 'zod';
import type { ContentReading } from '../../src/content/read-content.ts';
import { checkContent } from '../../src/content/read-content.ts';
import { readFolder } from '../../src/content/folder.ts';
import { neededByCode } from '../../src/content/said-by-code.ts';
import { wordLists } from '../../src/guard/words.ts';

const fixtures = `${import.meta.dirname}/../fixtures/content`;

/** A day on which no review of the base is due. */
export const baseDay = Date.parse('2026-03-02');

const change = z.strictObject({
  file: z.string(),
  find: z.string().optional(),
  put: z.string().optional(),
  text: z.string().optional(),
  remove: z.literal(true).optional(),
});

const cases = z.array(
  z.strictObject({
    case: z.string(),
    change: z.array(change),
    now: z.string().optional(),
    bites: z.array(z.string()).min(1),
    remedy: z.string().optional(),
  }),
);

/** One way to break the base content. */
export type BrokenCase = z.output<typeof cases>[number];

/** The ways to break one rule: `test/fixtures/content/<rule>/cases.yaml`. */
export function brokenCases(rule: string): BrokenCase[] {
  return cases.parse(parse(readFileSync(`${fixtures}/${rule}/cases.yaml`, 'utf8')));
}

/**
 * Small content without a mistake.
 *
 * What the code itself says is added to the files, so that a new text of the code needs no change here.
 */
export function baseContent(): Map<string, string> {
  const texts = readFolder(`${fixtures}/base`);
  for (const tag of ['en', 'de']) {
    const said = wordsOfTheCode(tag);
    for (const [namespace, words] of Object.entries(said)) {
      const file = `locales/${tag}/${namespace}.yaml`;
      texts.set(file, (texts.get(file) ?? '') + stringify(words));
    }
    const lists = Object.fromEntries(Object.keys(wordLists).map((list) => [list, []]));
    texts.set(`locales/${tag}/guard-words.yaml`, stringify({ guard: lists }));
  }
  return texts;
}

function wordsOfTheCode(tag: string): Record<string, Tree> {
  const slots = { account: { reads: 'choice', values: ['member', 'guest'] } };
  const said: Record<string, Tree> = {};
  for (const [key, values] of neededByCode(slots, ['account'])) {
    const [namespace = '', below = ''] = key.split(':');
    const path = namespace === 'answers' ? below.replace('.label', '') : below;
    const name = (path.split('.').at(-1) ?? '').replaceAll('-', ' ');
    const text = [tag, name, ...values.map((value) => `{{${value}}}`)].join(' ');
    plant(
      (said[namespace] ??= {}),
      path.split('.'),
      namespace === 'answers' ? { label: text } : text,
    );
  }
  return said;
}

interface Tree {
  [key: string]: string | Tree;
}

function plant(tree: Tree, path: readonly string[], leaf: string | Tree): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) {
    tree[step] = leaf;
    return;
  }
  const below = tree[step];
  const branch = typeof below === 'object' ? below : {};
  tree[step] = branch;
  plant(branch, rest, leaf);
}

/** The base content with some of its files changed; a find that finds nothing is a slip of the test. */
export function patched(changes: BrokenCase['change']): Map<string, string> {
  const texts = baseContent();
  for (const { file, find, put = '', text, remove } of changes) {
    const before = texts.get(file) ?? '';
    if (find !== undefined && !before.includes(find)) {
      throw new TypeError(`"${find}" is not in ${file} of the base content`);
    }
    if (remove === true) texts.delete(file);
    else texts.set(file, find === undefined ? (text ?? '') : before.replace(find, () => put));
  }
  return texts;
}

/** What reading the base content with these changes gives. */
export function readPatched(changes: BrokenCase['change'], now = baseDay): ContentReading {
  return checkContent(patched(changes), { now });
}
