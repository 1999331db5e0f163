import { trainMatcher } from '../../../src/nlu/matcher.ts';
import type { TrainingSet } from '../../../src/nlu/training-set.ts';
import type { LabelledText, Peer } from './peer.ts';

/** What ours is given beside the examples, if there is anything. */
export type Extras = Pick<TrainingSet, 'synonyms' | 'parallel'>;

/** Our matcher on the examples alone, as the peers get them. It is not told the language. */
export const ours: Peer = ourPeer('ours', { synonyms: {} });

/** Our matcher with what the authors wrote beside the examples: synonyms, and texts in several languages. */
export function oursWith(extras: Extras): Peer {
  return ourPeer('ours, with synonyms and translations', extras);
}

function ourPeer(name: string, extras: Extras): Peer {
  return {
    name,
    asksOneIn: 1,
    train: (examples) => {
      const matcher = trainMatcher({ ...extras, examples: questionsOf(examples) });
      return (text) => {
        const [best] = matcher.rank(text).candidates;
        return best === undefined ? { intent: null, score: 0 } : best;
      };
    },
  };
}

function questionsOf(examples: readonly LabelledText[]): TrainingSet['examples'] {
  return examples.flatMap(({ text, intent, language }) =>
    intent === null ? [] : [{ text, intent, language, kind: 'question' as const }],
  );
}
