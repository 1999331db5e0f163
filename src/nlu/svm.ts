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
const cost = 0.3;

/** A class has one example for dozens against it; each counts as much as this many of those. */
const positiveFactor = 30;

/** Times each example is looked at. Later passes look only at those that still move. */
const passes = 4;

/** The value of the column that every row has, which carries the bias. */
const biasValue = 0.3;

const largestByte = 127;

/** The value of a class without examples: below any that has some. */
const absentValue = -4;

/**
 * Trains a linear support vector machine for each class against the rest, by dual coordinate descent.
 *
 * The order of the examples is random but seeded, so the same lesson always gives the same classifier.
 */
export function trainClassifier(lesson: Lesson): Classifier {
  const { classes, columns } = lesson;
  const weights = new Int8Array(columns * classes);
  const scales = new Float32Array(classes);
  const biases = new Float32Array(classes);
  const norms = squaredNorms(lesson.rows);
  const present = new Set(lesson.labels);
  for (let label = 0; label < classes; label++) {
    if (!present.has(label)) {
      biases[label] = absentValue;
      continue;
    }
    const separator = separate(lesson, label, norms);
    biases[label] = (separator[columns] ?? 0) * biasValue;
    scales[label] = store(separator, { weights, classes, label });
  }
  return { classes, weights, scales, biases };
}

/** The weights that tell one class from the rest; the last one is the bias. */
function separate(lesson: Lesson, label: number, norms: Float64Array): Float32Array {
  const { labels, rows, columns } = lesson;
  const weights = new Float32Array(columns + 1);
  const alphas = new Float64Array(labels.length);
  const next = seededNumbers(label + 1);
  let active = Int32Array.from(labels.keys());
  for (let pass = 0; pass < passes; pass++) {
    shuffle(active, next);
    let kept = 0;
    for (let at = 0; at < active.length; at++) {
      const row = active[at] ?? 0;
      const sign = labels[row] === label ? 1 : -1;
      const limit = sign > 0 ? cost * positiveFactor : cost;
      const gradient = sign * dot(rows, row, weights) - 1;
      const old = alphas[row] ?? 0;
      const alpha = Math.min(Math.max(old - gradient / (norms[row] ?? 1), 0), limit);
      if (alpha !== old) {
        alphas[row] = alpha;
        addScaled(rows, row, { factor: (alpha - old) * sign, weights });
        active[kept++] = row;
      } else if (pass === 0) active[kept++] = row;
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
  const columns = separator.length - 1;
  let largest = 0;
  for (let column = 0; column < columns; column++) {
    largest = Math.max(largest, Math.abs(separator[column] ?? 0));
  }
  const step = largest === 0 ? 1 : largest / largestByte;
  for (let column = 0; column < columns; column++) {
    const weight = separator[column] ?? 0;
    if (weight !== 0) to.weights[column * to.classes + to.label] = Math.round(weight / step);
  }
  return step;
}
