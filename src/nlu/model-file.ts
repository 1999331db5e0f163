import { createByteReader, createByteWriter, type ByteReader, type ByteWriter } from './bytes.ts';
import type { ConceptTable } from './concepts.ts';
import { featureKinds, readGrams } from './features.ts';
import { createHashIndex } from './hash-index.ts';
import { hashPair, hashText } from './hash.ts';
import { restoreLexicon, type Lexicon } from './lexicon.ts';
import type { Model } from './model.ts';

/** Raised by hand when the meaning of a model's numbers changes in a way that `settings` does not show. */
const format = 1;

/** Words whose stems are tried on reading: another version of a stemmer would make the model talk past itself. */
const triedWords = 40;

/** A model as a file. */
export function writeModel(model: Model): Uint8Array {
  const to = createByteWriter();
  to.number(settings());
  to.texts(model.intents);
  to.array(model.features.keys());
  to.array(model.featureWeights);
  to.number(model.classifier.classes);
  to.array(model.classifier.weights);
  to.array(model.classifier.scales);
  to.array(model.classifier.biases);
  to.array(Float64Array.of(model.calibration.bias, ...model.calibration.weights));
  to.array(Float64Array.of(model.cuts.answer, model.cuts.refuse, model.cuts.clarify));
  to.number(model.languages.length);
  for (const lexicon of model.languages) writeLexicon(to, lexicon);
  return to.finish();
}

/** The model of a file; nothing if the file is damaged or was made by another version of this code. */
export function readModel(file: Uint8Array): Model | undefined {
  const from = createByteReader(file);
  if (from?.number() !== settings()) return undefined;
  const intents = from.texts();
  const features = createHashIndex(from.int32());
  const featureWeights = from.float32();
  const classifier = {
    classes: from.number(),
    weights: from.int8(),
    scales: from.float32(),
    biases: from.float32(),
  };
  const [bias = 0, value = 0, margin = 0, coverage = 0, length = 0] = from.float64();
  const [answer = 1, refuse = 1, clarify = 1] = from.float64();
  const languages: Lexicon[] = [];
  for (let left = from.number(); left > 0; left--) {
    const lexicon = readLexicon(from);
    if (lexicon === undefined) return undefined;
    languages.push(lexicon);
  }
  const calibration = { bias, weights: [value, margin, coverage, length] as const };
  const cuts = { answer, refuse, clarify };
  const fits = classifier.weights.length === classifier.classes * features.size();
  if (!from.ok() || !fits || intents.length !== classifier.classes) return undefined;
  return { intents, languages, features, featureWeights, classifier, calibration, cuts };
}

/** One number for all that training and scoring must agree on. */
function settings(): number {
  let sum = hashPair(format, hashText(JSON.stringify(featureKinds)));
  readGrams('settings', (hash) => (sum = hashPair(sum, hash)));
  return sum;
}

function writeLexicon(to: ByteWriter, lexicon: Lexicon): void {
  to.text(lexicon.language);
  to.texts([...lexicon.uses.keys()]);
  to.array(Int32Array.from(lexicon.uses.values()));
  to.texts([...lexicon.stems]);
  to.array(lexicon.typos.entries);
  to.array(flattenConcepts(lexicon.concepts));
}

function readLexicon(from: ByteReader): Lexicon | undefined {
  const language = from.text();
  const words = from.texts();
  const uses = from.int32();
  const stems = from.texts();
  const typos = { words, entries: from.float64() };
  const concepts = gatherConcepts(from.int32());
  const lexicon = restoreLexicon({ language, words, uses, stems, typos, concepts });
  const agrees = words.slice(0, triedWords).every((word) => lexicon.stems.has(lexicon.stem(word)));
  return agrees ? lexicon : undefined;
}

/** Concept tables lie in a file as runs of phrase, count, concepts. */
function flattenConcepts(table: ConceptTable): Int32Array {
  return Int32Array.from(
    [...table].flatMap(([phrase, concepts]) => [phrase, concepts.length, ...concepts]),
  );
}

function gatherConcepts(runs: Int32Array): ConceptTable {
  const table = new Map<number, number[]>();
  for (let at = 0; at < runs.length; at += 2 + (runs[at + 1] ?? 0)) {
    table.set(runs[at] ?? 0, [...runs.subarray(at + 2, at + 2 + (runs[at + 1] ?? 0))]);
  }
  return table;
}
