import { describe, expect, test } from '@jest/globals';
import { flatnessOf, type Point, slopeOf } from './slope.ts';

const points = (values: number[]): Point[] => values.map((value, index) => ({ at: index * 10, value }));

describe('the slope', () => {
  test('of a line is its own', () => {
    expect(slopeOf(points([5, 7, 9, 11]))).toBeCloseTo(0.2);
  });

  test('of values that go up and down alike is nothing', () => {
    expect(slopeOf(points([5, 9, 9, 5]))).toBeCloseTo(0);
  });

  test('of a single value is nothing', () => {
    expect(slopeOf(points([5]))).toBe(0);
  });
});

describe('memory', () => {
  test('that only grows while it warms up is flat', () => {
    expect(flatnessOf(points([50, 80, 95, 100, 100, 101, 100, 100]), 0.03)).toMatchObject({ isFlat: true });
  });

  test('that goes on growing is not flat, and it is said by how much', () => {
    const { growth, isFlat } = flatnessOf(points([100, 101, 102, 103, 104, 105, 106, 107]), 0.02);
    expect(isFlat).toBe(false);
    expect(growth).toBeCloseTo(3 / 105.5);
  });

  test('that shrinks is flat', () => {
    expect(flatnessOf(points([100, 100, 100, 98, 96, 94]), 0.03).isFlat).toBe(true);
  });

  test('of less than three values in the second half is not known to be flat', () => {
    expect(flatnessOf(points([100, 100, 100, 100]), 0.03)).toEqual({ growth: NaN, isFlat: false });
  });
});
