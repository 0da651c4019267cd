import { In } from 'typeorm';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { LoaderDefinition } from '../../platform/loader.ts';
import { organizationOf } from '../people/people.reads.ts';
import type { Organization } from '../people/organization.entity.ts';
import { User } from '../people/user.entity.ts';
import type { Mail } from './mail.entity.ts';

/** An order as a mail shows it. */
export interface LetterOrder {
  id: string;
  number: string;
  isOpen: boolean;
  /** False for tickets that the recipient had ordered before the event. */
  isBackfilled: boolean;
  recipientId: string;
  recipientName: string;
  eventName: string;
  eventDate: string;
  venueName: string;
  section: string;
  rowName: string;
  ticketCount: number;
}

/** Everything that the letters of some mails need, read at once. */
export interface LetterFacts {
  organization: Organization;
  users: ReadonlyMap<string, User>;
  orders: ReadonlyMap<string, LetterOrder>;
}

/** Reads what the mails' ids stand for now. */
export async function readLetterFacts(tx: ReadTransaction, mails: readonly Mail[]): Promise<LetterFacts> {
  const { organizationId } = tx;
  const recipientIds = [...new Set(mails.map(({ recipientId }) => recipientId))];
  const users = await tx.manager.findBy(User, { organizationId, id: In(recipientIds) });
  const orders = await readOrders(tx, [...new Set(mails.flatMap(({ facts }) => facts.orderIds ?? []))]);
  return {
    organization: await organizationOf(tx),
    users: new Map(users.map((user) => [user.id, user])),
    orders: new Map(orders.map((order) => [order.id, order])),
  };
}

/** Batches the letters of a page of the outbox. */
export const letterFactsOf: LoaderDefinition<Mail, LetterFacts> = {
  async load(tx, mails) {
    const facts = await readLetterFacts(tx, mails);
    return mails.map(() => facts);
  },
};

async function readOrders(tx: ReadTransaction, orderIds: string[]): Promise<LetterOrder[]> {
  if (orderIds.length === 0) return [];
  return tx.rows<LetterOrder>(
    `SELECT o.id, o.number, o.status = 'CONFIRM_GUEST_LIST' AS "isOpen", o.backfill_id IS NOT NULL AS "isBackfilled",
            o.recipient_id AS "recipientId", u.name AS "recipientName",
            e.name AS "eventName", e.local_date::text AS "eventDate", v.name AS "venueName", l.section, l.row_name AS "rowName",
            (SELECT count(*)::int FROM order_tickets t
             WHERE t.organization_id = o.organization_id AND t.order_id = o.id AND t.released_at IS NULL) AS "ticketCount"
     FROM orders o
     JOIN users u ON u.organization_id = o.organization_id AND u.id = o.recipient_id
     JOIN events e ON e.organization_id = o.organization_id AND e.id = o.event_id
     JOIN venues v ON v.organization_id = e.organization_id AND v.id = e.venue_id
     JOIN ticket_groups g ON g.organization_id = o.organization_id AND g.id = o.ticket_group_id
     JOIN ticket_locations l ON l.organization_id = g.organization_id AND l.id = g.ticket_location_id
     WHERE o.organization_id = $1 AND o.id = ANY ($2::uuid[])
     ORDER BY e.local_date, e.name, o.id`,
    [tx.organizationId, orderIds],
    'letter-orders',
  );
}
