import { describe, expect, test } from '@jest/globals';
import { changedThings, countedThings, headline, type CountedThing, type PreviewCounts } from './preview-sums.ts';

describe('the preview of an import', () => {
  test('is named by its events and tickets', () => {
    const counts = countsOf({ venues: 16, users: 240, events: 104, ticketGroups: 900, tickets: 2854, orders: 500 });
    expect(headline(counts)).toEqual([
      { thing: 'events', count: 104 },
      { thing: 'tickets', count: 2854 },
    ]);
    expect(changedThings(counts)).toHaveLength(6);
  });

  test('is named by what changes most where it brings neither', () => {
    expect(headline(countsOf({ venues: 2, users: 240 }))).toEqual([
      { thing: 'users', count: 240 },
      { thing: 'venues', count: 2 },
    ]);
  });

  test('counts what is created, updated and removed, and not what stays', () => {
    const counts = countsOf({});
    counts.tickets = { ...counts.tickets, created: 1, updated: 2, removed: 3, unchanged: 4 };
    expect(changedThings(counts)).toEqual([{ thing: 'tickets', count: 6 }]);
    expect(changedThings(countsOf({}))).toEqual([]);
    expect(headline(countsOf({}))).toEqual([]);
  });
});

function countsOf(created: Partial<Record<CountedThing, number>>): PreviewCounts {
  const entries = countedThings.map((thing) => [
    thing,
    { __typename: 'ImportChanges', created: created[thing] ?? 0, updated: 0, removed: 0, unchanged: 0 },
  ]);
  return Object.fromEntries(entries) as PreviewCounts;
}
