import type { Check } from './check.ts';

/** The tickets that an order of organization $1 holds, with how many hold them. */
const HOLDERS = `
  SELECT h.ticket_id, count(*)::int AS count, min(h.order_id::text) AS order_id FROM order_tickets h
  WHERE h.organization_id = $1 AND h.released_at IS NULL GROUP BY h.ticket_id`;

/**
 * An order of the group of ticket `t` has lost tickets: then a ticket that no order holds may be one of them, and giving it back
 * would give it away.
 */
export const IS_MISSED = `
  EXISTS (
    SELECT FROM orders o
    LEFT JOIN assignments a ON a.organization_id = o.organization_id AND a.id = o.assignment_id
    WHERE o.organization_id = $1 AND o.ticket_group_id = t.ticket_group_id
      AND (SELECT count(*) FROM order_tickets h
           WHERE h.organization_id = $1 AND h.order_id = o.id AND h.released_at IS NULL) < coalesce(a.quantity, 1))`;

export const WRONG_STATES: Check = {
  name: 'wrong states of tickets',
  statement: `
    SELECT t.id, t.ticket_group_id AS group_id, t.state AS found,
           CASE WHEN h.ticket_id IS NULL THEN 'UNRESOLVED, because no order holds it'
                ELSE format('ORDERED, because order %s holds it', h.order_id) END AS expected
    FROM tickets t LEFT JOIN (${HOLDERS}) h ON h.ticket_id = t.id
    WHERE t.organization_id = $1 AND (t.state = 'ORDERED') <> (h.ticket_id IS NOT NULL)`,
  says: {
    one: '1 ticket has a state that the orders do not bear out',
    many: 'tickets have a state that the orders do not bear out',
  },
  advice:
    'Run it with --repair. What stays is ORDERED without an order while an order of the same ticket group lacks tickets, so ' +
    'it may belong there: restore the order from a backup, or ask its recipient, before it is given to somebody else.',
  isRepairable: true,
};

export const HELD_TWICE: Check = {
  name: 'tickets held twice',
  statement: `
    SELECT h.ticket_id AS id, NULL::uuid AS group_id,
           format('orders %s', string_agg(o.number, ' and ' ORDER BY o.number)) AS found, 'one order' AS expected
    FROM order_tickets h JOIN orders o ON o.organization_id = h.organization_id AND o.id = h.order_id
    WHERE h.organization_id = $1 AND h.released_at IS NULL GROUP BY h.ticket_id HAVING count(*) > 1`,
  says: { one: '1 ticket is held by more than one order', many: 'tickets are held by more than one order' },
  advice:
    'Ask the recipients who used it. The index order_tickets_one_owner, which forbids this, is gone or broken: set released_at ' +
    'for the order that did not have the ticket, then create the index again.',
  isRepairable: false,
};

export const FOREIGN_TICKETS: Check = {
  name: 'orders with tickets of another group',
  statement: `
    SELECT t.id, NULL::uuid AS group_id, format('order %s is of ticket group %s', o.number, o.ticket_group_id) AS found,
           format('ticket group %s', t.ticket_group_id) AS expected
    FROM order_tickets h
    JOIN orders o ON o.organization_id = h.organization_id AND o.id = h.order_id
    JOIN tickets t ON t.organization_id = h.organization_id AND t.id = h.ticket_id
    WHERE h.organization_id = $1 AND h.released_at IS NULL AND t.ticket_group_id <> o.ticket_group_id`,
  says: {
    one: '1 ticket is held by an order of another ticket group',
    many: 'tickets are held by orders of another ticket group',
  },
  advice: 'Look in the history of the order which tickets it was given, and restore what differs from a backup.',
  isRepairable: false,
};

export const INCOMPLETE_ORDERS: Check = {
  name: 'confirms half done',
  statement: `
    SELECT a.id, NULL::uuid AS group_id,
           format('%s backfill %s: %s orders with %s tickets', b.status, b.id, count(DISTINCT o.id), count(h.ticket_id)) AS found,
           CASE b.status WHEN 'CONFIRMED' THEN format('1 order with %s tickets', a.quantity) ELSE 'no order' END AS expected
    FROM assignments a
    JOIN backfills b ON b.organization_id = a.organization_id AND b.id = a.backfill_id
    LEFT JOIN orders o ON o.organization_id = a.organization_id AND o.assignment_id = a.id
    LEFT JOIN order_tickets h ON h.organization_id = o.organization_id AND h.order_id = o.id AND h.released_at IS NULL
    WHERE a.organization_id = $1 GROUP BY a.organization_id, a.id, b.organization_id, b.id
    HAVING count(DISTINCT o.id) <> (b.status = 'CONFIRMED')::int
        OR count(h.ticket_id) <> CASE b.status WHEN 'CONFIRMED' THEN a.quantity ELSE 0 END`,
  says: {
    one: '1 assignment has not the one order with its tickets that its backfill asks for',
    many: 'assignments have not the one order with their tickets that their backfill asks for',
  },
  advice: 'The history of the backfill says which tickets each order was given: restore what is missing from a backup.',
  isRepairable: false,
};
