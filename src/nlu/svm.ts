import { seededNumbers, shuffle } from './hash.ts';

/** Rows of a sparse matrix: row i has the columns `columns[starts[i]]` to `columns[starts[i + 1] - 1]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** A linear classifier, one against the rest, its weights rounded to a byte each. */
export interface Classifier {
  readonly classes: number;
  /** `weights[column * classes + class]` times `scales[class]` is a weight. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** What the classifier learns from. */
export interface Lesson {
  readonly rows: SparseRows;
  /** The class of each row. */
  readonly labels: Int32Array;
  readonly classes: number;
  readonly columns: number;
}

/** How far one example may bend the weights. */
const cost = Math.fround(0.3);

/** A class has one example for dozens against it; each counts as much as this many of those. */
const positiveFactor = 30;

/** Times each example is looked at. Later passes look only at those that still move. */
const passes = 3;

/** An example that bends the weights by less than this has settled. */
const settled = 0.02;

/** The value of the column that every row has, which carries the bias. */
const biasValue = 0.3;

const largestByte = 127;

/** The value of a class without examples: below any that has some. */
const absentValue = -4;

/**
 * Trains a linear support vector machine for each class against the rest, by dual coordinate descent.
 *
 * The first pass looks at every example for every class, so it goes through all classes at once, which reads memory
 * in order; the later ones look only at what still moves, class by class. The order of the examples is random but
 * seeded, so the same lesson always gives the same classifier.
 */
export function trainClassifier(lesson: Lesson): Classifier {
  const { classes, columns } = lesson;
  const weights = new Int8Array(columns * classes);
  const scales = new Float32Array(classes);
  const biases = new Float32Array(classes);
  const norms = squaredNorms(lesson.rows);
  const present = new Set(lesson.labels);
  const first = firstPass(lesson, norms);
  for (let label = 0; label < classes; label++) {
    if (!present.has(label)) {
      biases[label] = absentValue;
      continue;
    }
    const separator = laterPasses(lesson, label, { norms, first });
    biases[label] = (separator[columns] ?? 0) * biasValue;
    scales[label] = store(separator, { weights, classes, label });
  }
  return { classes, weights, scales, biases };
}

/** What all classes have learnt from looking at each example once. */
interface FirstPass {
  /** `weights[column * classes + class]`; the column after the last is the bias. */
  readonly weights: Float32Array;
  /** `alphas[class * rows + row]`: how far an example has bent the weights of a class. */
  readonly alphas: Float32Array;
}

function firstPass({ rows, labels, classes, columns }: Lesson, norms: Float64Array): FirstPass {
  const weights = new Float32Array((columns + 1) * classes);
  const alphas = new Float32Array(classes * labels.length);
  const order = Int32Array.from(labels.keys());
  shuffle(order, seededNumbers(1));
  const values = new Float64Array(classes);
  const bend = new Float64Array(classes);
  const bent = new Int32Array(classes);
  for (const row of order) {
    sumColumns(rows, row, { weights, values });
    const own = labels[row] ?? 0;
    let count = 0;
    for (let label = 0; label < classes; label++) {
      const sign = label === own ? 1 : -1;
      const limit = sign > 0 ? cost * positiveFactor : cost;
      const gradient = sign * (values[label] ?? 0) - 1;
      const alpha = Math.min(Math.max(-gradient / (norms[row] ?? 1), 0), limit);
      if (alpha === 0) continue;
      alphas[label * labels.length + row] = alpha;
      bend[label] = alpha * sign;
      bent[count++] = label;
    }
    bendColumns(rows, row, { weights, bend, bent: bent.subarray(0, count) });
  }
  return { weights, alphas };
}

/** The value of a row for every class. */
function sumColumns(
  { starts, columns, values: cells }: SparseRows,
  row: number,
  { weights, values }: { readonly weights: Float32Array; readonly values: Float64Array },
): void {
  const classes = values.length;
  const bias = weights.length - classes;
  for (let label = 0; label < classes; label++) {
    values[label] = (weights[bias + label] ?? 0) * biasValue;
  }
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at++) {
    const first = (columns[at] ?? 0) * classes;
    const cell = cells[at] ?? 0;
    for (let label = 0; label < classes; label++) {
      values[label] = (values[label] ?? 0) + (weights[first + label] ?? 0) * cell;
    }
  }
}

interface Bending {
  readonly weights: Float32Array;
  /** How far each class is to be bent. */
  readonly bend: Float64Array;
  /** The classes that are to be bent at all: few, once they have learnt a little. */
  readonly bent: Int32Array;
}

/** Adds a row to the weights of the classes that it bends. */
function bendColumns(
  { starts, columns, values: cells }: SparseRows,
  row: number,
  { weights, bend, bent }: Bending,
): void {
  const classes = bend.length;
  const add = (first: number, cell: number): void => {
    for (let at = 0; at < bent.length; at++) {
      const label = bent[at] ?? 0;
      weights[first + label] = (weights[first + label] ?? 0) + (bend[label] ?? 0) * cell;
    }
  };
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at++) add((columns[at] ?? 0) * classes, cells[at] ?? 0);
  add(weights.length - classes, biasValue);
}

interface Learnt {
  readonly norms: Float64Array;
  readonly first: FirstPass;
}

/** The weights that tell one class from the rest; the last one is the bias. */
function laterPasses(lesson: Lesson, label: number, { norms, first }: Learnt): Float32Array {
  const { labels, rows, columns, classes } = lesson;
  const weights = new Float32Array(columns + 1);
  for (let column = 0; column <= columns; column++) {
    weights[column] = first.weights[column * classes + label] ?? 0;
  }
  const alphas = first.alphas.subarray(label * labels.length, (label + 1) * labels.length);
  const next = seededNumbers(label + 1);
  let active = Int32Array.from(labels.keys()).filter(
    (row) => labels[row] === label || (alphas[row] ?? 0) > 0,
  );
  for (let pass = 1; pass < passes; pass++) {
    shuffle(active, next);
    let kept = 0;
    for (let at = 0; at < active.length; at++) {
      const row = active[at] ?? 0;
      const sign = labels[row] === label ? 1 : -1;
      const limit = sign > 0 ? cost * positiveFactor : cost;
      const gradient = sign * dot(rows, row, weights) - 1;
      const old = alphas[row] ?? 0;
      const alpha = Math.min(Math.max(old - gradient / (norms[row] ?? 1), 0), limit);
      if (alpha === old) continue;
      alphas[row] = alpha;
      addScaled(rows, row, { factor: (alpha - old) * sign, weights });
      if (Math.abs(alpha - old) > settled) active[kept++] = row;
    }
    active = active.subarray(0, kept);
  }
  return weights;
}

function dot(rows: SparseRows, row: number, weights: Float32Array): number {
  const { starts, columns, values } = rows;
  const end = starts[row + 1] ?? 0;
  let sum = (weights[weights.length - 1] ?? 0) * biasValue;
  for (let at = starts[row] ?? 0; at < end; at++) {
    sum += (weights[columns[at] ?? 0] ?? 0) * (values[at] ?? 0);
  }
  return sum;
}

function addScaled(
  rows: SparseRows,
  row: number,
  { factor, weights }: { readonly factor: number; readonly weights: Float32Array },
): void {
  const { starts, columns, values } = rows;
  const end = starts[row + 1] ?? 0;
  const bias = weights.length - 1;
  weights[bias] = (weights[bias] ?? 0) + factor * biasValue;
  for (let at = starts[row] ?? 0; at < end; at++) {
    const column = columns[at] ?? 0;
    weights[column] = (weights[column] ?? 0) + factor * (values[at] ?? 0);
  }
}

function squaredNorms(rows: SparseRows): Float64Array {
  const norms = new Float64Array(rows.starts.length - 1).fill(biasValue * biasValue);
  for (let row = 0; row < norms.length; row++) {
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) {
      const value = rows.values[at] ?? 0;
      norms[row] = (norms[row] ?? 0) + value * value;
    }
  }
  return norms;
}

/** Rounds weights to bytes; what is lost is far below what one word is worth. Gives the size of one step. */
function store(
  separator: Float32Array,
  to: { readonly weights: Int8Array; readonly classes: number; readonly label: number },
): number {
  const { weights, classes, label } = to;
  const columns = separator.length - 1;
  let largest = 0;
  for (let column = 0; column < columns; column++) {
    const size = Math.abs(separator[column] ?? 0);
    if (size > largest) largest = size;
  }
  const step = largest === 0 ? 1 : largest / largestByte;
  const perStep = 1 / step;
  for (let column = 0, at = label; column < columns; column++, at += classes) {
    const weight = separator[column] ?? 0;
    if (weight !== 0) weights[at] = Math.round(weight * perStep);
  }
  return step;
}
