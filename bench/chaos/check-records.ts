import type { Client } from 'pg';
import { HELD_TWICE, INCOMPLETE_ORDERS, WRONG_STATES } from '../../server/features/doctor/wrong-allocations.ts';
import { WRONG_COUNTERS } from '../../server/features/doctor/wrong-counters.ts';
import { readNodeId } from '../../server/platform/node-id.ts';
import type { Acknowledged } from './start-load.ts';

export interface Records {
  organizationId: string;
  acknowledged: readonly Acknowledged[];
}

export type Rule =
  | 'acknowledged confirm lost'
  | 'ticket with two owners'
  | 'order without its one audit entry'
  | 'confirm without its one audit entry'
  | 'counter wrong'
  | 'state of a ticket wrong'
  | 'confirm half done';

export interface Problem {
  rule: Rule;
  /** Ids of what is wrong. */
  ids: string[];
}

/** Looks with the owner's eyes at everything that an organization has. @returns what should not be */
export async function checkRecords(owner: Client, records: Records): Promise<Problem[]> {
  const found: Problem[] = [{ rule: 'acknowledged confirm lost', ids: await lostConfirms(owner, records) }];
  for (const [rule, statement] of Object.entries(STATEMENTS)) {
    const { rows } = await owner.query<{ id: string }>(statement, [records.organizationId]);
    found.push({ rule: rule as Rule, ids: rows.map(({ id }) => id) });
  }
  return found.filter(({ ids }) => ids.length > 0);
}

/** Each returns the ids of what is wrong; where the doctor looks for it too, it is the doctor's own. */
const STATEMENTS: Record<Exclude<Rule, 'acknowledged confirm lost'>, string> = {
  'ticket with two owners': HELD_TWICE.statement,
  'order without its one audit entry': `
    SELECT o.id FROM orders o LEFT JOIN audit_entries a
      ON a.organization_id = o.organization_id AND a.subject_id = o.id AND a.action = 'order.created'
    WHERE o.organization_id = $1 GROUP BY o.id HAVING count(a.id) <> 1`,
  'confirm without its one audit entry': `
    SELECT b.id FROM backfills b LEFT JOIN audit_entries a
      ON a.organization_id = b.organization_id AND a.subject_id = b.id AND a.action = 'backfill.confirmed'
    WHERE b.organization_id = $1 GROUP BY b.id, b.status HAVING count(a.id) <> (b.status = 'CONFIRMED')::int`,
  'counter wrong': WRONG_COUNTERS.statement,
  'state of a ticket wrong': WRONG_STATES.statement,
  'confirm half done': INCOMPLETE_ORDERS.statement,
};

/** Every acknowledged confirm must be there with the very orders, numbers and tickets that the client was told. */
async function lostConfirms(owner: Client, { organizationId, acknowledged }: Records): Promise<string[]> {
  const { rows } = await owner.query<{ id: string; orders: string }>(
    `SELECT b.id, string_agg(o.line, '|' ORDER BY o.line) AS orders FROM backfills b JOIN (
       SELECT o.organization_id, o.backfill_id, o.number || ':' || string_agg(t.ticket_id::text, ',' ORDER BY t.ticket_id) AS line
       FROM orders o JOIN order_tickets t ON t.organization_id = o.organization_id AND t.order_id = o.id AND t.released_at IS NULL
       WHERE o.organization_id = $1 GROUP BY o.organization_id, o.id
     ) o ON o.organization_id = b.organization_id AND o.backfill_id = b.id
     WHERE b.organization_id = $1 AND b.status = 'CONFIRMED' GROUP BY b.id`,
    [organizationId],
  );
  const kept = new Map(rows.map(({ id, orders }) => [id, orders]));
  return acknowledged
    .map(({ backfillId, orders }) => ({ id: bare(backfillId), told: orders.map(lineOf).sort().join('|') }))
    .filter(({ id, told }) => kept.get(id) !== told)
    .map(({ id }) => id);
}

function lineOf({ number, ticketIds }: Acknowledged['orders'][number]): string {
  return `${number}:${ticketIds.map(bare).sort().join(',')}`;
}

function bare(nodeId: string): string {
  const decoded = readNodeId(nodeId);
  if (!decoded) throw new Error('The service answered with an id that is none.');
  return decoded.id;
}
