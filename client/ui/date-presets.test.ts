import { expect, test } from '@jest/globals';
import { presetOfRange, rangeOfPreset } from './date-presets.ts';

test('a preset counts today as its last day', () => {
  expect(rangeOfPreset('last7', '2026-03-03')).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  expect(rangeOfPreset('last30', '2026-03-03')).toEqual({ from: '2026-02-02', to: '2026-03-03' });
  expect(rangeOfPreset('last90', '2024-03-01')).toEqual({ from: '2023-12-03', to: '2024-03-01' });
  expect(rangeOfPreset('any', '2026-03-03')).toEqual({ from: null, to: null });
});

test('a season runs from August 1', () => {
  expect(rangeOfPreset('season', '2026-07-19').from).toBe('2025-08-01');
  expect(rangeOfPreset('season', '2026-08-01').from).toBe('2026-08-01');
});

test('a range is recognized as the preset that it is today', () => {
  expect(presetOfRange({ from: '2026-02-25', to: '2026-03-03' }, '2026-03-03')).toBe('last7');
  expect(presetOfRange({ from: '2026-02-25', to: '2026-03-03' }, '2026-03-04')).toBe('custom');
  expect(presetOfRange({ from: null, to: null }, '2026-03-04')).toBe('any');
});
