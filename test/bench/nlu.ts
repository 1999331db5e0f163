import { seededNumbers } from '../../src/nlu/hash.ts';
import { loadMatcher, trainMatcher, type Matcher } from '../../src/nlu/matcher.ts';
import type { Example, TrainingSet } from '../../src/nlu/training-set.ts';
import type { Row } from './rows.ts';

/** What is measured beside the synthetic set. */
export interface NluBenchOptions {
  /** The real base; without it only the synthetic set is measured. */
  readonly real?: TrainingSet;
}

const tags = ['en', 'de', 'fr', 'pt', 'es', 'it', 'nl', 'pl'];
const intents = 60;
const examplesPerIntent = 8;
const queries = 2000;

/**
 * Trains on 60 intents in 8 languages with 8 examples each, and on the real base where there is one, and gives
 * the time to train, to rank a text in all languages, and to load, and the memory that a loaded matcher holds.
 */
export function benchNlu({ real }: NluBenchOptions = {}): Row[] {
  const next = seededNumbers(7);
  const base = syntheticSet(next);
  const texts = Array.from({ length: queries }, (_, i) =>
    base.sentence(i % intents, i % tags.length),
  );
  return [
    ...measure('60 intents x 8 languages x 8', { set: base.set, texts, isBound: true }),
    ...(real === undefined
      ? []
      : measure('the knowledge base', {
          set: real,
          texts: real.examples.map(
            ({ text }, i) => `${text} ${base.sentence(i % intents, i % tags.length).slice(0, 8)}`,
          ),
          isBound: false,
        })),
  ];
}

interface Subject {
  readonly set: TrainingSet;
  readonly texts: readonly string[];
  readonly isBound: boolean;
}

function measure(name: string, { set, texts, isBound }: Subject): Row[] {
  const before = performance.now();
  const trained = trainMatcher(set);
  const trainMs = performance.now() - before;
  const file = trained.toBytes();
  const heap = heapOf(() => loadMatcher(file));
  const start = performance.now();
  const matcher = loadMatcher(file) ?? trained;
  const loadMs = performance.now() - start;
  const times = rankTimes(matcher, texts);
  const row = (what: string, value: number, unit: string, bound?: number): Row => ({
    what: `matcher, ${name}: ${what}`,
    value,
    unit,
    ...(bound === undefined || !isBound ? {} : { reach: { of: 'value', is: 'at most', bound } }),
  });
  return [
    row('train', trainMs, 'ms', 1000),
    row('rank p50', quantile(times, 0.5), 'ms', 0.2),
    row('rank p99', quantile(times, 0.99), 'ms', 1),
    row('memory', heap, 'MB', 40),
    row('load', loadMs, 'ms'),
    row('file', file.length / 1e6, 'MB'),
  ];
}

/** Each text once to warm up, then each once more on the clock. */
function rankTimes(matcher: Matcher, texts: readonly string[]): number[] {
  for (const text of texts.slice(0, 500)) matcher.rank(text);
  return texts.map((text) => {
    const before = performance.now();
    matcher.rank(text);
    return performance.now() - before;
  });
}

/** Megabytes that a value holds, buffers included; rough where the garbage collector cannot be called. */
function heapOf(make: () => unknown): number {
  const used = (): number => {
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  const held = make();
  const after = used();
  return held === undefined ? 0 : (after - before) / 1e6;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

interface Synthetic {
  readonly set: TrainingSet;
  /** A new sentence about an intent in a language. */
  readonly sentence: (intent: number, language: number) => string;
}

/** Languages of made-up words: common ones, and some that belong to each intent. */
function syntheticSet(next: () => number): Synthetic {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const vocabularies = tags.map(() => ({
    common: Array.from({ length: 150 }, () => madeUpWord(next, 2)),
    special: Array.from({ length: intents }, () =>
      Array.from({ length: 14 }, () => madeUpWord(next, 3)),
    ),
  }));
  const sentence = (intent: number, language: number): string => {
    const words = vocabularies[language];
    const length = 5 + Math.floor(next() * 6);
    return Array.from({ length }, () =>
      pick(next() < 0.4 ? (words?.special[intent] ?? []) : (words?.common ?? [])),
    ).join(' ');
  };
  const examples = tags.flatMap((language, number) =>
    Array.from({ length: intents * examplesPerIntent }, (_, i): Example => {
      const intent = i % intents;
      return {
        text: sentence(intent, number),
        intent: `intent-${String(intent)}`,
        language,
        kind: 'question',
      };
    }),
  );
  const parallel = Array.from({ length: 150 }, (_, i) =>
    Object.fromEntries(tags.map((tag, number) => [tag, sentence(i % intents, number)])),
  );
  const synonyms = Object.fromEntries(
    tags.map((tag, number) => [
      tag,
      Array.from({ length: 40 }, (_, i) => vocabularies[number]?.special[i]?.slice(0, 3) ?? []),
    ]),
  );
  return { set: { examples, synonyms, parallel }, sentence };
}

function madeUpWord(next: () => number, syllables: number): string {
  const consonants = 'bcdfghklmnprstvz';
  const vowels = 'aeiou';
  const letter = (of: string): string => of[Math.floor(next() * of.length)] ?? '';
  const count = syllables + (next() < 0.4 ? 1 : 0);
  return Array.from(
    { length: count },
    () => letter(consonants) + letter(vowels) + (next() < 0.3 ? letter(consonants) : ''),
  ).join('');
}
