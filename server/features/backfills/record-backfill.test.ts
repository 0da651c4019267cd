import { expect, test } from '@jest/globals';
import { decodeNodeId } from '../../platform/node-id.ts';
import { contextOf } from '../../test/context-of.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { recordPackets } from '../../test/only-connection.ts';
import { asOwner } from '../../test/owner.ts';
import { NOW } from '../../test/test-app.ts';
import type { ApiClient } from '../../test/api-client.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';
import { CONFIRM, CREATE } from './backfills.documents.ts';
import { confirmBackfill } from './confirm-backfill.ts';
import { lockTicketGroups } from './lock-ticket-groups.ts';
import { recordBackfill } from './record-backfill.ts';

/** The statement of a confirm: what it refuses to write, and that it writes the same whether or not the plan came before it. */

let api: ApiClient;
let manager: User;
let people: User[];
let category: UsageCategory;
newWorldForEachTest(
  async () => {
    ({ user: manager, api } = await world.actor('TICKET_MANAGER'));
    people = [await world.user('EMPLOYEE', { name: 'Ada' }), await world.user('EMPLOYEE', { name: 'Bo' })];
    category = await world.usageCategory();
  },
  { DATABASE_POOL_SIZE: '1' },
);

/** A draft of so many lines over two groups, for two people in turn; of the second group no value is on file. */
async function draft(lines: number): Promise<{ id: string; rowId: string }> {
  const event = await world.event();
  const groups = [
    await world.ticketGroup({ event, seats: [1, 2, 3, 4, 5, 6, 7, 8], faceValue: '20.50' }),
    await world.ticketGroup({ event, quantity: 8, faceValue: null }),
  ];
  const assignments = Array.from({ length: lines }, (_, index) => ({
    ticketGroupId: world.id('TicketGroup', groups[index % 2] ?? event),
    quantity: 1 + (index % 3),
    recipientId: world.id('User', people[index % 2] ?? event),
    usageCategoryId: world.id('UsageCategory', category),
  }));
  const { backfill, userErrors } = (await api.ask(CREATE, { input: { assignments } })).createBackfill;
  expect(userErrors).toEqual([]);
  return { id: backfill.id, rowId: decodeNodeId(backfill.id, 'Backfill', world.organizationId) ?? '' };
}

const MANAGER = () => contextOf(app, world, { id: manager.id, role: 'TICKET_MANAGER' });

async function sql<Row extends object>(text: string, ...more: unknown[]): Promise<Row[]> {
  return world.write((tx) => tx.rows<Row>(text, [tx.organizationId, ...more]));
}

/** What a confirm left of the backfill, without what is random. */
async function recordsOf({ rowId }: { rowId: string }): Promise<object> {
  const orders = await sql<{ id: string; number: string }>(
    `SELECT o.id, o.number, o.status, o.recipient_id, o.usage_category_id, o.notes, o.created_at, o.due_at, o.guest_list_version,
            o.event_id = g.event_id AS "ofItsEvent", a.position AS "ofLine", a.ticket_group_id = o.ticket_group_id AS "ofItsGroup",
            (SELECT json_agg(json_build_array(x.position, t.seat, t.face_value, t.state) ORDER BY x.position, t.id) FROM order_tickets x
             JOIN tickets t ON t.organization_id = $1 AND t.id = x.ticket_id WHERE x.organization_id = $1 AND x.order_id = o.id) AS tickets
     FROM orders o JOIN assignments a ON a.organization_id = $1 AND a.id = o.assignment_id
     JOIN ticket_groups g ON g.organization_id = $1 AND g.id = o.ticket_group_id
     WHERE o.organization_id = $1 AND o.backfill_id = $2 ORDER BY o.id`,
    rowId,
  );
  const ids = orders.map(({ id }) => id);
  const names = new Map<string, string>([
    [rowId, 'the backfill'],
    ...orders.map(({ id }, index): [string, string] => [id, `order ${index}`]),
    ...orders.map(({ number }, index): [string, string] => [number, `number ${index}`]),
  ]);
  const backfill = await sql(
    `SELECT status, version, updated_by_id, updated_at, confirmed_by_id, confirmed_at, confirmed_from_version
     FROM backfills WHERE organization_id = $1 AND id = $2`,
    rowId,
  );
  const groups = await sql(
    `SELECT DISTINCT g.seat_order, g.unresolved_count, g.unresolved_value, g.unresolved_without_value_count
     FROM (SELECT *, unresolved_without_value_count > 0 AS seat_order FROM ticket_groups) g
     JOIN assignments a ON a.organization_id = $1 AND a.ticket_group_id = g.id AND a.backfill_id = $2
     WHERE g.organization_id = $1 ORDER BY 1`,
    rowId,
  );
  const mails = await sql(
    `SELECT kind, recipient_id, facts, deduplication_key, created_at FROM mails
     WHERE organization_id = $1 AND deduplication_key LIKE 'backfill:' || $2 || ':%' ORDER BY recipient_id`,
    rowId,
  );
  const audit = await sql(
    `SELECT e.recorded_at, e.event_at IS NOT NULL AS "hasEvent", e.actor_id, e.api_token_id, e.on_behalf_of_id, e.action, e.subject_type,
            e.subject_id, e.before, e.after #- '{ticketIds}' AS after, e.reason, e.request_id IS NOT NULL AS "hasRequest",
            e.after -> 'ticketIds' = (SELECT jsonb_agg(x.ticket_id ORDER BY x.position) FROM order_tickets x
                                      WHERE x.organization_id = $1 AND x.order_id = e.subject_id) AS "namesItsTickets", u.entry_id IS NOT NULL AS "isUnsealed"
     FROM audit_entries e LEFT JOIN audit_unsealed u ON u.organization_id = $1 AND u.entry_id = e.id
     WHERE e.organization_id = $1 AND e.subject_id = ANY ($2::uuid[]) AND e.action <> 'backfill.created' ORDER BY e.id`,
    [rowId, ...ids],
  );
  const known = JSON.stringify({ orders, backfill, groups, mails, audit });
  return JSON.parse([...names].reduce((text, [id, name]) => text.replaceAll(id, name), known)) as object;
}

test.each([1, 3])('of %i lines: as shown and as planned it records the same', async (lines) => {
  const [shown, planned] = [await draft(lines), await draft(lines)];
  // What was not shown has to be planned: the same seats are free.
  await sql(
    `UPDATE assignments SET planned_ticket_ids = '{}' WHERE organization_id = $1 AND backfill_id = $2`,
    planned.rowId,
  );
  for (const { id } of [shown, planned]) {
    const { userErrors, orders } = (await api.ask(CONFIRM, { input: { backfillId: id, expectedVersion: 1 } }))
      .confirmBackfill;
    expect(userErrors).toEqual([]);
    expect(orders).toHaveLength(lines);
  }
  const records = await recordsOf(shown);
  expect(await recordsOf(planned)).toEqual(records);
  expect(records).toMatchObject({
    orders: Array.from({ length: lines }, (_, index) => ({
      status: 'CONFIRM_GUEST_LIST',
      recipient_id: people[index % 2]?.id,
      usage_category_id: category.id,
      notes: null,
      created_at: NOW,
      due_at: '2026-07-27T12:00:00.000Z',
      guest_list_version: 0,
      ofItsEvent: true,
      ofLine: index,
      ofItsGroup: true,
    })),
    backfill: [{ status: 'CONFIRMED', version: 2, confirmed_from_version: 1, confirmed_by_id: manager.id }],
    mails:
      lines === 1
        ? [{ facts: { orderIds: ['order 0'] } }]
        : [{ facts: { orderIds: ['order 0', 'order 2'] } }, { facts: { orderIds: ['order 1'] } }],
    audit: [
      {
        action: 'backfill.confirmed',
        subject_id: 'the backfill',
        before: { status: 'DRAFT', version: 1 },
        after: { status: 'CONFIRMED', version: 2, orders: lines },
      },
      ...Array.from({ length: lines }, (_, index) => ({
        action: 'order.created',
        subject_id: `order ${index}`,
        before: null,
        hasEvent: true,
        hasRequest: true,
        namesItsTickets: true,
        recorded_at: NOW,
        actor_id: manager.id,
        api_token_id: null,
        isUnsealed: true,
        after: {
          status: 'CONFIRM_GUEST_LIST',
          number: `number ${index}`,
          backfillId: 'the backfill',
          recipientId: people[index % 2]?.id,
        },
      })),
    ],
  });
  await expectExactCounters(world);
});

test('a confirm by an API token says so in the audit log', async () => {
  const { id, rowId } = await draft(1);
  const client = await world.token(manager);
  const { orders } = (await client.ask(CONFIRM, { input: { backfillId: id, expectedVersion: 1 } })).confirmBackfill;
  expect(orders).toHaveLength(1);
  const tokens = await asOwner(app, (owner) =>
    owner.query<{ id: string }>('SELECT id FROM api_tokens WHERE organization_id = $1', [world.organizationId]),
  );
  const used = { api_token_id: tokens.rows[0]?.id ?? 'none' };
  expect(await recordsOf({ rowId })).toMatchObject({
    audit: [used, used],
  });
});

test.each([4, 5])('a draft of %i lines is recorded whole', async (lines) => {
  const { id } = await draft(lines);
  const { userErrors, isAsShown } = await confirmBackfill({ backfillId: id, expectedVersion: 1 }, MANAGER());
  expect(userErrors).toEqual([]);
  expect(isAsShown ?? false).toBe(lines === 4);
  await expectExactCounters(world);
});

test('a draft of many lines is planned and recorded whole', async () => {
  const many = await draft(7);
  const { userErrors, orders, replannedAssignments } = (
    await api.ask(CONFIRM, { input: { backfillId: many.id, expectedVersion: 1 } })
  ).confirmBackfill;
  expect(userErrors).toEqual([]);
  expect(orders.map(({ ticketCount }: { ticketCount: number }) => ticketCount)).toEqual([1, 2, 3, 1, 2, 3, 1]);
  expect(replannedAssignments).toEqual([]);
  await expectExactCounters(world);
});

test.each([
  ['shown', false],
  ['planned', true],
])('exact tickets are given in whatever order and however often they were named: as %s', async (_, isPlanned) => {
  const group = await world.ticketGroup({ seats: [1, 2, 3] });
  const [first, second] = group.tickets.map((ticket) => world.id('Ticket', ticket));
  const line = {
    ticketGroupId: world.id('TicketGroup', group),
    quantity: 2,
    recipientId: world.id('User', people[0] ?? manager),
    usageCategoryId: world.id('UsageCategory', category),
    ticketIds: [second, second, first],
  };
  const { backfill } = (await api.ask(CREATE, { input: { assignments: [line] } })).createBackfill;
  if (isPlanned) await sql(`UPDATE assignments SET planned_ticket_ids = '{}' WHERE organization_id = $1`);
  const input = { backfillId: backfill.id, expectedVersion: 1 };
  const { userErrors, orders } = (await api.ask(CONFIRM, { input })).confirmBackfill;
  expect(userErrors).toEqual([]);
  expect(orders).toMatchObject([{ tickets: [{ seat: '1' }, { seat: '2' }] }]);
  await expectExactCounters(world);
});

test('where nothing happened since the review, a confirm is one packet', async () => {
  const { id } = await draft(2);
  const packets = recordPackets(app);
  const { userErrors, isAsShown } = await confirmBackfill({ backfillId: id, expectedVersion: 1 }, MANAGER());
  // Mails of tests before this one may be announced meanwhile.
  const parts = ['BEGIN', 'backfills lock', 'lock-ticket-groups', 'confirm-as-shown', 'COMMIT'];
  const ofConfirm = packets().filter((packet) => packet.includes('ticket-groups') || packet.includes('confirm-as'));
  expect(ofConfirm.map((packet) => parts.filter((part) => packet.includes(part)))).toEqual([parts]);
  expect({ userErrors, isAsShown }).toEqual({ userErrors: [], isAsShown: true });
});

const SPOILERS: [what: string, statement: string][] = [
  ['the draft was changed', 'UPDATE backfills SET version = 2 WHERE organization_id = $1 AND id = $2'],
  ['the draft was given up', `UPDATE backfills SET status = 'DISCARDED' WHERE organization_id = $1 AND id = $2`],
  [
    'nobody touched the draft for too long',
    `UPDATE backfills SET updated_at = updated_at - interval '7 days 1 second' WHERE organization_id = $1 AND id = $2`,
  ],
  [
    'an event is still to come',
    `UPDATE ticket_groups SET event_ends_at = '2126-01-01' WHERE organization_id = $1 AND unresolved_value > 0 AND $2::uuid IS NOT NULL`,
  ],
  [
    'an event was postponed',
    'UPDATE ticket_groups SET event_ends_at = NULL WHERE organization_id = $1 AND unresolved_value > 0 AND $2::uuid IS NOT NULL',
  ],
  [
    'a recipient has left',
    `UPDATE users SET is_active = false WHERE organization_id = $1 AND name = 'Bo' AND $2::uuid IS NOT NULL`,
  ],
  [
    'a usage category was retired',
    'UPDATE usage_categories SET retired_at = now() WHERE organization_id = $1 AND $2::uuid IS NOT NULL',
  ],
  [
    'a ticket is gone',
    `UPDATE tickets SET state = 'ORDERED' WHERE organization_id = $1 AND id = (SELECT planned_ticket_ids[1] FROM assignments WHERE backfill_id = $2 AND position = 0)`,
  ],
  [
    'a line shows fewer tickets than it asks for',
    'UPDATE assignments SET quantity = quantity + 1 WHERE organization_id = $1 AND backfill_id = $2 AND position = 1',
  ],
  [
    'two lines show the same ticket',
    'UPDATE assignments SET planned_ticket_ids = (SELECT planned_ticket_ids FROM assignments WHERE backfill_id = $2 AND position = 0), ticket_group_id = (SELECT ticket_group_id FROM assignments WHERE backfill_id = $2 AND position = 0), quantity = 1 WHERE organization_id = $1 AND backfill_id = $2 AND position = 1',
  ],
  [
    'a line shows a ticket of another group',
    'UPDATE assignments SET ticket_group_id = (SELECT ticket_group_id FROM assignments WHERE backfill_id = $2 AND position = 1) WHERE organization_id = $1 AND backfill_id = $2 AND position = 0',
  ],
  [
    'a line asks for other tickets than it shows',
    'UPDATE assignments SET exact_ticket_ids = ARRAY[id] WHERE organization_id = $1 AND backfill_id = $2 AND position = 0',
  ],
  [
    'it has more lines than there are ids for',
    `INSERT INTO assignments SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'position', 2, 'quantity', 1, 'planned_ticket_ids', ARRAY(
       SELECT t.id FROM tickets t WHERE t.organization_id = $1 AND t.ticket_group_id = a.ticket_group_id ORDER BY t.seat DESC LIMIT 1)))).* FROM assignments a WHERE organization_id = $1 AND backfill_id = $2 AND position = 0`,
  ],
];

test.each(SPOILERS)('nothing is written where %s', async (_, statement) => {
  const { rowId } = await draft(2);
  await sql(statement, rowId);
  world.excuseRecords('the test spoils them to see that nothing is written');
  const count = async (): Promise<object[]> =>
    sql(`SELECT (SELECT count(*) FROM orders WHERE organization_id = $1) AS orders, (SELECT count(*) FROM mails WHERE organization_id = $1) AS mails,
                (SELECT count(*) FROM audit_entries WHERE organization_id = $1) AS audit, (SELECT sum(unresolved_count) FROM ticket_groups WHERE organization_id = $1) AS unresolved,
                (SELECT count(*) FROM tickets WHERE organization_id = $1 AND state = 'ORDERED') AS ordered, (SELECT count(*) FROM backfills WHERE organization_id = $1 AND status = 'CONFIRMED') AS confirmed`);
  const before = await count();
  const ctx = MANAGER();
  const outcome = await ctx.write(async (tx) => {
    await lockTicketGroups(tx, rowId);
    const isRecorded = await recordBackfill(tx, { backfillId: rowId, version: 1, lines: 2 }, ctx);
    return { isRecorded, announced: [...tx.announced] };
  });
  expect(outcome).toEqual({ isRecorded: false, announced: [] });
  expect(await count()).toEqual(before);
});
