/** One sentence in two languages, as the stems of its words. */
export interface SentencePair {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Rounds of estimation. More sharpen what is already decided. */
const rounds = 8;

/** How sure both directions must be together. Lower lets in more wrong links than right ones. */
const leastAgreement = 0.03;

/** A word seen once cannot be told from its neighbours. */
const leastSightings = 2;

/** Every co-occurrence of a left and a right word, by number, and where the sentences stand in the lists. */
interface Alignment {
  readonly lefts: readonly string[];
  readonly rights: readonly string[];
  readonly leftOf: Int32Array;
  readonly rightOf: Int32Array;
  /** Numbers of the co-occurrences of each sentence pair, row by row of its left words. */
  readonly sentences: readonly SentenceCells[];
  readonly sightings: Int32Array;
}

interface SentenceCells {
  readonly width: number;
  readonly height: number;
  readonly cells: Int32Array;
}

/**
 * Learns which words translate each other from texts that authors wrote in two languages.
 *
 * It is IBM's first alignment model, run in both directions; a link must be likely in both. A few hundred
 * sentences give several hundred links, all of the domain's own words, without a dictionary of any language.
 * Gives the right word of each left word that has one.
 */
export function learnTranslations(pairs: readonly SentencePair[]): Map<string, string> {
  const alignment = align(pairs);
  const forward = estimate(alignment, 'right');
  const backward = estimate(alignment, 'left');
  const best = new Map<string, { readonly to: string; readonly agreement: number }>();
  for (let cell = 0; cell < forward.length; cell++) {
    const agreement = (forward[cell] ?? 0) * (backward[cell] ?? 0);
    const leftNumber = alignment.leftOf[cell] ?? 0;
    if (agreement <= leastAgreement || (alignment.sightings[leftNumber] ?? 0) < leastSightings) {
      continue;
    }
    const from = alignment.lefts[leftNumber] ?? '';
    const to = alignment.rights[alignment.rightOf[cell] ?? 0] ?? '';
    if (agreement > (best.get(from)?.agreement ?? 0)) best.set(from, { to, agreement });
  }
  return new Map([...best].map(([from, link]) => [from, link.to]));
}

function align(pairs: readonly SentencePair[]): Alignment {
  const lefts = new Map<string, number>();
  const rights = new Map<string, number>();
  const cells = new Map<number, number>();
  const leftOf: number[] = [];
  const rightOf: number[] = [];
  const sightings: number[] = [];
  const sentences = pairs.map((pair) => {
    const rows = [...new Set(pair.left)].map((word) => numberOf(lefts, word));
    const columns = [...new Set(pair.right)].map((word) => numberOf(rights, word));
    for (const row of rows) sightings[row] = (sightings[row] ?? 0) + 1;
    const found: number[] = [];
    for (const row of rows) {
      for (const column of columns) {
        const key = row * 0x10_0000 + column;
        const known = cells.get(key);
        if (known === undefined) {
          cells.set(key, leftOf.length);
          found.push(leftOf.length);
          leftOf.push(row);
          rightOf.push(column);
        } else found.push(known);
      }
    }
    return { width: columns.length, height: rows.length, cells: Int32Array.from(found) };
  });
  return {
    lefts: [...lefts.keys()],
    rights: [...rights.keys()],
    leftOf: Int32Array.from(leftOf),
    rightOf: Int32Array.from(rightOf),
    sentences,
    sightings: Int32Array.from(sightings),
  };
}

function numberOf(known: Map<string, number>, word: string): number {
  const number = known.get(word) ?? known.size;
  known.set(word, number);
  return number;
}

/** The likelihood of each co-occurrence given its word on one side. */
function estimate(alignment: Alignment, given: 'left' | 'right'): Float64Array {
  const owner = given === 'left' ? alignment.leftOf : alignment.rightOf;
  const owners = given === 'left' ? alignment.lefts.length : alignment.rights.length;
  const likelihood = new Float64Array(owner.length).fill(1);
  for (let round = 0; round < rounds; round++) {
    const counts = new Float64Array(owner.length);
    for (const sentence of alignment.sentences) share(sentence, given, likelihood, counts);
    const totals = new Float64Array(owners);
    counts.forEach((count, cell) => {
      const at = owner[cell] ?? 0;
      totals[at] = (totals[at] ?? 0) + count;
    });
    counts.forEach((count, cell) => {
      likelihood[cell] = count / (totals[owner[cell] ?? 0] ?? 1);
    });
  }
  return likelihood;
}

/** Each word of the other side is explained by the given side's words, in proportion to their likelihood. */
function share(
  sentence: SentenceCells,
  given: 'left' | 'right',
  likelihood: Float64Array,
  counts: Float64Array,
): void {
  const { width, height, cells } = sentence;
  const outer = given === 'left' ? width : height;
  const inner = given === 'left' ? height : width;
  const outerStep = given === 'left' ? 1 : width;
  const innerStep = given === 'left' ? width : 1;
  for (let i = 0; i < outer; i++) {
    let sum = 0;
    for (let j = 0; j < inner; j++)
      sum += likelihood[cells[i * outerStep + j * innerStep] ?? 0] ?? 0;
    for (let j = 0; j < inner; j++) {
      const cell = cells[i * outerStep + j * innerStep] ?? 0;
      counts[cell] = (counts[cell] ?? 0) + (likelihood[cell] ?? 0) / sum;
    }
  }
}
