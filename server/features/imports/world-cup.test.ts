import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { bytesSource } from './file-source.ts';
import { wrongGroups, rowCounts, snapshot } from './on-file.ts';
import { analyze, load, type TestFiles } from './test-files.ts';

const FOLDER = '../shared/data/world-cup-2026';
const isHere = existsSync(FOLDER);
const title = isHere
  ? 'the files of a whole tournament'
  : 'the files of a whole tournament (skipped: they are not beside the repository)';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

(isHere ? describe : describe.skip)(title, () => {
  test('load without an error, show the right unused queue, and change nothing when they are loaded again', async () => {
    const files: TestFiles = {};
    for (const kind of ['VENUES', 'EMPLOYEES', 'INVENTORY'] as const)
      files[kind] = bytesSource(readFileSync(`${FOLDER}/${kind.toLowerCase()}.csv`));
    app.clock.set('2026-11-23T12:00:00Z');
    const world = await app.world();
    const { api } = await world.actor('SUPER_USER');

    const preview = await analyze(app, world, files);
    expect(preview.errors).toEqual([]);
    expect(await rowCounts(world)).toMatchObject({ venues: 0, users: 1, events: 0, tickets: 0 });

    const applied = await load(app, world, files);
    expect(applied.errors).toEqual([]);
    expect(applied.preview).toEqual(preview.preview);
    expect(await rowCounts(world)).toEqual({
      venues: 16,
      users: 241,
      events: 104,
      ticket_locations: 64,
      ticket_categories: 4,
      usage_categories: 6,
      ticket_groups: 347,
      tickets: 2854,
      orders: 252,
      order_tickets: 1774,
    });
    expect(await wrongGroups(world)).toEqual([]);

    const { ticketCategories } = await api.ask('{ ticketCategories { id name admitsPerson } }');
    const totals = async (ticketCategoryIds: string[]) => {
      const query = `query ($filter: UnusedQueueFilter) { unusedQueue(filter: $filter) { totals { eventCount venueCount ticketCount faceValue { amount currency } ticketsWithoutValue } } }`;
      return (await api.ask(query, { filter: { ticketCategoryIds } })).unusedQueue.totals;
    };
    expect(await totals([])).toEqual({
      eventCount: 92,
      venueCount: 16,
      ticketCount: 1080,
      faceValue: [{ amount: '1273785.00', currency: 'USD' }],
      ticketsWithoutValue: 0,
    });
    const perCategory: Record<string, number> = {};
    for (const { id, name } of ticketCategories) perCategory[name] = (await totals([id])).ticketCount;
    expect(perCategory).toEqual({ Suite: 444, 'Parking Pass': 249, Club: 203, 'Lower Bowl': 184 });
    expect(ticketCategories.filter((each: { admitsPerson: boolean }) => !each.admitsPerson)).toMatchObject([
      { name: 'Parking Pass' },
    ]);

    const before = await snapshot(world);
    const again = await load(app, world, files);
    expect(again.errors).toEqual([]);
    expect(again.preview).toMatchObject({
      venues: { created: 0, updated: 0, removed: 0, unchanged: 16 },
      users: { created: 0, updated: 0, removed: 0, unchanged: 240 },
      events: { created: 0, updated: 0, removed: 0, unchanged: 104 },
      ticketGroups: { created: 0, updated: 0, removed: 0, unchanged: 347 },
      tickets: { created: 0, updated: 0, removed: 0, unchanged: 2854 },
      orders: { created: 0, updated: 0, removed: 0, unchanged: 252 },
    });
    expect(await snapshot(world)).toBe(before);
  });
});
