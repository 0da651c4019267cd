import type { Pool } from 'pg';
import { newId } from '../../../server/platform/id.ts';
import { newOrderNumber } from '../../../server/features/orders/order-number.ts';

/** The least that can be written for an assignment: one row, in a transaction of its own, with nothing read or checked. */
export async function insertOrder(pool: Pool, draft: URLSearchParams): Promise<string> {
  await pool.query({
    name: 'insert-order',
    text: `INSERT INTO orders (organization_id, id, number, status, event_id, ticket_group_id, recipient_id, created_at)
           VALUES ($1, $2, $3, 'ORDERED', $4, $5, $6, now())`,
    values: [
      draft.get('organizationId'),
      newId(),
      newOrderNumber(),
      draft.get('eventId'),
      draft.get('ticketGroupId'),
      draft.get('recipientId'),
    ],
  });
  return '{"done":true}';
}
