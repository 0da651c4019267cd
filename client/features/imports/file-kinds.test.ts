import { describe, expect, test } from '@jest/globals';
import { byteCountOf, guessKind, placeFiles } from './file-kinds.ts';

const file = (name: string, size = 1) => new File([new Uint8Array(size)], name);

describe('dropped files', () => {
  test('are told apart by their names', () => {
    expect(
      ['Venues 2026.csv', 'all_users.txt', 'inventory.csv', 'tickets-june.tsv', 'notes.csv'].map(guessKind),
    ).toEqual(['venues', 'employees', 'inventory', 'inventory', undefined]);
  });

  test('stay where they are dropped when there is one, and find their places when there are several', () => {
    const venues = file('venues.csv');
    expect(placeFiles([venues], 'inventory')).toEqual({ inventory: venues });
    const employees = file('employees.csv');
    expect(placeFiles([employees, file('notes.csv'), venues], 'inventory')).toEqual({ employees, venues });
  });

  test('are weighed together', () => {
    expect(byteCountOf({ venues: file('v.csv', 10), inventory: file('i.csv', 32) })).toBe(42);
    expect(byteCountOf({})).toBe(0);
  });
});
