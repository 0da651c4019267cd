import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { unnestRows } from './unnest-rows.ts';

/** The order of a row that was ordered before the event. */
export interface OrderedRow {
  id: string;
  ticket_group_id: string;
  usage_category_id: string | null;
  notes: string | null;
  event_id: string;
  recipient_id: string;
  created_at: Date;
}

/** Inserts orders in status ORDERED. A number that is taken is drawn again: among millions that happens now and then. */
export async function insertOrders(tx: WriteTransaction, orders: readonly OrderedRow[]): Promise<void> {
  let open = orders;
  while (open.length > 0) {
    const rows = open.map((order) => ({ ...order, number: newOrderNumber() }));
    const { from, names, values } = unnestRows(TYPES, rows, 2);
    const columns = names.join(', ');
    const inserted = await tx.rows<{ id: string }>(
      `INSERT INTO orders (organization_id, status, ${columns}) SELECT $1, 'ORDERED', ${columns} FROM ${from}
       ON CONFLICT (organization_id, number) DO NOTHING RETURNING id`,
      [tx.organizationId, ...values],
    );
    const done = new Set(inserted.map(({ id }) => id));
    open = open.filter(({ id }) => !done.has(id));
  }
}

const TYPES = {
  id: 'uuid',
  ticket_group_id: 'uuid',
  usage_category_id: 'uuid',
  notes: 'text',
  event_id: 'uuid',
  recipient_id: 'uuid',
  created_at: 'timestamptz',
  number: 'text',
};
