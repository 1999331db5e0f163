import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Guess, Guesser, Lesson, Peer } from './peer.ts';
import { lessonsByLanguage } from './peer.ts';

/** Hits of a search that vote for an intent. */
const voters = 10;

/** MiniSearch over the examples: the ten best hits vote, each with the square of its score. */
export const miniSearch: Peer = {
  name: 'MiniSearch',
  asksOneIn: 1,
  train: (examples) =>
    perLanguage(examples, (lessons) => {
      const index = new MiniSearch<Lesson & { readonly id: number }>({
        fields: ['text'],
        storeFields: ['intent'],
        searchOptions: { fuzzy: 0.2, prefix: true },
      });
      index.addAll(lessons.map((lesson, id) => ({ ...lesson, id })));
      return (text) => {
        const hits = index.search(text).slice(0, voters);
        return elect(hits.map((hit) => ({ intent: String(hit['intent']), vote: hit.score ** 2 })));
      };
    }),
};

/** Fuse.js over the examples: the best hit decides. */
export const fuse: Peer = {
  name: 'Fuse.js',
  asksOneIn: 8,
  train: (examples) =>
    perLanguage(examples, (lessons) => {
      const index = new Fuse([...lessons], {
        keys: ['text'],
        includeScore: true,
        ignoreLocation: true,
      });
      return (text) => {
        const [hit] = index.search(text, { limit: 1 });
        return hit === undefined
          ? { intent: null, score: 0 }
          : { intent: hit.item.intent, score: 1 - (hit.score ?? 1) };
      };
    }),
};

function perLanguage(
  examples: Parameters<Peer['train']>[0],
  make: (lessons: readonly Lesson[]) => (text: string) => Guess,
): Guesser {
  const guessers = new Map(
    [...lessonsByLanguage(examples)].map(([language, lessons]) => [language, make(lessons)]),
  );
  return (text, language) => guessers.get(language)?.(text) ?? { intent: null, score: 0 };
}

function elect(ballots: readonly { readonly intent: string; readonly vote: number }[]): Guess {
  const votes = new Map<string, number>();
  for (const { intent, vote } of ballots) votes.set(intent, (votes.get(intent) ?? 0) + vote);
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  return winner === undefined
    ? { intent: null, score: 0 }
    : { intent: winner[0], score: winner[1] };
}
