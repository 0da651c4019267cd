import { describe, expect, test } from '@jest/globals';
import { compareWith, figuresOf, percentile } from './figures.ts';

describe('figures', () => {
  test.each([
    [0.5, 3],
    [0.75, 4],
    [0.99, 5],
    [1, 5],
  ])('at %d of five values: %d', (share, value) => {
    expect(percentile([1, 2, 3, 4, 5], share)).toBe(value);
  });

  test('of no values are none', () => {
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('of two rounds are those of all their requests', () => {
    const first = { requests: 2, refused: 1, seconds: 1, latencies: [10, 20], serverCpu: 4, databaseCpu: 2 };
    const second = { requests: 2, refused: 0, seconds: 1, latencies: [30, 40], serverCpu: 8, databaseCpu: undefined };
    expect(figuresOf('product', [first, second])).toEqual({
      server: 'product',
      requests: 4,
      refused: 1,
      perSecond: 2,
      p50: 30,
      p99: 40,
      serverCpu: 3,
      databaseCpu: undefined,
    });
  });

  test('are compared with the base, and with nothing where it did not take part', () => {
    const rows = [figuresOf('floor', [round(4)]), figuresOf('product', [round(3)])];
    expect(compareWith(rows, 'floor').map(({ ratio }) => ratio)).toEqual([1, 0.75]);
    expect(compareWith(rows, 'bare').map(({ ratio }) => ratio)).toEqual([undefined, undefined]);
  });
});

function round(requests: number): Parameters<typeof figuresOf>[1][number] {
  return { requests, refused: 0, seconds: 1, latencies: Array<number>(requests).fill(1) };
}
