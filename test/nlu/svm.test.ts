import { describe, expect, it } from 'vitest';
import { trainClassifier, type Classifier, type Lesson } from '../../src/nlu/svm.ts';

/** Rows of ones in the given columns, each of length one. */
function lesson(rows: readonly (readonly number[])[], labels: readonly number[]): Lesson {
  const starts = Int32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)]);
  return {
    rows: {
      starts,
      columns: Int32Array.from(rows.flat()),
      values: Float32Array.from(rows.flatMap((row) => row.map(() => 1 / Math.sqrt(row.length)))),
    },
    labels: Int32Array.from(labels),
    classes: Math.max(...labels) + 1,
    columns: Math.max(...rows.flat()) + 1,
  };
}

function valueOf(classifier: Classifier, row: readonly number[], label: number): number {
  const { classes, weights, scales, biases } = classifier;
  const sum = row.reduce((total, column) => total + (weights[column * classes + label] ?? 0), 0);
  return (sum * (scales[label] ?? 0)) / Math.sqrt(row.length) + (biases[label] ?? 0);
}

function bestOf(classifier: Classifier, row: readonly number[]): number {
  const values = Array.from({ length: classifier.classes }, (_, i) => valueOf(classifier, row, i));
  return values.indexOf(Math.max(...values));
}

const rows = [
  [0, 1, 9],
  [0, 2, 9],
  [3, 4, 9],
  [3, 5, 9],
  [6, 7, 9],
  [6, 8, 9],
];
const labels = [0, 0, 1, 1, 2, 2];

describe('trainClassifier', () => {
  it('tells the classes of its lesson apart', () => {
    const classifier = trainClassifier(lesson(rows, labels));

    expect(rows.map((row) => bestOf(classifier, row))).toEqual(labels);
  });

  it('goes by what is peculiar to a class, not by what all share', () => {
    const classifier = trainClassifier(lesson(rows, labels));

    expect(bestOf(classifier, [3, 9])).toBe(1);
    expect(valueOf(classifier, [6], 2)).toBeGreaterThan(valueOf(classifier, [9], 2));
  });

  it('gives the same weights each time', () => {
    expect(trainClassifier(lesson(rows, labels))).toEqual(trainClassifier(lesson(rows, labels)));
  });

  it('keeps a class without examples below all others', () => {
    const classifier = trainClassifier({ ...lesson(rows, labels), classes: 4 });

    for (const row of rows) expect(bestOf(classifier, row)).not.toBe(3);
    expect(valueOf(classifier, [0], 3)).toBeLessThan(valueOf(classifier, [0], 1));
  });

  it('lets one example stand against many', () => {
    const many = Array.from({ length: 40 }, (_, i) => [0, 2 + i]);
    const classes = many.map((_, i) => i % 20);
    const classifier = trainClassifier(lesson([...many, [0, 1]], [...classes, 20]));

    expect(bestOf(classifier, [0, 1])).toBe(20);
  });
});
