import { foldedWords } from '../../../src/nlu/fold.ts';
import { stemmerFor } from '../../../src/nlu/stem.ts';
import type { TrainingSet } from '../../../src/nlu/training-set.ts';

/** Two entries whose questions are much alike in a language, and the words that make them so. */
export interface Overlap {
  readonly language: string;
  readonly one: string;
  readonly other: string;
  /** 0: no word in common; 1: the same words as often. */
  readonly alike: number;
  /** Stems that both use, the most telling first. */
  readonly shared: readonly string[];
}

/** Words that are named for a pair. */
const namedWords = 6;

type Profile = ReadonlyMap<string, number>;

/** The pairs of entries whose questions are most alike, the most alike first. */
export function overlapsOf({ examples }: TrainingSet, most: number): Overlap[] {
  const byLanguage = Map.groupBy(examples, ({ language }) => language);
  return [...byLanguage]
    .flatMap(([language, own]) => overlapsIn(language, own))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, most);
}

function overlapsIn(language: string, examples: TrainingSet['examples']): Overlap[] {
  const profiles = [...profilesOf(language, examples)];
  return profiles.flatMap(([one, left], at) =>
    profiles.slice(at + 1).map(([other, right]) => {
      const products = [...left]
        .map(([stem, weight]): [string, number] => [stem, weight * (right.get(stem) ?? 0)])
        .filter(([, product]) => product > 0)
        .sort((a, b) => b[1] - a[1]);
      const alike = products.reduce((sum, [, product]) => sum + product, 0);
      const shared = products.slice(0, namedWords).map(([stem]) => stem);
      return { language, one, other, alike, shared };
    }),
  );
}

/** For each intent its words, by how many of its questions have them and how few intents do; of length one. */
function profilesOf(language: string, examples: TrainingSet['examples']): Map<string, Profile> {
  const stem = stemmerFor(language);
  const counts = new Map<string, Map<string, number>>();
  for (const { intent, text } of examples) {
    const own = counts.get(intent) ?? new Map<string, number>();
    counts.set(intent, own);
    for (const word of new Set(foldedWords(text).map(stem)))
      own.set(word, (own.get(word) ?? 0) + 1);
  }
  const spread = new Map<string, number>();
  for (const own of counts.values()) {
    for (const word of own.keys()) spread.set(word, (spread.get(word) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([intent, own]) => {
      const weighed = [...own].map(([word, count]): [string, number] => [
        word,
        count * Math.log(counts.size / (spread.get(word) ?? 1)),
      ]);
      const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
      return [intent, new Map(weighed.map(([word, weight]) => [word, weight / length]))];
    }),
  );
}
