import createClassifier from 'wink-naive-bayes-text-classifier';
import { foldedWords } from '../../../src/nlu/fold.ts';
import { stemmerFor } from '../../../src/nlu/stem.ts';
import type { Guesser, Lesson, Peer } from './peer.ts';
import { lessonsByLanguage } from './peer.ts';

/** wink's naive Bayes, given our folding and our stems: its own are for English only. */
export const wink: Peer = {
  name: 'wink naive Bayes',
  asksOneIn: 2,
  train: (examples) => {
    const guessers = new Map(
      [...lessonsByLanguage(examples)].map(([language, lessons]) => [
        language,
        trainOne(language, lessons),
      ]),
    );
    return (text, language) =>
      guessers.get(language)?.(text, language) ?? { intent: null, score: 0 };
  },
};

function trainOne(language: string, lessons: readonly Lesson[]): Guesser {
  const stem = stemmerFor(language);
  const classifier = createClassifier();
  classifier.definePrepTasks([(text) => foldedWords(text).map(stem)]);
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  for (const { text, intent } of lessons) classifier.learn(text, intent);
  classifier.consolidate();
  return (text) => {
    const [best, second] = classifier.computeOdds(text);
    if (best === undefined) return { intent: null, score: 0 };
    return { intent: best[0], score: best[1] - (second?.[1] ?? 0) };
  };
}
