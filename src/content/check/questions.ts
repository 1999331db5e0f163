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

const fewest = 10;

/** Share of letter triples that two questions of one entry may have in common (Dice). */
const mostAlike = 0.6;

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
  const numbers = new Map<string, number>();
  for (const { value, at } of files.words) {
    for (const [id, { questions }] of Object.entries(value.articles)) {
      const triples = questions.map((question) => triplesOf(question, numbers));
      for (const [one, other, share] of alikePairs(triples)) {
        const alike = `${Math.round(share * 100)} %`;
        const message = `"${questions[other] ?? ''}" is nearly "${questions[one] ?? ''}" (${alike} alike).`;
        const remedy = 'Ask it in other words, or delete one.';
        yield mistake('near-copy', at('articles', id, 'questions', other), message, remedy);
      }
    }
  }
}

function* alikePairs(all: readonly Uint32Array[]): Generator<[number, number, number]> {
  for (const [other, later] of all.entries()) {
    for (let one = 0; one < other; one += 1) {
      const share = dice(all[one] ?? empty, later);
      if (share > mostAlike) yield [one, other, share];
    }
  }
}

const empty = new Uint32Array();

/** The letter triples of a question as sorted numbers, each once: quick to hold against others. */
function triplesOf(question: string, numbers: Map<string, number>): Uint32Array {
  const text = ` ${foldedWords(question).join(' ')} `;
  const found = new Set<number>();
  for (let start = 0; start + 3 <= text.length; start += 1) {
    const triple = text.slice(start, start + 3);
    const number = numbers.get(triple) ?? numbers.size;
    numbers.set(triple, number);
    found.add(number);
  }
  return Uint32Array.from(found).sort();
}

/** Twice the common triples over all triples; lengths too different need no counting. */
function dice(one: Uint32Array, other: Uint32Array): number {
  const all = one.length + other.length;
  if ((2 * Math.min(one.length, other.length)) / all <= mostAlike) return 0;
  let common = 0;
  let here = 0;
  let there = 0;
  while (here < one.length && there < other.length) {
    const left = one[here] ?? 0;
    const right = other[there] ?? 0;
    if (left === right) common += 1;
    if (left <= right) here += 1;
    if (right <= left) there += 1;
  }
  return (2 * common) / all;
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
