import { describe, expect, test } from '@jest/globals';
import { seatRanges } from './seat-ranges.ts';

describe('seatRanges', () => {
  test('joins adjacent seats, whatever their order', () => {
    expect(seatRanges(['9', '3', '2', '10', '1', '7'])).toEqual({ ranges: ['1–3', '7', '9–10'], unnumberedCount: 0 });
  });

  test('keeps seats that are not plain numbers as they are', () => {
    expect(seatRanges(['A10', '012', '5', 'A2'])).toEqual({ ranges: ['5', '012', 'A2', 'A10'], unnumberedCount: 0 });
  });

  test('counts places without a number', () => {
    expect(seatRanges([null, '4', null])).toEqual({ ranges: ['4'], unnumberedCount: 2 });
    expect(seatRanges([])).toEqual({ ranges: [], unnumberedCount: 0 });
  });
});
