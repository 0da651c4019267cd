import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { NOW } from '../../test/test-app.ts';
import { MY_ORDERS, numbers, ORDER, ORDERS, WHOLE_ORDER } from './order-documents.ts';
import { ada, api, app, minutesAgo, world, setScene } from './order-scene.ts';

setScene();

describe('an order', () => {
  test('shows everything about it to its recipient', async () => {
    const venue = await world.venue({ name: 'Bay Hall' });
    const event = await world.event({ venue, name: 'Opening' });
    const location = await world.ticketLocation(venue.id, 'Club 108', 'C');
    const category = await world.ticketCategory('Club');
    const group = await world.ticketGroup({ event, location, category, seats: [7, 3, 4], faceValue: '80.50' });
    const usageCategory = await world.usageCategory('Charity');
    const lowest = [...group.tickets].sort((a, b) => (a.seat ?? 0) - (b.seat ?? 0)).slice(0, 2);
    const order = await world.order({ recipient: ada, group, tickets: lowest, usageCategory });

    const { order: shown } = await api.ask(`query ($id: ID!) { order(id: $id) { ${WHOLE_ORDER} } }`, {
      id: world.id('Order', order),
    });
    expect(shown).toEqual({
      id: world.id('Order', order),
      number: order.number,
      status: 'CONFIRM_GUEST_LIST',
      ticketCount: 2,
      createdAt: NOW,
      dueAt: '2026-07-27T12:00:00.000Z',
      submittedAt: null,
      confirmedAt: null,
      event: { name: 'Opening', venue: { name: 'Bay Hall' } },
      ticketGroup: { ticketLocation: { name: 'Club 108, row C' }, ticketCategory: { name: 'Club' } },
      recipient: { name: 'Ada Example' },
      usageCategory: { name: 'Charity' },
      confirmedBy: null,
      tickets: [
        { seat: '3', faceValue: { amount: '80.50', currency: 'USD' } },
        { seat: '4', faceValue: { amount: '80.50', currency: 'USD' } },
      ],
      guestList: { version: 0, savedAt: null, savedBy: null, submittedAt: null, submittedBy: null, guests: [] },
      viewerCanConfirmGuestList: { allowed: true, reason: null },
    });
  });

  test('says why its guest list cannot be confirmed', async () => {
    const group = await world.ticketGroup({ quantity: 2 });
    const [first, second] = group.tickets;
    if (!first || !second) throw new Error('The group was seeded with two tickets.');
    const open = await world.order({ recipient: ada, group, tickets: [first] });
    const ordered = await world.order({
      recipient: ada,
      group,
      tickets: [second],
      status: 'ORDERED',
      usageCategory: null,
    });
    const PERMISSION =
      'query ($id: ID!) { order(id: $id) { usageCategory { id } dueAt viewerCanConfirmGuestList { allowed reason } } }';

    const { order } = await api.ask(PERMISSION, { id: world.id('Order', ordered) });
    expect(order).toEqual({
      usageCategory: null,
      dueAt: null,
      viewerCanConfirmGuestList: {
        allowed: false,
        reason: 'These tickets were ordered before the event; no guest list is asked for.',
      },
    });
    const manager = await world.actor('TICKET_MANAGER');
    const seen = await manager.api.ask(PERMISSION, { id: world.id('Order', open) });
    expect(seen.order.viewerCanConfirmGuestList).toEqual({
      allowed: true,
      reason: null,
    });
  });

  test('is null for an id that is unknown, malformed, of another type, of another user or of another organization', async () => {
    const mine = await world.order({ recipient: ada });
    const another = await world.order({ recipient: await world.user('EMPLOYEE') });
    const elsewhere = await app.world();
    const foreign = await elsewhere.order({ recipient: await elsewhere.user('EMPLOYEE') });
    const ids = [
      world.id('Order', mine),
      world.id('Order', { id: newId() }),
      'nonsense',
      world.id('User', mine),
      world.id('Order', another),
      elsewhere.id('Order', foreign),
      world.id('Order', foreign),
    ];
    const answers = await Promise.all(ids.map(async (id) => (await api.ask(ORDER, { id })).order));
    expect(answers).toEqual([{ number: mine.number }, null, null, null, null, null, null]);
  });

  test('does not lead an employee to the counts and other tickets of its group', async () => {
    const order = await world.order({ recipient: ada });
    const id = world.id('Order', order);
    for (const field of ['heldCount', 'orderedCount', 'unresolvedCount', 'unusedCount', 'tickets { nodes { id } }']) {
      expect(await api.refusal(`query ($id: ID!) { order(id: $id) { ticketGroup { ${field} } } }`, { id })).toBe(
        'FORBIDDEN',
      );
    }
  });
});

describe('the backfill of an order', () => {
  test('is shown to those who may backfill and hidden from the recipient', async () => {
    const { api: asManager } = await world.actor('TICKET_MANAGER');
    const group = await world.ticketGroup({ seats: [1, 2, 3] });
    const usageCategory = await world.usageCategory();
    const created = await asManager.ask(
      'mutation ($input: CreateBackfillInput!) { createBackfill(input: $input) { backfill { id version } } }',
      {
        input: {
          assignments: [
            {
              ticketGroupId: world.id('TicketGroup', group),
              quantity: 2,
              recipientId: world.id('User', ada),
              usageCategoryId: world.id('UsageCategory', usageCategory),
            },
          ],
        },
      },
    );
    const { id: backfillId, version: expectedVersion } = created.createBackfill.backfill;
    await asManager.ask(
      'mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) { orders { id } } }',
      {
        input: { backfillId, expectedVersion },
      },
    );
    const OF_ORDERS = '{ orders { nodes { status ticketCount tickets { seat } backfill { id orders { status } } } } }';
    const made = { status: 'CONFIRM_GUEST_LIST', ticketCount: 2, tickets: [{ seat: '1' }, { seat: '2' }] };
    expect((await api.ask(OF_ORDERS)).orders.nodes).toEqual([{ ...made, backfill: null }]);
    expect((await asManager.ask(OF_ORDERS)).orders.nodes).toEqual([
      { ...made, backfill: { id: backfillId, orders: [{ status: 'CONFIRM_GUEST_LIST' }] } },
    ]);
    expect((await api.ask('{ viewer { openOrderCount } }')).viewer.openOrderCount).toBe(1);
  });

  test('is null for tickets that were ordered before the event', async () => {
    const { api: asManager } = await world.actor('TICKET_MANAGER');
    await world.order({ recipient: ada, status: 'ORDERED' });
    expect((await asManager.ask('{ orders { nodes { backfill { id } } } }')).orders.nodes).toEqual([
      { backfill: null },
    ]);
  });
});

describe('who sees which orders', () => {
  test.each([
    ['EMPLOYEE', ['own']],
    ['MANAGER', ['indirect', 'direct', 'own']],
    ['TICKET_MANAGER', ['stranger', 'indirect', 'direct', 'own']],
    ['INVENTORY_MANAGER', ['stranger', 'indirect', 'direct', 'own']],
    ['SUPER_USER', ['stranger', 'indirect', 'direct', 'own']],
  ] as const)('%s sees %j, newest first, the same in the list and one by one', async (role, expected) => {
    const { user: boss, api: asBoss } = await world.actor(role);
    const direct = await world.user('EMPLOYEE', { managerId: boss.id });
    const indirect = await world.user('EMPLOYEE', { managerId: direct.id });
    const orders = {
      own: await world.order({ recipient: boss, createdAt: minutesAgo(4) }),
      direct: await world.order({ recipient: direct, createdAt: minutesAgo(3) }),
      indirect: await world.order({ recipient: indirect, createdAt: minutesAgo(2) }),
      stranger: await world.order({ recipient: ada, createdAt: minutesAgo(1) }),
    };
    const expectedNumbers = expected.map((name) => orders[name].number);
    expect(await numbers(ORDERS, asBoss)).toEqual(expectedNumbers);
    expect(await numbers(MY_ORDERS, asBoss)).toEqual([orders.own.number]);
    const oneByOne = await Promise.all(
      Object.values(orders).map(async (order) => (await asBoss.ask(ORDER, { id: world.id('Order', order) })).order),
    );
    expect(oneByOne.filter((order) => order !== null)).toHaveLength(expected.length);
  });

  test('managers who manage each other in a circle see each other’s orders', async () => {
    const first = await world.actor('MANAGER');
    const second = await world.actor('MANAGER', { managerId: first.user.id });
    const third = await world.user('EMPLOYEE', { managerId: second.user.id });
    await world.write((tx) => tx.manager.update('users', { id: first.user.id }, { managerId: second.user.id }));
    await world.order({ recipient: first.user });
    await world.order({ recipient: second.user });
    await world.order({ recipient: third });
    expect(await numbers(ORDERS, first.api)).toHaveLength(3);
    expect(await numbers(ORDERS, second.api)).toHaveLength(3);
  });

  test('nothing of another organization shows up, not even by number', async () => {
    const elsewhere = await app.world();
    const foreign = await elsewhere.order({ recipient: await elsewhere.user('EMPLOYEE') });
    const { api: asSuperUser } = await world.actor('SUPER_USER');
    expect(await numbers(ORDERS, asSuperUser)).toEqual([]);
    expect(await numbers(ORDERS, asSuperUser, { filter: { search: foreign.number } })).toEqual([]);
  });

  test('a stranger is asked to sign in', async () => {
    const stranger = app.stranger();
    const id = world.id('Order', { id: newId() });
    expect(await stranger.refusal(ORDERS)).toBe('UNAUTHENTICATED');
    expect(await stranger.refusal(MY_ORDERS)).toBe('UNAUTHENTICATED');
    expect(await stranger.refusal(ORDER, { id })).toBe('UNAUTHENTICATED');
  });
});
