import { newId } from '../../platform/id.ts';
import { changeAsOwner } from '../../test/owner.ts';
import { GuestListScene } from '../guest-lists/guest-list-scene.ts';
import { backfillOne, damage, type DoctorScene } from './doctor-scene.ts';

/** A way to damage records: the name of the check that must notice, what it says, and how it is done. */
export type Damage = [name: string, found: string, inflict: (at: DoctorScene) => Promise<unknown>];

/** What the doctor puts right. */
export const REPAIRABLE: Damage[] = [
  ...['held_count', 'unresolved_count', 'unresolved_value', 'unresolved_without_value_count'].map((counter): Damage => [
    'wrong counters',
    '1 ticket group has counters that a recount does not give',
    ({ world, group }) =>
      damage(
        world,
        `UPDATE ticket_groups SET ${counter} = ${counter} + 1 WHERE organization_id = $1 AND id = $2`,
        group.id,
      ),
  ]),
  [
    'wrong states of tickets',
    '1 ticket has a state that the orders do not bear out',
    ({ world, first }) =>
      damage(world, `UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1 AND id = $2`, first),
  ],
  [
    'wrong states of tickets',
    '1 ticket has a state that the orders do not bear out',
    ({ world, free }) =>
      damage(world, `UPDATE tickets SET state = 'ORDERED' WHERE organization_id = $1 AND id = $2`, free),
  ],
  ...[
    'venue_id = (SELECT v.id FROM venues v WHERE v.organization_id = $1 AND v.id <> venue_id)',
    `event_ends_at = event_ends_at + interval '1 hour'`,
    'event_ends_at = NULL',
    'event_local_date = event_local_date + 1',
  ].map((change): Damage => [
    'stale copies of the event',
    '1 ticket group has other facts of its event than the event itself',
    async ({ world, group }) => {
      await world.venue();
      await damage(world, `UPDATE ticket_groups SET ${change} WHERE organization_id = $1 AND id = $2`, group.id);
    },
  ]),
  [
    'stale copies of the ticket group',
    '1 ticket names another event or location than its ticket group',
    ({ world, first }) =>
      damage(world, 'UPDATE tickets SET event_id = $3 WHERE organization_id = $1 AND id = $2', first, newId()),
  ],
  [
    'stale copies of the ticket group',
    '1 ticket names another event or location than its ticket group',
    ({ world, free }) =>
      damage(world, 'UPDATE tickets SET ticket_location_id = $3 WHERE organization_id = $1 AND id = $2', free, newId()),
  ],
  [
    'orders of another event',
    '1 order names another event than its ticket group',
    async ({ world, order }) =>
      damage(
        world,
        'UPDATE orders SET event_id = $3 WHERE organization_id = $1 AND id = $2',
        order.id,
        (await world.event()).id,
      ),
  ],
];

/** What the doctor makes again as a whole. */
export const SUMS: Damage[] = [
  ...['group_count', 'held', 'unused', 'value', 'without_value'].map((sum): Damage => [
    'wrong sums',
    '1 sum of the unused queue is not what the ticket groups say is in it',
    ({ world }) => damage(world, `UPDATE unused_sums SET ${sum} = ${sum} + 1 WHERE organization_id = $1`),
  ]),
  [
    'wrong sums',
    '1 sum of the unused queue is not what the ticket groups say is in it',
    async ({ world }) => {
      await world.venue();
      await damage(
        world,
        `UPDATE unused_sums SET venue_id = (SELECT v.id FROM venues v WHERE v.organization_id = $1 AND v.id <> venue_id)
         WHERE organization_id = $1`,
      );
    },
  ],
  [
    'wrong sums',
    '1 sum of the unused queue is not what the ticket groups say is in it',
    ({ world }) => damage(world, 'DELETE FROM unused_sums WHERE organization_id = $1'),
  ],
  ...['event_count = 7', `latest_end = latest_end - interval '1 second'`].map((change): Damage => [
    'wrong sums',
    '1 sum of the unused queue is not what the ticket groups say is in it',
    ({ world }) => damage(world, `UPDATE unused_totals SET ${change} WHERE organization_id = $1`),
  ]),
  [
    'wrong sums',
    '1 sum of the unused queue is not what the ticket groups say is in it',
    ({ world, group }) =>
      damage(
        world,
        `UPDATE ticket_groups SET summed_value = summed_value + 1 WHERE organization_id = $1 AND id = $2`,
        group.id,
      ),
  ],
];

/** What only a person can decide. */
export const LEFT_TO_PEOPLE: Damage[] = [
  [
    'wrong states of tickets',
    '1 ticket has a state that the orders do not bear out',
    // An order without any ticket in the group: the ticket that nobody holds may be its own.
    async ({ world, group, recipient, free }) => {
      const order = await world.order({ recipient, group, tickets: group.tickets.slice(2) });
      await damage(
        world,
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
    async ({ world, group }) => {
      await damage(
        world,
        `INSERT INTO tickets (organization_id, id, ticket_group_id, event_id, ticket_location_id, seat, face_value)
         VALUES ($1, $2, $3, $4, $5, 1, 100)`,
        newId(),
        group.id,
        newId(),
        group.ticketLocationId,
      );
      await damage(
        world,
        `UPDATE ticket_groups SET held_count = held_count + 1, unresolved_count = unresolved_count + 1,
           unresolved_value = unresolved_value + 100 WHERE organization_id = $1 AND id = $2`,
        group.id,
      );
    },
  ],
  [
    'tickets held twice',
    '1 ticket is held by more than one order',
    async ({ app, world, group, recipient, first }) => {
      const other = await world.order({ recipient, group, tickets: group.tickets.slice(2) });
      await changeAsOwner(app, 'DROP INDEX order_tickets_one_owner');
      await damage(
        world,
        'INSERT INTO order_tickets (organization_id, order_id, ticket_id, position) VALUES ($1, $2, $3, 1)',
        other.id,
        first,
      );
    },
  ],
  [
    'orders with tickets of another group',
    '1 ticket is held by an order of another ticket group',
    async ({ world, recipient }) => {
      const [group, other] = [await world.ticketGroup({ quantity: 1 }), await world.ticketGroup()];
      const order = await world.order({ recipient, group });
      await damage(
        world,
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
    async ({ world, recipient }) => {
      await backfillOne(world, await world.ticketGroup({ seats: [7] }), recipient);
      await damage(world, 'UPDATE assignments SET quantity = 2 WHERE organization_id = $1');
    },
  ],
  [
    'orders that disagree with their guest list',
    '1 order says something else about its guest list than the newest version of it',
    async ({ world }) => {
      const guests = await GuestListScene.create(world, { seats: [1] });
      await guests.saveAndSubmit([guests.row(0, { myself: true })]);
      await damage(
        world,
        'UPDATE orders SET guest_list_version = 0 WHERE organization_id = $1 AND guest_list_version = 1',
      );
    },
  ],
];
