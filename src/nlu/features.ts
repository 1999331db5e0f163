import { hashPair, hashText, scramble } from './hash.ts';

/** The kinds of evidence in a text. Each has a weight, found by cross validation on helpdesk questions. */
export const featureKinds = {
  /** A word by its stem. */
  word: { seed: 1, weight: 1, rare: true },
  /** Two neighbouring words. */
  pair: { seed: 2, weight: 0.3, rare: false },
  /** Three or four letters in a row within a word, its edges included. */
  gram: { seed: 3, weight: 0.6, rare: false },
  /** A meaning: a group of synonyms, or a word and its translations. */
  concept: { seed: 4, weight: 1, rare: true },
  /** Two meanings near each other, in any order. */
  conceptPair: { seed: 5, weight: 1, rare: false },
} as const;

/** `rare`: whether a feature is kept that only one example has. Most features are such, and few of them help. */
export type FeatureKind = keyof typeof featureKinds;

/** The kinds by number, and the number of each: a byte where there are millions of features. */
export const kindNames = Object.keys(featureKinds) as readonly FeatureKind[];
export const kindNumbers = Object.fromEntries(
  kindNames.map((kind, number) => [kind, number]),
) as Readonly<Record<FeatureKind, number>>;

/** Takes one feature; the same feature may come more than once. */
export type FeatureSink = (hash: number, kind: FeatureKind) => void;

/** What a concept of a text is and at which word it stands. */
export interface ConceptMention {
  readonly concept: number;
  readonly at: number;
}

const shortestGram = 3;
const longestGram = 4;

/** Words between two meanings that still belong together. */
const conceptWindow = 10;

/** Meanings of a text that are paired. A long message must not cost the square of its length. */
const pairedMentions = 60;

/** Gives the letter features of a word. They are the same in every language, which is how languages help each other. */
export function readGrams(word: string, sink: FeatureSink): void {
  const padded = ` ${word} `;
  for (let start = 0; start + shortestGram <= padded.length; start++) {
    let hash: number = featureKinds.gram.seed;
    for (let at = start; at < padded.length && at < start + longestGram; at++) {
      hash = Math.imul(hash, 0x01000193) ^ padded.charCodeAt(at);
      if (at - start + 1 >= shortestGram) sink(scramble(hash ^ ((at - start) << 20)), 'gram');
    }
  }
}

/** Gives the word features of a text: each stem, and each stem with the next. */
export function readStems(stems: readonly string[], sink: FeatureSink): void {
  let last = 0;
  stems.forEach((stem, i) => {
    const hash = hashText(stem);
    sink(wordFeature(hash), 'word');
    if (i > 0) sink(hashPair(hash, hashPair(last, featureKinds.pair.seed)), 'pair');
    last = hash;
  });
}

/** The feature of one word, given the hash of its stem. */
export function wordFeature(stemHash: number): number {
  return hashPair(stemHash, featureKinds.word.seed);
}

/** Gives the meaning features of a text: each meaning, and each two that stand near each other. */
export function readConcepts(mentions: readonly ConceptMention[], sink: FeatureSink): void {
  mentions.slice(0, pairedMentions).forEach((mention, i) => {
    sink(hashPair(mention.concept, featureKinds.concept.seed), 'concept');
    for (let j = i + 1; j < mentions.length && j < pairedMentions; j++) {
      const other = mentions[j];
      if (other === undefined || other.at - mention.at > conceptWindow) break;
      if (other.concept !== mention.concept) sink(conceptPair(mention, other), 'conceptPair');
    }
  });
}

function conceptPair(one: ConceptMention, other: ConceptMention): number {
  const low = Math.min(one.concept, other.concept);
  const high = Math.max(one.concept, other.concept);
  return hashPair(low, hashPair(high, featureKinds.conceptPair.seed));
}
