import { describe, expect, it } from 'vitest';
import { fitCalibration, likelihood, logistic, type Trial } from '../../src/nlu/calibrate.ts';
import { seededNumbers } from '../../src/nlu/hash.ts';

/** Trials whose margin alone tells how likely they are right. */
function trialsOf(count: number, rightOf: (margin: number) => number): Trial[] {
  const next = seededNumbers(5);
  return Array.from({ length: count }, () => {
    const margin = next() * 2 - 1;
    const noise = next();
    return {
      signals: [noise, margin, 1, 2],
      right: next() < rightOf(margin),
      weight: 1,
    };
  });
}

describe('fitCalibration', () => {
  it('says how often a candidate with such signals was right', () => {
    const truth = (margin: number): number => logistic(4 * margin);
    const calibration = fitCalibration(trialsOf(4000, truth));

    for (const margin of [-0.8, -0.3, 0, 0.3, 0.8]) {
      const said = likelihood(calibration, [0.5, margin, 1, 2]);
      expect(Math.abs(said - truth(margin))).toBeLessThan(0.06);
    }
  });

  it('lets no signal count against a candidate', () => {
    const calibration = fitCalibration(trialsOf(500, (margin) => logistic(-4 * margin)));

    expect(Math.min(...calibration.weights)).toBeGreaterThanOrEqual(0);
    expect(likelihood(calibration, [0, 0.9, 1, 2])).toBeGreaterThanOrEqual(
      likelihood(calibration, [0, -0.9, 1, 2]),
    );
  });

  it('stays between 0 and 1 when all trials are alike', () => {
    const alike = Array.from({ length: 50 }, (): Trial => {
      return { signals: [1, 1, 1, 1], right: true, weight: 1 };
    });
    const said = likelihood(fitCalibration(alike), [1, 1, 1, 1]);

    expect(said).toBeGreaterThan(0.5);
    expect(said).toBeLessThanOrEqual(1);
  });

  it('counts trials by their weight', () => {
    const both = (weight: number): Trial[] => [
      { signals: [0, 0, 0, 0], right: true, weight: 1 },
      { signals: [0, 0, 0, 0], right: false, weight },
    ];
    const said = (weight: number): number => likelihood(fitCalibration(both(weight)), [0, 0, 0, 0]);

    expect(said(1)).toBeCloseTo(0.5, 5);
    expect(said(3)).toBeCloseTo(0.25, 2);
  });
});
