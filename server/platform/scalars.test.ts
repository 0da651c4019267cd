import { expect, test } from '@jest/globals';
import { LocalDate, LocalTime, PositiveInt } from './scalars.ts';

test('a local date is a real day as YYYY-MM-DD', () => {
  expect(LocalDate.parseValue('2028-02-29')).toBe('2028-02-29');
  for (const wrong of ['2026-02-29', '0000-01-01', '2026-6-1', '2026-06-11T00:00:00Z', '', 20260611, null]) {
    expect(() => LocalDate.parseValue(wrong)).toThrow(/LocalDate must be a day/);
  }
});

test('a local time is HH:MM on a 24-hour clock', () => {
  expect(LocalTime.parseValue('19:30')).toBe('19:30');
  for (const wrong of ['7:30', '24:00', '19:60', '19:30:00', 1930])
    expect(() => LocalTime.parseValue(wrong)).toThrow(/LocalTime must be/);
});

test('a positive int is whole, and never rounded', () => {
  expect(PositiveInt.parseValue(1)).toBe(1);
  for (const wrong of [1.5, 0, -1, Number.NaN, 2 ** 53, '2', null])
    expect(() => PositiveInt.parseValue(wrong)).toThrow(/PositiveInt must be a whole number from 1 up/);
});
