import { describe, expect, test } from '@jest/globals';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { NOW } from '../../test/test-app.ts';
import { app, world, api, tess, line, create, confirm, state, seats, setScene } from './backfill-scene.ts';
import { DISCARD, REVIEW, UPDATE } from './backfills.documents.ts';

setScene();

describe('from the draft to the orders', () => {
  test('a draft plans the lowest adjacent seats and moves nothing', async () => {
    const group = await world.ticketGroup({ seats: [1, 2, 4, 5, 6, 9], faceValue: '250.50' });
    const before = await state();
    const { backfill, userErrors } = await create([line(group, 3)], { note: 'Board dinner' });
    expect(userErrors).toEqual([]);
    expect(backfill).toMatchObject({ status: 'DRAFT', version: 1, note: 'Board dinner', ticketCount: 3, orders: [] });
    expect(seats(backfill.assignments[0].tickets)).toEqual(['4', '5', '6']);
    expect(backfill.review).toMatchObject({
      problems: [],
      warnings: [],
      ticketCount: 3,
      recipientCount: 1,
      faceValue: [{ amount: '751.50', currency: 'USD' }],
      ticketsWithoutValue: 0,
      notifiedUsers: [{ name: 'Remy Recipient' }],
    });
    expect(await state()).toEqual({ ...before, backfills: 1, assignments: 1, audit: 1 });
  });

  test('confirming makes one order for each assignment in CONFIRM_GUEST_LIST and the counts are right at once', async () => {
    const [suite, parking] = [
      await world.ticketGroup({ seats: [1, 2, 3, 4] }),
      await world.ticketGroup({ quantity: 2, faceValue: null }),
    ];
    const other = await world.user('EMPLOYEE', { name: 'Odele Other' });
    const { backfill } = await create([line(suite, 3), line(parking, 2, { to: other })]);
    const payload = await confirm(backfill);
    expect(payload.userErrors).toEqual([]);
    expect(payload.replannedAssignments).toEqual([]);
    expect(payload.backfill).toMatchObject({
      status: 'CONFIRMED',
      confirmedAt: NOW,
      confirmedBy: { name: 'Tess Ticket' },
      review: null,
    });
    expect(payload.orders).toMatchObject([
      {
        status: 'CONFIRM_GUEST_LIST',
        recipient: { name: 'Remy Recipient' },
        ticketCount: 3,
        dueAt: '2026-07-27T12:00:00.000Z',
      },
      { status: 'CONFIRM_GUEST_LIST', recipient: { name: 'Odele Other' }, ticketCount: 2 },
    ]);
    for (const order of payload.orders) expect(order.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(
      payload.ticketGroups.map((group: { unusedCount: number; orderedCount: number }) => [
        group.unusedCount,
        group.orderedCount,
      ]),
    ).toEqual([
      [1, 3],
      [0, 2],
    ]);
    await expectExactCounters(world);
    const mine = await (
      await world.signedIn(other)
    ).ask('{ myOrders { nodes { number status } } viewer { openOrderCount } }');
    expect(mine).toMatchObject({
      myOrders: { nodes: [{ number: payload.orders[1].number }] },
      viewer: { openOrderCount: 1 },
    });
  });

  test('each write leaves its audit entry, with the time of the event kept apart', async () => {
    const { backfill } = await create([line(await world.ticketGroup({ quantity: 2 }), 2)]);
    await confirm(backfill);
    const entries = await world.write((tx) =>
      tx.rows<{ action: string; event_at: Date | null; recorded_at: Date }>(
        'SELECT action, event_at, recorded_at FROM audit_entries WHERE organization_id = $1 ORDER BY id',
        [world.organizationId],
      ),
    );
    expect(entries.map(({ action }) => action)).toEqual(['backfill.created', 'backfill.confirmed', 'order.created']);
    expect(entries[2]?.recorded_at.toISOString()).toBe(NOW);
    expect(entries[2]?.event_at?.getTime()).toBeLessThan(new Date(NOW).getTime());
  });

  test('updating replaces the lines, keeps the seats of unchanged ones, and makes the old version stale', async () => {
    const group = await world.ticketGroup({ seats: [1, 2, 3, 4, 5, 6] });
    const { backfill } = await create([line(group, 2)]);
    const update = async (version: number, assignments: object[]): Promise<ReturnType<typeof create>> =>
      (await api.ask(UPDATE, { input: { backfillId: backfill.id, expectedVersion: version, assignments } }))
        .updateBackfill;
    const updated = await update(1, [line(group, 3), line(group, 2)]);
    expect(updated.userErrors).toEqual([]);
    expect(updated.backfill.version).toBe(2);
    expect(updated.backfill.assignments.map((row: { tickets: { seat: string }[] }) => seats(row.tickets))).toEqual([
      ['3', '4', '5'],
      ['1', '2'],
    ]);
    const stale = await update(1, [line(group, 1)]);
    expect(stale.userErrors).toEqual([
      { __typename: 'StaleVersion', message: expect.any(String), path: ['expectedVersion'], currentVersion: 2 },
    ]);
    expect(stale.backfill.ticketCount).toBe(5);
    expect((await confirm({ id: backfill.id, version: 1 })).userErrors[0].__typename).toBe('StaleVersion');
  });

  test('drafts are shared: another Ticket Manager confirms one', async () => {
    const { backfill } = await create([line(await world.ticketGroup(), 1)]);
    const second = await world.actor('INVENTORY_MANAGER', { name: 'Ivo Inventory' });
    const payload = await confirm(backfill, second.api);
    expect(payload.backfill).toMatchObject({
      createdBy: { name: 'Tess Ticket' },
      confirmedBy: { name: 'Ivo Inventory' },
    });
  });

  test('a discarded draft cannot be changed, and one untouched for 7 days reads as discarded', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const { backfill: first } = await create([line(group, 1)]);
    const discarded = (await api.ask(DISCARD, { input: { backfillId: first.id, expectedVersion: 1 } })).discardBackfill;
    expect(discarded).toMatchObject({ backfill: { status: 'DISCARDED', version: 2 }, userErrors: [] });
    expect((await confirm(first)).userErrors).toMatchObject([{ __typename: 'BackfillNotDraft', status: 'DISCARDED' }]);

    const { backfill: second } = await create([line(group, 1)]);
    app.clock.advance({ days: 7 });
    const again = await world.signedIn(tess);
    expect((await again.ask('{ viewer { currentDraft { id } } }')).viewer.currentDraft?.id).toBe(second.id);
    app.clock.advance({ seconds: 1 });
    const other = await world.actor('SUPER_USER');
    expect((await other.api.ask(REVIEW, { id: second.id })).backfill).toMatchObject({
      status: 'DISCARDED',
      review: null,
    });
    expect((await confirm(second, other.api)).userErrors).toMatchObject([
      { __typename: 'BackfillNotDraft', status: 'DISCARDED' },
    ]);
  });

  test('the list shows the newest first and narrows by status, creator and external reference', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const other = await world.actor('SUPER_USER');
    const { backfill: first } = await create([line(group, 1)]);
    await confirm(first);
    app.clock.advance({ minutes: 1 });
    const { backfill: second } = await create([line(group, 1)], { externalReference: 'crm-1' }, other.api);
    const list = async (filter: object): Promise<string[]> =>
      (
        await api.ask('query ($filter: BackfillFilter) { backfills(filter: $filter) { nodes { id } } }', { filter })
      ).backfills.nodes.map(({ id }: { id: string }) => id);
    expect(await list({})).toEqual([second.id, first.id]);
    expect(await list({ statuses: ['CONFIRMED'] })).toEqual([first.id]);
    expect(await list({ createdByMe: true })).toEqual([first.id]);
    expect(await list({ externalReference: 'crm-1' })).toEqual([second.id]);
    expect(await list({ externalReference: 'crm-' })).toEqual([]);
    expect(await list({ externalReference: '' })).toEqual([second.id, first.id]);
    expect((await api.ask('{ viewer { recentRecipients { name } } }')).viewer.recentRecipients).toEqual([
      { name: 'Remy Recipient' },
    ]);
  });
});
