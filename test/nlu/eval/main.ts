import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from '../../../src/ask.ts';
import { createBrain } from '../../../src/brain.ts';
import { sharedCache } from '../../support/shared-cache.ts';
import { readTrainingSet } from '../../support/training-set.ts';
import { judge } from './judge.ts';
import { overlapsOf } from './overlaps.ts';
import { readQuestions } from './questions.ts';
import { figures, report } from './report.ts';

/** Pairs of entries that are worth reading. */
const mostPairs = 40;

// Asks the questions of test/nlu/questions as `npm run ask` does and counts what came of them.
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
    // Instead of an evaluation: the entries whose questions are most alike.
    overlaps: { type: 'boolean', default: false },
    questions: { type: 'string', default: join(import.meta.dirname, '..', 'questions') },
    // As when the channel says which language the person reads; without it the text alone tells.
    locale: { type: 'boolean', default: false },
  },
});

if (values.overlaps) {
  const pairs = overlapsOf(readTrainingSet(), mostPairs).map(
    ({ language, one, other, alike, shared }) =>
      `${language} ${alike.toFixed(2)}  ${one} / ${other}  (${shared.join(', ')})`,
  );
  console.log(pairs.join('\n'));
  process.exit();
}

const brain = await createBrain({
  root: process.cwd(),
  cache: sharedCache,
  now: Date.now(),
  fallbackMailbox: null,
});
const { articles, languages } = brain.dialogContent;
const catalogue = {
  isOutOfScope: (intent: string) => articles[intent]?.scope === 'out',
  needsPerson: brain.needsPerson,
};
const judged = readQuestions(values.questions, languages).map((question) => {
  const locale = values.locale ? question.language : null;
  return judge(question, ask(brain, { id: null, text: question.text, locale }), catalogue);
});
console.log(values.json ? JSON.stringify(figures(judged), null, 2) : report(judged, values.misses));
