import type { Client } from 'pg';
import type { Records, Rule } from './check-records.ts';

/** A way to spoil the records of a run, so that it can be seen that the check would notice. */
export interface Damage {
  name: string;
  breaks: Rule;
  inflict(owner: Client, records: Records): Promise<unknown>;
}

/** Any order that has tickets. */
const AN_ORDER = `(SELECT order_id FROM order_tickets WHERE organization_id = $1 ORDER BY order_id LIMIT 1)`;

export const DAMAGES: readonly Damage[] = [
  {
    name: 'an order that a client was told of has another number',
    breaks: 'acknowledged confirm lost',
    inflict: (owner, { organizationId, acknowledged }) =>
      owner.query(`UPDATE orders SET number = 'XXXXXXXX' WHERE organization_id = $1 AND number = $2`, [
        organizationId,
        acknowledged[0]?.orders[0]?.number,
      ]),
  },
  {
    name: 'an order has other tickets than a client was told',
    breaks: 'acknowledged confirm lost',
    inflict: (owner, { organizationId, acknowledged }) =>
      owner.query(
        `UPDATE order_tickets SET ticket_id = (SELECT id FROM tickets WHERE organization_id = $1 AND state = 'UNRESOLVED' LIMIT 1)
         WHERE organization_id = $1 AND (order_id, position) IN
           (SELECT id, 0 FROM orders WHERE organization_id = $1 AND number = $2)`,
        [organizationId, acknowledged[0]?.orders[0]?.number],
      ),
  },
  {
    name: 'a ticket is given to a second order',
    breaks: 'ticket with two owners',
    async inflict(owner, { organizationId }) {
      await owner.query('DROP INDEX order_tickets_one_owner');
      await owner.query(
        `INSERT INTO order_tickets SELECT t.organization_id, o.id, t.ticket_id, 1000, NULL FROM order_tickets t
         JOIN orders o ON o.organization_id = t.organization_id AND o.id <> t.order_id WHERE t.organization_id = $1 LIMIT 1`,
        [organizationId],
      );
    },
  },
  {
    name: 'the audit entry of an order is missing',
    breaks: 'order without its one audit entry',
    inflict: (owner, { organizationId }) =>
      owner.query(withoutEntries(`organization_id = $1 AND subject_id = ${AN_ORDER}`), [organizationId]),
  },
  {
    name: 'the audit entry of a confirm is missing',
    breaks: 'confirm without its one audit entry',
    inflict: (owner, { organizationId }) =>
      owner.query(
        withoutEntries(
          `organization_id = $1 AND action = 'backfill.confirmed'
             AND id = (SELECT min(id::text)::uuid FROM audit_entries WHERE organization_id = $1 AND action = 'backfill.confirmed')`,
        ),
        [organizationId],
      ),
  },
  {
    name: 'a counter is one too low',
    breaks: 'counter wrong',
    inflict: (owner, { organizationId }) =>
      owner.query(
        `UPDATE ticket_groups SET unresolved_count = unresolved_count - 1 WHERE organization_id = $1
           AND id = (SELECT id FROM ticket_groups WHERE organization_id = $1 AND unresolved_count > 0 LIMIT 1)`,
        [organizationId],
      ),
  },
  {
    name: 'a ticket of an order is free again',
    breaks: 'state of a ticket wrong',
    inflict: (owner, { organizationId }) =>
      owner.query(
        `UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1
           AND id = (SELECT ticket_id FROM order_tickets WHERE organization_id = $1 ORDER BY ticket_id LIMIT 1)`,
        [organizationId],
      ),
  },
  {
    name: 'one ticket of an order is missing',
    breaks: 'confirm half done',
    inflict: (owner, { organizationId }) =>
      owner.query(`DELETE FROM order_tickets WHERE organization_id = $1 AND order_id = ${AN_ORDER}`, [organizationId]),
  },
];

/** Deletes entries together with the note that they wait to be sealed. */
function withoutEntries(condition: string): string {
  return `
    WITH gone AS (SELECT organization_id, id FROM audit_entries WHERE ${condition}),
         noted AS (DELETE FROM audit_unsealed u USING gone WHERE u.organization_id = gone.organization_id AND u.entry_id = gone.id)
    DELETE FROM audit_entries e USING gone WHERE e.organization_id = gone.organization_id AND e.id = gone.id`;
}
