import { loadById } from '../../platform/rows-of.ts';
import { loadOne } from '../../platform/loader.ts';
import { Event } from './event.entity.ts';

export const eventById = loadById(Event);

/** How many tickets are held for an event, and how many of them have no order. */
export interface EventCounts {
  eventId: string;
  heldCount: number;
  unresolvedCount: number;
}

/** Sums over the ticket groups; an event without any has no row. */
export const eventCountsById = loadOne<EventCounts>(
  (tx, ids) =>
    tx.rows<EventCounts>(
      `SELECT event_id AS "eventId", sum(held_count)::int AS "heldCount", sum(unresolved_count)::int AS "unresolvedCount"
       FROM ticket_groups WHERE organization_id = $1 AND event_id = ANY($2) GROUP BY event_id`,
      [tx.organizationId, ids],
      'event-counts',
    ),
  (counts) => counts.eventId,
);
