import type { Check } from './check.ts';

/** What a ticket group copies from its event `e`, as columns and as values. No end means "in no queue". */
export const GROUP_COPIES = {
  columns: 'venue_id, event_ends_at, event_local_date',
  values: `e.venue_id, CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END, e.local_date`,
};

/** A ticket `t` that cannot take over the event and location of its group `g`, because another ticket has the seat there. */
export const SEAT_IS_TAKEN = `
  EXISTS (SELECT FROM tickets n
          WHERE n.organization_id = $1 AND n.event_id = g.event_id AND n.ticket_location_id = g.ticket_location_id
            AND n.seat = t.seat AND n.id <> t.id)
  OR EXISTS (SELECT FROM ticket_groups ng JOIN tickets n ON n.organization_id = ng.organization_id AND n.ticket_group_id = ng.id
             WHERE ng.organization_id = $1 AND ng.event_id = g.event_id AND ng.ticket_location_id = g.ticket_location_id
               AND n.seat = t.seat AND n.id <> t.id)`;

const GROUP_IN_WORDS = `'venue %s, end %s, date %s'`;

export const STALE_GROUP_COPIES: Check = {
  name: 'stale copies of the event',
  statement: `
    SELECT g.id, g.id AS group_id,
           format(${GROUP_IN_WORDS}, g.venue_id, coalesce(g.event_ends_at::text, 'none'), g.event_local_date) AS found,
           format(${GROUP_IN_WORDS}, e.venue_id, coalesce(CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END::text, 'none'),
                  e.local_date) AS expected
    FROM ticket_groups g JOIN events e ON e.organization_id = g.organization_id AND e.id = g.event_id
    WHERE g.organization_id = $1
      AND (g.venue_id, g.event_ends_at, g.event_local_date) IS DISTINCT FROM (${GROUP_COPIES.values})`,
  says: {
    one: '1 ticket group has other facts of its event than the event itself',
    many: 'ticket groups have other facts of their event than the event itself',
  },
  advice: 'Run it with --repair: venue, end and date are copied again.',
  isRepairable: true,
};

const TICKET_IN_WORDS = `'event %s, location %s'`;

export const STALE_TICKET_COPIES: Check = {
  name: 'stale copies of the ticket group',
  statement: `
    SELECT t.id, g.id AS group_id, format(${TICKET_IN_WORDS}, t.event_id, t.ticket_location_id) AS found,
           format(${TICKET_IN_WORDS}, g.event_id, g.ticket_location_id) AS expected
    FROM tickets t JOIN ticket_groups g ON g.organization_id = t.organization_id AND g.id = t.ticket_group_id
    WHERE t.organization_id = $1 AND (t.event_id, t.ticket_location_id) <> (g.event_id, g.ticket_location_id)`,
  says: {
    one: '1 ticket names another event or location than its ticket group',
    many: 'tickets name another event or location than their ticket group',
  },
  advice:
    'Run it with --repair. What stays has a seat that another ticket of that event and location has too: find out which of the ' +
    'two exists, and correct the inventory file and import it.',
  isRepairable: true,
};

export const STALE_ORDER_EVENTS: Check = {
  name: 'orders of another event',
  statement: `
    SELECT o.id, g.id AS group_id, format('order %s names event %s', o.number, o.event_id) AS found, format('event %s', g.event_id) AS expected
    FROM orders o JOIN ticket_groups g ON g.organization_id = o.organization_id AND g.id = o.ticket_group_id
    WHERE o.organization_id = $1 AND o.event_id <> g.event_id`,
  says: {
    one: '1 order names another event than its ticket group',
    many: 'orders name another event than their ticket group',
  },
  advice: 'Run it with --repair: the event is copied again.',
  isRepairable: true,
};
