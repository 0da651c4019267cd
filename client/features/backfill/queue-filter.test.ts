import { expect, test } from '@jest/globals';
import { dropPart, forEvent, forVenue, isFiltering, noFilter, toQueueFilter } from './queue-filter.ts';

const search = { from: '2026-06-01', to: null, category: ['c1'], venue: ['v1', 'v2'], q: 'final' };

test('parts that are off are null, so that equal filters are one question', () => {
  expect(toQueueFilter(noFilter)).toEqual({
    eventDateFrom: null,
    eventDateTo: null,
    ticketCategoryIds: null,
    venueIds: null,
    search: null,
  });
  expect(isFiltering(noFilter)).toBe(false);
});

test('the children of a row are asked for under the same filter, narrowed to the row', () => {
  const filter = toQueueFilter(search);
  expect(forEvent(filter, { localDate: '2026-06-20', venue: { id: 'v2' } })).toEqual({
    eventDateFrom: '2026-06-20',
    eventDateTo: '2026-06-20',
    ticketCategoryIds: ['c1'],
    venueIds: ['v2'],
    search: 'final',
  });
  expect(forVenue(filter, 'v1')).toEqual({ ...filter, venueIds: ['v1'] });
});

test('each part of the filter can be dropped alone, and without all of them nothing narrows', () => {
  expect(isFiltering({ ...search, ...dropPart.EVENT_DATE })).toBe(true);
  expect(Object.assign({ ...search }, ...Object.values(dropPart))).toEqual(noFilter);
});
