import { expect, test } from '@jest/globals';
import { readCapacity, venueChanges, venueFields } from './venue-fields.ts';

test('a capacity is a whole number from 1, or nothing', () => {
  expect(['', ' ', '1', ' 48000 ', '999999999'].map(readCapacity)).toEqual([null, null, 1, 48000, 999999999]);
  expect(['0', '-5', '1.5', '1e3', 'many', '1000000000'].map(readCapacity)).toEqual(Array(6).fill(undefined));
});

test('a venue is typed as it is and sent without blanks, an emptied capacity as none', () => {
  const arena = { name: 'Example Arena', city: 'Berlin', country: null, timeZone: 'Europe/Berlin', capacity: 12000 };
  expect(venueFields(arena)).toEqual({ ...arena, country: '', capacity: '12000' });
  expect(venueChanges({ city: ' Potsdam ', capacity: '' })).toEqual({ city: 'Potsdam', capacity: null });
  expect(venueChanges({ name: 'Example Dome' })).toEqual({ name: 'Example Dome' });
});
