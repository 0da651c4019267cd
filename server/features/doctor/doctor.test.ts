import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { typeCommand } from '../../test/command-line.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { changeAsOwner } from '../../test/owner.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { watches } from '../../test/watch-records.ts';
import type { World } from '../../test/world.ts';
import { CONFIRM, CREATE } from '../backfills/backfills.documents.ts';
import { GuestListScene } from '../guest-lists/guest-list-scene.ts';
import type { User } from '../people/user.entity.ts';
import { CHECKS } from './checks.ts';
import { doctorCommand } from './doctor.command.ts';

jest.setTimeout(30_000);

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  world.excuseRecords('The doctor is shown damage.');
});
afterAll(() => app.close());

const doctor = (...words: string[]) => typeCommand(app, [doctorCommand], ['doctor', ...words]);
const here = (...words: string[]) => doctor('--organization', world.slug, ...words);
const fine = () => ({ code: 0, printed: [`${world.slug}: everything agrees.`], complaint: '' });

function damage(text: string, ...values: unknown[]): Promise<number> {
  return world.write((tx) => tx.execute(text, [tx.organizationId, ...values]));
}

/** An order of two of three tickets, whose group is as it should be. */
async function scene() {
  const recipient = await world.user('EMPLOYEE');
  const group = await world.ticketGroup({ seats: [1, 2, 3] });
  const order = await world.order({ recipient, group, tickets: group.tickets.slice(0, 2) });
  const [first, second, free] = group.tickets.map(({ id }) => id);
  return { recipient, group, order, first, second, free };
}
type Scene = Awaited<ReturnType<typeof scene>>;

/** A confirmed backfill of one ticket of the group. */
async function backfill(group: { id: string }, recipient: User): Promise<void> {
  const { api } = await world.actor('TICKET_MANAGER');
  const assignments = [
    {
      ticketGroupId: world.id('TicketGroup', group),
      quantity: 1,
      recipientId: world.id('User', recipient),
      usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
    },
  ];
  const { backfill: draft } = (await api.ask(CREATE, { input: { assignments } })).createBackfill;
  const input = { backfillId: draft.id, expectedVersion: draft.version };
  expect((await api.ask(CONFIRM, { input })).confirmBackfill.userErrors).toEqual([]);
}

/** What is damaged, by the name of the check that must notice, and how many findings it is. */
const REPAIRABLE: [name: string, found: string, inflict: (at: Scene) => Promise<unknown>][] = [
  ...['held_count', 'unresolved_count', 'unresolved_value', 'unresolved_without_value_count'].map(
    (counter): [string, string, (at: Scene) => Promise<unknown>] => [
      'wrong counters',
      '1 ticket group has counters that a recount does not give',
      ({ group }) =>
        damage(`UPDATE ticket_groups SET ${counter} = ${counter} + 1 WHERE organization_id = $1 AND id = $2`, group.id),
    ],
  ),
  [
    'wrong states of tickets',
    '1 ticket has a state that the orders do not bear out',
    ({ first }) => damage(`UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1 AND id = $2`, first),
  ],
  [
    'wrong states of tickets',
    '1 ticket has a state that the orders do not bear out',
    ({ free }) => damage(`UPDATE tickets SET state = 'ORDERED' WHERE organization_id = $1 AND id = $2`, free),
  ],
  ...[
    'venue_id = (SELECT v.id FROM venues v WHERE v.organization_id = $1 AND v.id <> venue_id)',
    `event_ends_at = event_ends_at + interval '1 hour'`,
    'event_ends_at = NULL',
    'event_local_date = event_local_date + 1',
  ].map((change): [string, string, (at: Scene) => Promise<unknown>] => [
    'stale copies of the event',
    '1 ticket group has other facts of its event than the event itself',
    async ({ group }) => {
      await world.venue();
      await damage(`UPDATE ticket_groups SET ${change} WHERE organization_id = $1 AND id = $2`, group.id);
    },
  ]),
  [
    'stale copies of the ticket group',
    '1 ticket names another event or location than its ticket group',
    ({ first }) => damage('UPDATE tickets SET event_id = $3 WHERE organization_id = $1 AND id = $2', first, newId()),
  ],
  [
    'stale copies of the ticket group',
    '1 ticket names another event or location than its ticket group',
    ({ free }) =>
      damage('UPDATE tickets SET ticket_location_id = $3 WHERE organization_id = $1 AND id = $2', free, newId()),
  ],
  [
    'orders of another event',
    '1 order names another event than its ticket group',
    async ({ order }) =>
      damage(
        'UPDATE orders SET event_id = $3 WHERE organization_id = $1 AND id = $2',
        order.id,
        (await world.event()).id,
      ),
  ],
];

/** What only a person can decide. */
const LEFT_TO_PEOPLE: [name: string, found: string, inflict: (at: Scene) => Promise<unknown>][] = [
  [
    'wrong states of tickets',
    '1 ticket has a state that the orders do not bear out',
    // An order without any ticket in the group: the ticket that nobody holds may be its own.
    async ({ group, recipient, free }) => {
      const order = await world.order({ recipient, group, tickets: group.tickets.slice(2) });
      await damage(
        'DELETE FROM order_tickets WHERE organization_id = $1 AND order_id = $2 AND ticket_id = $3',
        order.id,
        free,
      );
    },
  ],
  [
    'stale copies of the ticket group',
    '1 ticket names another event or location than its ticket group',
    // Two tickets of one seat, one of which says that it belongs elsewhere.
    async ({ group }) => {
      await damage(
        `INSERT INTO tickets (organization_id, id, ticket_group_id, event_id, ticket_location_id, seat, face_value)
         VALUES ($1, $2, $3, $4, $5, 1, 100)`,
        newId(),
        group.id,
        newId(),
        group.ticketLocationId,
      );
      await damage(
        `UPDATE ticket_groups SET held_count = held_count + 1, unresolved_count = unresolved_count + 1,
           unresolved_value = unresolved_value + 100 WHERE organization_id = $1 AND id = $2`,
        group.id,
      );
    },
  ],
  [
    'tickets held twice',
    '1 ticket is held by more than one order',
    async ({ group, recipient, first }) => {
      const other = await world.order({ recipient, group, tickets: group.tickets.slice(2) });
      await changeAsOwner(app, 'DROP INDEX order_tickets_one_owner');
      await damage(
        'INSERT INTO order_tickets (organization_id, order_id, ticket_id, position) VALUES ($1, $2, $3, 1)',
        other.id,
        first,
      );
    },
  ],
  [
    'orders with tickets of another group',
    '1 ticket is held by an order of another ticket group',
    async ({ recipient }) => {
      const [group, other] = [await world.ticketGroup({ quantity: 1 }), await world.ticketGroup()];
      const order = await world.order({ recipient, group });
      await damage(
        'UPDATE orders SET ticket_group_id = $3, event_id = $4 WHERE organization_id = $1 AND id = $2',
        order.id,
        other.id,
        other.eventId,
      );
    },
  ],
  [
    'confirms half done',
    '1 assignment has not the one order with its tickets that its backfill asks for',
    async ({ recipient }) => {
      await backfill(await world.ticketGroup({ seats: [7] }), recipient);
      await damage('UPDATE assignments SET quantity = 2 WHERE organization_id = $1');
    },
  ],
  [
    'orders that disagree with their guest list',
    '1 order says something else about its guest list than the newest version of it',
    async () => {
      const guests = await GuestListScene.create(world, { seats: [1] });
      await guests.saveAndSubmit([guests.row(0, { myself: true })]);
      await damage('UPDATE orders SET guest_list_version = 0 WHERE organization_id = $1 AND guest_list_version = 1');
    },
  ],
];

describe('the doctor', () => {
  test('finds nothing where everything agrees, drafts, orders and guest lists included', async () => {
    const { recipient } = await scene();
    await backfill(await world.ticketGroup({ seats: [1, 2] }), recipient);
    const guests = await GuestListScene.create(world, { seats: [1] });
    await guests.saveAndSubmit([guests.row(0, { myself: true })]);
    await world.ticketGroup({ quantity: 0 });
    expect(await here()).toEqual(fine());
    expect(await here('--repair')).toEqual(fine());
  });

  test.each(REPAIRABLE)('%s: says that %s, and puts it right', async (name, found, inflict) => {
    const at = await scene();
    await inflict(at);
    const before = await here();
    expect([before.code, before.printed]).toEqual([1, []]);
    expect(before.complaint).toContain(`${world.slug}: ${found}:`);
    const check = CHECKS.find((one) => one.name === name);
    expect(before.complaint).toContain(check?.advice);
    // The watch over all tests sees the very same.
    const [watch] = watches;
    world.watchRecordsAgain();
    expect((await watch?.find())?.join()).toContain(`${world.slug}: ${name}: `);

    expect(await here('--repair')).toEqual({
      code: 0,
      printed: [`${world.slug}: 1 ticket group was repaired; the audit log says what changed.`, ...fine().printed],
      complaint: '',
    });
    expect(await watch?.find()).toEqual([]);
    expect(await here()).toEqual(fine());
    const entries = await world.write((tx) =>
      tx.rows<{ subject: string }>(
        `SELECT subject_id AS subject FROM audit_entries WHERE organization_id = $1 AND action = 'ticketGroup.repaired'`,
        [tx.organizationId],
      ),
    );
    expect(entries).toEqual([{ subject: at.group.id }]);
  });

  test.each(LEFT_TO_PEOPLE)('%s: says that %s and what to do, and leaves it as it is', async (name, found, inflict) => {
    await inflict(await scene());
    const before = await here();
    expect([before.code, before.printed]).toEqual([1, []]);
    expect(before.complaint.split('\n')[0]).toBe(`${world.slug}: ${found}:`);
    expect(before.complaint).toContain(CHECKS.find((check) => check.name === name)?.advice);
    expect(await here('--repair')).toEqual(before);
  });

  test('every check is seen to fail', () => {
    const seen = [...REPAIRABLE, ...LEFT_TO_PEOPLE].map(([name]) => name);
    expect([...new Set(seen)].sort()).toEqual(CHECKS.map(({ name }) => name).sort());
  });

  test('puts a state right under which the counters are right too, and says both in the audit log', async () => {
    const { group, first } = await scene();
    await damage(`UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1 AND id = $2`, first);
    await damage(
      `UPDATE ticket_groups SET unresolved_count = 2, unresolved_value = 200 WHERE organization_id = $1 AND id = $2`,
      group.id,
    );
    expect((await here('--repair')).code).toBe(0);
    const [entry] = await world.write((tx) =>
      tx.rows(
        `SELECT actor_id, before, after, reason FROM audit_entries WHERE organization_id = $1 AND subject_id = $2`,
        [tx.organizationId, group.id],
      ),
    );
    const same = { heldCount: 3, unresolvedWithoutValueCount: 0 };
    expect(entry).toMatchObject({
      actor_id: null,
      reason: 'doctor --repair',
      before: { ...same, unresolvedCount: 2, unresolvedValue: '200.00' },
      after: { ...same, unresolvedCount: 1, unresolvedValue: '100.00', ticketStates: 1 },
    });
  });

  test('repairs many groups in several transactions, and looks at every organization by itself', async () => {
    const other = await app.world();
    await world.ticketGroup();
    const event = await world.event();
    for (let count = 0; count < 130; count += 1) await world.ticketGroup({ event, quantity: 1 });
    await damage('UPDATE ticket_groups SET unresolved_value = 1 WHERE organization_id = $1');
    let locks = 0;
    app.database.onStatement = (text) => void (locks += /FROM ticket_groups g .*FOR NO KEY UPDATE$/.test(text) ? 1 : 0);
    const { code, printed } = await here('--repair');
    app.database.onStatement = undefined;
    expect([code, printed[0]]).toEqual([
      0,
      `${world.slug}: 131 ticket groups were repaired; the audit log says what changed.`,
    ]);
    expect(locks).toBe(2);
    await expectExactCounters(world);
    const all = await doctor();
    expect(all.printed).toContain(`${other.slug}: everything agrees.`);
    expect(all.printed).toContain(`${world.slug}: everything agrees.`);
  });

  test('names 20 of many and says how many more there are', async () => {
    const event = await world.event();
    for (let count = 0; count < 23; count += 1) await world.ticketGroup({ event, quantity: 1 });
    await damage('UPDATE ticket_groups SET unresolved_value = 1 WHERE organization_id = $1');
    const lines = (await here()).complaint.split('\n');
    expect(lines[0]).toBe(`${world.slug}: 23 ticket groups have counters that a recount does not give:`);
    expect(lines[1]).toMatch(
      /^ {2}[0-9a-f-]{36}: 1 held, 1 unresolved worth 1.00, 0 of them without a value; should be: 1 held/,
    );
    expect(lines.slice(21, 22)).toEqual(['  and 3 more']);
    expect(lines).toHaveLength(23);
  });

  test('refuses an organization that is not there', async () => {
    expect(await doctor('--organization', 'nobody')).toEqual({
      code: 1,
      printed: [],
      complaint: 'There is no organization "nobody".',
    });
  });
});
