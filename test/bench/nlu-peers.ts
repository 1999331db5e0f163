import { readContent } from '../../src/content/read-content.ts';
import { readQuestions } from '../nlu/eval/questions.ts';
import type { Comparison, Trial } from './matchers/compare.ts';
import { tryPeer } from './matchers/compare.ts';
import { readCorpus } from './matchers/corpus.ts';
import { nlpJs } from './matchers/nlp-js.ts';
import { ours, oursWith } from './matchers/ours.ts';
import type { LabelledText, Peer } from './matchers/peer.ts';
import { fuse, miniSearch } from './matchers/search-engines.ts';
import { wink } from './matchers/wink.ts';
import type { Row } from './rows.ts';

const peers: readonly Peer[] = [nlpJs, miniSearch, fuse, wink];

/** Ours and the peers on the knowledge base and the questions that test it, as rows. */
export async function peerRows(): Promise<readonly Row[]> {
  const reading = readContent(process.cwd(), { now: Date.now() });
  if (!reading.ok) throw new TypeError('The content has mistakes: npm run validate names them.');
  const { training, outOfScope, compiled } = reading.content;
  const outside = new Set(outOfScope);
  const test = readQuestions('test/nlu/questions', compiled.languages);
  const compared = await compareAll([ours, oursWith(training), ...peers], training.examples, {
    test,
    isOutside: (intent) => intent === null || outside.has(intent),
  });
  return toRows(compared);
}

/** The same for any corpus of JSON lines. Ours goes without synonyms and translations: it has none for it. */
export async function corpusRows(train: string, test: string): Promise<readonly Row[]> {
  const compared = await compareAll([ours, ...peers], readCorpus(train), {
    test: readCorpus(test),
    isOutside: (intent) => intent === null,
  });
  return toRows(compared);
}

async function compareAll(
  matchers: readonly Peer[],
  train: readonly LabelledText[],
  { test, isOutside }: Omit<Trial, 'train'>,
): Promise<Comparison[]> {
  const compared: Comparison[] = [];
  for (const matcher of matchers) {
    process.stderr.write(`${matcher.name} …\n`);
    compared.push(await tryPeer(matcher, { train, test, isOutside }));
  }
  return compared;
}

/** Each figure of each matcher as a row; ours is bound to be ahead of the best peer. A set without texts out of scope has none. */
function toRows(compared: readonly Comparison[]): Row[] {
  const best = (of: 'accuracy' | 'auroc'): number =>
    Math.max(
      ...compared.filter(({ name }) => !name.startsWith(ours.name)).map((it) => it[of] ?? 0),
    );
  return compared.flatMap(({ name, ...it }) => {
    const isOurs = name.startsWith(ours.name);
    const row = (what: string, value: number, unit: string): Row => ({
      what: `${name}: ${what}`,
      value,
      unit,
    });
    const ahead = (made: Row, of: 'accuracy' | 'auroc'): Row =>
      isOurs
        ? {
            ...made,
            yardstick: { what: 'best peer', value: 100 * best(of) },
            reach: { of: 'ratio', is: 'at least', bound: 1 },
          }
        : made;
    return [
      ahead(row(`right of ${String(it.asked)} asked`, 100 * it.accuracy, '%'), 'accuracy'),
      ...(it.auroc === null || it.caught === null
        ? []
        : [
            ahead(row('out of scope told apart (AUROC)', 100 * it.auroc, '%'), 'auroc'),
            row('out of scope caught, 95 % kept', 100 * it.caught, '%'),
          ]),
      row('train', it.trainMs, 'ms'),
      row('a question, p50', it.p50Ms, 'ms'),
      row('a question, p99', it.p99Ms, 'ms'),
      row('memory', it.heapMb, 'MB'),
    ];
  });
}
