import type { Triples } from '../../nlu/alikeness.ts';
import { alikeness, createTripleReader, nearCopy } from '../../nlu/alikeness.ts';
import { foldedWords } from '../../nlu/fold.ts';
import type { ContentFiles } from '../content-files.ts';
import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import type { Check, View } from '../view.ts';

/** Whether the matcher can learn from the questions. */
export const questionChecks: readonly Check[] = [
  { needs: [], run: tooFew },
  { needs: [], run: nearCopies },
  { needs: [], run: underTwo },
];

const fewest = 16;

type Words = ContentFiles['words'][number];

function* tooFew({ files }: View): Generator<Mistake> {
  for (const { value, at } of files.words) {
    for (const [id, { questions }] of Object.entries(value.articles)) {
      if (questions.length >= fewest) continue;
      const message = `"${id}" has ${questions.length} questions.`;
      const remedy = `Give at least ${fewest}, as different as people are.`;
      yield mistake('too-few-examples', at('articles', id, 'questions'), message, remedy);
    }
  }
}

function* nearCopies({ files }: View): Generator<Mistake> {
  const read = createTripleReader();
  for (const { value, at } of files.words) {
    for (const [id, { questions }] of Object.entries(value.articles)) {
      const triples = questions.map(read);
      for (const [one, other, share] of alikePairs(triples)) {
        const alike = `${Math.round(share * 100)} %`;
        const message = `"${questions[other] ?? ''}" is nearly "${questions[one] ?? ''}" (${alike} alike).`;
        const remedy = 'Ask it in other words, or delete one.';
        yield mistake('near-copy', at('articles', id, 'questions', other), message, remedy);
      }
    }
  }
}

function* alikePairs(all: readonly Triples[]): Generator<[number, number, number]> {
  for (const [other, later] of all.entries()) {
    for (const [one, earlier] of all.slice(0, other).entries()) {
      const share = alikeness(earlier, later);
      if (share > nearCopy) yield [one, other, share];
    }
  }
}

function* underTwo({ files }: View): Generator<Mistake> {
  for (const tag of new Set(files.words.map((file) => file.tag))) {
    const seen = new Map<string, Example>();
    for (const example of files.words.filter((file) => file.tag === tag).flatMap(examplesOf)) {
      const { id, text, title, at } = example;
      const spoken = foldedWords(text).join(' ');
      const other = seen.get(spoken);
      seen.set(spoken, other ?? example);
      if (other === undefined || other.id === id || (title && other.title)) continue;
      const message = `"${text}" is an example of "${other.id}" already.`;
      const remedy = 'Keep it where it belongs, or ask more exactly.';
      yield mistake('example-under-two-intents', at(), message, remedy);
    }
  }
}

/** What the matcher learns an article by. */
interface Example {
  readonly id: string;
  readonly text: string;
  readonly title: boolean;
  readonly at: () => Spot;
}

function examplesOf({ value, at }: Words): Example[] {
  return Object.entries(value.articles).flatMap(([id, { title: heading, questions }]) => [
    { id, text: heading, title: true, at: () => at('articles', id, 'title') },
    ...questions.map((text, index) => ({
      id,
      text,
      title: false,
      at: () => at('articles', id, 'questions', index),
    })),
  ]);
}
