import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ApiClient, GraphqlAnswer } from '../../test/api-client.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';
import { CONFIRM, CREATE, DISCARD, REVIEW, UPDATE } from './backfills.documents.ts';

type Group = TicketGroup & { tickets: Ticket[] };

let app: TestApp;
let world: World;
let api: ApiClient;
let tess: User;
let recipient: User;
let category: UsageCategory;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(NOW);
  world = await app.world();
  ({ user: tess, api } = await world.actor('TICKET_MANAGER', { name: 'Tess Ticket' }));
  recipient = await world.user('EMPLOYEE', { name: 'Remy Recipient' });
  category = await world.usageCategory('Client Entertainment');
});

function line(
  group: { id: string },
  quantity: number,
  more: { to?: User; category?: UsageCategory; tickets?: Ticket[] } = {},
): object {
  return {
    ticketGroupId: world.id('TicketGroup', group),
    quantity,
    recipientId: world.id('User', more.to ?? recipient),
    usageCategoryId: world.id('UsageCategory', more.category ?? category),
    ticketIds: more.tickets?.map((ticket) => world.id('Ticket', ticket)),
  };
}

async function create(assignments: object[], more: object = {}, client = api): Promise<GraphqlAnswer['data']> {
  return (await client.ask(CREATE, { input: { assignments, ...more } })).createBackfill;
}

async function confirm(backfill: { id: string; version: number }, client = api): Promise<GraphqlAnswer['data']> {
  return (await client.ask(CONFIRM, { input: { backfillId: backfill.id, expectedVersion: backfill.version } }))
    .confirmBackfill;
}

/** What the database holds of an organization: what a refused write must leave as it was. */
async function state(): Promise<object> {
  return world.write(async (tx) => {
    const count = async (table: string): Promise<number> =>
      (
        await tx.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE organization_id = $1`, [
          world.organizationId,
        ])
      )[0]?.n ?? -1;
    const [groups] = await tx.rows<object>(
      `SELECT sum(unresolved_count)::int AS unresolved, sum(unresolved_value)::text AS value FROM ticket_groups WHERE organization_id = $1`,
      [world.organizationId],
    );
    return {
      ...groups,
      backfills: await count('backfills'),
      assignments: await count('assignments'),
      orders: await count('orders'),
      allocations: await count('order_tickets'),
      audit: await count('audit_entries'),
    };
  });
}

const seats = (tickets: { seat: string | null }[]): (string | null)[] => tickets.map(({ seat }) => seat);

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
    api = await world.signedIn(tess);
    expect((await api.ask('{ viewer { currentDraft { id } } }')).viewer.currentDraft?.id).toBe(second.id);
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

describe('what is refused, with the facts, and changes nothing', () => {
  test('a future, a postponed and a cancelled event, and a group that is all ordered', async () => {
    const future = await world.ticketGroup({ event: await world.event({ localDate: world.day(2) }) });
    const postponed = await world.ticketGroup({ event: await world.event({ status: 'POSTPONED' }) });
    const cancelled = await world.ticketGroup({ event: await world.event({ status: 'CANCELLED' }) });
    const gone = await world.ticketGroup({ quantity: 1 });
    await confirm((await create([line(gone, 1)])).backfill);
    const before = await state();
    const { backfill, userErrors } = await create([
      line(future, 1),
      line(postponed, 1),
      line(cancelled, 1),
      line(gone, 1),
    ]);
    expect(backfill).toBeNull();
    expect(
      userErrors.map((error: { __typename: string; state: string; path: string[] }) => [
        error.__typename,
        error.state,
        error.path,
      ]),
    ).toEqual([
      ['NotInUnusedQueue', 'EVENT_NOT_PAST', ['assignments', '0', 'ticketGroupId']],
      ['NotInUnusedQueue', 'EVENT_POSTPONED', ['assignments', '1', 'ticketGroupId']],
      ['NotInUnusedQueue', 'EVENT_CANCELLED', ['assignments', '2', 'ticketGroupId']],
      ['NotInUnusedQueue', 'ALL_ORDERED', ['assignments', '3', 'ticketGroupId']],
    ]);
    expect(await state()).toEqual(before);
  });

  test('more than is unused says how many remain, and lines on one group add up', async () => {
    const group = await world.ticketGroup({ quantity: 5 });
    const alone = await create([line(group, 6)]);
    expect(alone.userErrors).toEqual([
      {
        __typename: 'NotEnoughUnusedTickets',
        message: expect.stringContaining('5 unused tickets left; 6 were asked for'),
        path: ['assignments', '0', 'quantity'],
        requested: 6,
        unusedCount: 5,
        ticketGroup: { unusedCount: 5 },
      },
    ]);
    const together = await create([line(group, 3), line(group, 3)]);
    expect(together.userErrors).toMatchObject([
      { path: ['assignments', '1', 'quantity'], requested: 3, unusedCount: 2 },
    ]);
    expect(await api.refusal(CREATE, { input: { assignments: [line(group, 0)] } })).toBe('BAD_USER_INPUT');
    expect((await create([])).userErrors).toMatchObject([{ __typename: 'InvalidInput', path: ['assignments'] }]);
    const tooMany = Array.from({ length: 101 }, () => line(group, 1));
    expect((await create(tooMany)).userErrors).toMatchObject([
      { __typename: 'InvalidInput', message: expect.stringContaining('got 101') },
    ]);
    expect(await state()).toMatchObject({ backfills: 0, orders: 0, audit: 0 });
  });

  test('an inactive recipient and a retired usage category, every bad line at once', async () => {
    const group = await world.ticketGroup({ quantity: 5 });
    const leaver = await world.user('EMPLOYEE', { isActive: false, name: 'Lee Leaver', email: 'lee@example.com' });
    const retired = await world.usageCategory('Old Reason', new Date('2025-01-01'));
    const { userErrors } = await create([
      line(group, 1, { to: leaver }),
      line(group, 1),
      line(group, 9, { category: retired }),
    ]);
    expect(userErrors).toMatchObject([
      {
        __typename: 'RecipientInactive',
        path: ['assignments', '0', 'recipientId'],
        recipient: { email: 'lee@example.com' },
      },
      {
        __typename: 'UsageCategoryRetired',
        path: ['assignments', '2', 'usageCategoryId'],
        usageCategory: { name: 'Old Reason' },
      },
      { __typename: 'NotEnoughUnusedTickets', path: ['assignments', '2', 'quantity'], requested: 9, unusedCount: 3 },
    ]);
    expect(await state()).toMatchObject({ backfills: 0, assignments: 0, audit: 0 });
  });

  test('unknown ids, ids of another type and ids of another organization get the same answer', async () => {
    const other = await app.world();
    const theirs = await other.ticketGroup();
    const group = await world.ticketGroup();
    const strange = [
      other.id('TicketGroup', theirs),
      world.id('TicketGroup', { id: '00000000-0000-7000-8000-000000000000' }),
      world.id('User', group),
      'nonsense',
    ];
    const messages = [];
    for (const ticketGroupId of strange) {
      const { userErrors } = await create([{ ...line(group, 1), ticketGroupId }]);
      messages.push(userErrors);
    }
    for (const userErrors of messages) {
      expect(userErrors).toEqual([
        {
          __typename: 'UnknownReference',
          message: 'No ticket group has this id.',
          path: ['assignments', '0', 'ticketGroupId'],
        },
      ]);
    }
    expect(
      (await create([{ ...line(group, 1), recipientId: other.id('User', await other.user('EMPLOYEE')) }])).userErrors,
    ).toMatchObject([{ __typename: 'UnknownReference', path: ['assignments', '0', 'recipientId'] }]);
  });

  test('exact seats are given as asked, never replaced, and must match the quantity', async () => {
    const group: Group = await world.ticketGroup({ seats: [1, 2, 3, 4] });
    const [, second, third] = group.tickets as [Ticket, Ticket, Ticket, Ticket];
    expect((await create([line(group, 1, { tickets: [second, third] })])).userErrors).toMatchObject([
      { __typename: 'InvalidInput', path: ['assignments', '0', 'ticketIds'] },
    ]);
    const elsewhere: Group = await world.ticketGroup({ seats: [1] });
    expect((await create([line(group, 1, { tickets: elsewhere.tickets })])).userErrors).toMatchObject([
      { __typename: 'UnknownReference', path: ['assignments', '0', 'ticketIds', '0'] },
    ]);
    const { backfill } = await create([line(group, 2), line(group, 2, { tickets: [second, third] })]);
    expect(backfill.assignments.map((row: { tickets: { seat: string }[] }) => seats(row.tickets))).toEqual([
      ['1', '4'],
      ['2', '3'],
    ]);
    expect(backfill.review.warnings).toMatchObject([{ kind: 'SEATS_NOT_ADJACENT', path: ['assignments', '0'] }]);

    const { backfill: rival } = await create([line(group, 1, { tickets: [third] })]);
    expect((await confirm(rival)).userErrors).toEqual([]);
    const before = await state();
    const payload = await confirm(backfill);
    expect(payload.userErrors).toMatchObject([
      { __typename: 'TicketUnavailable', path: ['assignments', '1', 'ticketIds', '1'], ticket: { seat: '3' } },
    ]);
    expect(payload.orders).toEqual([]);
    expect(await state()).toEqual(before);
  });
});

describe('late and repeated', () => {
  test('seats that were taken meanwhile are planned again, and the review and the confirm say so', async () => {
    const group = await world.ticketGroup({ seats: [1, 2, 3, 4, 5, 6] });
    const { backfill } = await create([line(group, 2)]);
    await confirm((await create([line(group, 1)])).backfill);
    const { review } = (await api.ask(REVIEW, { id: backfill.id })).backfill;
    expect(review.problems).toEqual([]);
    expect(review.assignments).toMatchObject([{ ticketsChanged: true, tickets: [{ seat: '2' }, { seat: '3' }] }]);
    expect(review.warnings.map(({ kind }: { kind: string }) => kind)).toEqual([
      'SEATS_CHANGED',
      'RECIPIENT_HAS_ORDER_FOR_EVENT',
    ]);
    const payload = await confirm(backfill);
    expect(payload.userErrors).toEqual([]);
    expect(payload.replannedAssignments).toMatchObject([{ tickets: [{ seat: '2' }, { seat: '3' }] }]);
    await expectExactCounters(world);
  });

  test('too late for some: the draft stays, the review and the confirm tell the fresh count', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const { backfill } = await create([line(group, 3)], { note: 'typed with care' });
    await confirm((await create([line(group, 2)])).backfill);
    const problem = {
      __typename: 'NotEnoughUnusedTickets',
      requested: 3,
      unusedCount: 2,
      path: ['assignments', '0', 'quantity'],
    };
    const { review } = (await api.ask(REVIEW, { id: backfill.id })).backfill;
    expect(review.problems).toMatchObject([problem]);
    const payload = await confirm(backfill);
    expect(payload.userErrors).toMatchObject([problem]);
    expect(payload.backfill).toMatchObject({ status: 'DRAFT', version: 1, note: 'typed with care', ticketCount: 3 });
    expect(payload.ticketGroups).toMatchObject([{ unusedCount: 2 }]);
  });

  test('what changed since the draft was saved stops the confirm: an event postponed, a recipient gone, a category retired', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const { backfill } = await create([line(group, 1)]);
    await world.write(async (tx) => {
      await tx.execute('UPDATE users SET is_active = false WHERE organization_id = $1 AND id = $2', [
        tx.organizationId,
        recipient.id,
      ]);
      await tx.execute('UPDATE usage_categories SET retired_at = now() WHERE organization_id = $1', [
        tx.organizationId,
      ]);
    });
    expect((await confirm(backfill)).userErrors.map(({ __typename }: { __typename: string }) => __typename)).toEqual([
      'RecipientInactive',
      'UsageCategoryRetired',
    ]);
    await world.write(async (tx) => {
      await tx.execute(`UPDATE events SET status = 'POSTPONED' WHERE organization_id = $1`, [tx.organizationId]);
      await tx.execute('UPDATE ticket_groups SET event_ends_at = NULL WHERE organization_id = $1', [tx.organizationId]);
    });
    expect((await confirm(backfill)).userErrors[0]).toMatchObject({
      __typename: 'NotInUnusedQueue',
      state: 'EVENT_POSTPONED',
    });
    expect(await state()).toMatchObject({ orders: 0, allocations: 0, unresolved: 4 });
  });

  test('confirming twice returns the same orders and creates nothing new', async () => {
    const { backfill } = await create([line(await world.ticketGroup(), 2), line(await world.ticketGroup(), 1)]);
    const first = await confirm(backfill);
    const after = await state();
    const second = await confirm(backfill);
    expect(second).toEqual(first);
    expect(await state()).toEqual(after);
    expect((await confirm({ id: backfill.id, version: 2 })).userErrors[0]).toMatchObject({
      __typename: 'StaleVersion',
      currentVersion: 2,
    });
  });

  test('an external reference with the same input returns what exists, with another it is refused', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const first = await create([line(group, 2)], { externalReference: 'crm-77' });
    const again = await create([line(group, 2)], { externalReference: 'crm-77' });
    expect(again.backfill.id).toBe(first.backfill.id);
    const other = await create([line(group, 3)], { externalReference: 'crm-77' });
    expect(other).toMatchObject({
      backfill: null,
      userErrors: [{ __typename: 'ExternalReferenceTaken', path: ['externalReference'] }],
    });
    await confirm(first.backfill);
    expect((await create([line(group, 2)], { externalReference: 'crm-77' })).backfill).toMatchObject({
      id: first.backfill.id,
      status: 'CONFIRMED',
    });
    const parallel = await Promise.all(
      Array.from({ length: 8 }, () => create([line(group, 1)], { externalReference: 'crm-78' })),
    );
    expect(new Set(parallel.map(({ backfill }) => backfill.id)).size).toBe(1);
    expect(await state()).toMatchObject({ backfills: 2 });
  });
});
