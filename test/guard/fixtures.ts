import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import type { FindingKind } from '../../src/guard/finding.ts';
import { wordLists, type GuardWords } from '../../src/guard/words.ts';

/** One thing somebody types, and what the guard has to make of it. */
export interface Case {
  readonly says: string;
  readonly finds: readonly FindingKind[];
  readonly masked?: string;
}

const root = new URL('../../', import.meta.url);

/** The languages that have words for the guard. */
export const tags: readonly string[] = readdirSync(new URL('locales/', root), { recursive: true })
  .map((it) => String(it).replaceAll('\\', '/'))
  .filter((it) => it.endsWith('/guard-words.yaml'))
  .map((it) => it.replace('/guard-words.yaml', ''))
  .toSorted();

/** The words of one language, as they stand in its file. */
export function wordsOf(tag: string): GuardWords {
  const { guard } = read(`locales/${tag}/guard-words.yaml`) as { guard: GuardWords };
  return guard;
}

/** The words of all languages: what the bot passes. */
export const allWords: readonly GuardWords[] = tags.map(wordsOf);

/** The corpus of one language. */
export function corpusOf(tag: string): readonly Case[] {
  return read(`test/guard/corpus/${tag}.yaml`) as readonly Case[];
}

/** What users ask according to the knowledge base of one language; none of it gives anything away. */
export function questionsOf(tag: string): readonly string[] {
  const folder = new URL(`knowledge/${tag}/`, root);
  const files = existsSync(folder) ? readdirSync(folder).filter((it) => it.endsWith('.yaml')) : [];
  return files.flatMap((file) => questionsIn(read(`knowledge/${tag}/${file}`), false));
}

function questionsIn(node: unknown, asked: boolean): readonly string[] {
  if (typeof node === 'string') return asked ? [node] : [];
  if (Array.isArray(node)) return node.flatMap((it: unknown) => questionsIn(it, asked));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, it]: [string, unknown]) =>
    questionsIn(it, asked || key === 'questions'),
  );
}

/** The names of the lists a language has to fill. */
export const listNames: readonly string[] = Object.keys(wordLists);

function read(path: string): unknown {
  return parse(readFileSync(new URL(path, root), 'utf8'));
}
