import type { Pool } from 'pg';
import { newOrderNumber } from '../../../server/features/orders/order-number.ts';
import { guestListDueAt } from '../../../server/features/orders/guest-list-due.ts';
import { withPlaceholders } from '../../../server/platform/database/named-values.ts';
import { newId } from '../../../server/platform/id.ts';
import { inTransaction } from './in-transaction.ts';

/** For whom confirms are recorded, and who makes them. */
export interface Confirmer {
  organizationId: string;
  userId: string;
}

/**
 * The least that PostgreSQL has to do to record what a confirm leaves: all its rows in one prepared statement inside the product's tenant
 * transaction, in one round trip, with nothing looked up, locked, checked or planned. The draft says which ticket it gets.
 * The pool has to pipeline.
 */
export async function recordConfirm(pool: Pool, confirmer: Confirmer, draft: URLSearchParams): Promise<string> {
  const begin = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${confirmer.organizationId}'`;
  const facts = factsOf(confirmer, draft);
  const statement = { name: 'record-confirm', text: RECORD, values: FACTS.map((fact) => facts[fact]) };
  await inTransaction(pool, begin, statement);
  return '{"done":true}';
}

/** What the statement is given, in the order of its placeholders. */
const FACTS = [
  ...['organizationId', 'userId', 'now', 'dueAt', 'requestId'],
  ...['backfillId', 'assignmentId', 'eventId', 'eventEndsAt', 'ticketGroupId', 'recipientId', 'usageCategoryId'],
  ...['ticketId', 'value', 'withoutValue', 'orderId', 'number', 'mailId', 'mailFacts', 'mailKey'],
  ...['confirmedId', 'before', 'after', 'createdId', 'created'],
] as const;
type Fact = (typeof FACTS)[number];

function factsOf({ organizationId, userId }: Confirmer, draft: URLSearchParams): Record<Fact, unknown> {
  const now = new Date();
  const get = (name: string): string => draft.get(name) ?? '';
  const [orderId, number] = [newId(), newOrderNumber()];
  const [backfillId, ticketId, recipientId] = [get('id'), get('ticketId'), get('recipientId')];
  const usageCategoryId = get('usageCategoryId');
  const order = { status: 'CONFIRM_GUEST_LIST', number, backfillId, recipientId, usageCategoryId };
  return {
    ...{ organizationId, userId, now, dueAt: guestListDueAt(now), requestId: newId() },
    ...{ backfillId, ticketId, recipientId, usageCategoryId, orderId, number },
    ...{ assignmentId: get('assignmentId'), ticketGroupId: get('ticketGroupId') },
    ...{ eventId: get('eventId'), eventEndsAt: get('eventEndsAt') },
    ...{ value: get('faceValue') || '0', withoutValue: get('faceValue') ? 0 : 1 },
    mailId: newId(),
    mailFacts: JSON.stringify({ orderIds: [orderId] }),
    mailKey: `backfill:${backfillId}:${recipientId}`,
    confirmedId: newId(),
    before: JSON.stringify({ status: 'DRAFT', version: 1 }),
    after: JSON.stringify({ status: 'CONFIRMED', version: 2, orders: 1 }),
    createdId: newId(),
    created: JSON.stringify({ ...order, ticketIds: [ticketId] }),
  };
}

const RECORD = withPlaceholders(
  `
  WITH claimed AS (
    UPDATE tickets SET state = 'ORDERED' WHERE organization_id = :organizationId AND id = :ticketId
  ), counted AS (
    UPDATE ticket_groups
    SET unresolved_count = unresolved_count - 1, unresolved_value = unresolved_value - :value,
        unresolved_without_value_count = unresolved_without_value_count - :withoutValue
    WHERE organization_id = :organizationId AND id = :ticketGroupId
  ), confirmed AS (
    UPDATE backfills
    SET status = 'CONFIRMED', version = 2, updated_by_id = :userId, updated_at = :now, confirmed_by_id = :userId,
        confirmed_at = :now, confirmed_from_version = 1
    WHERE organization_id = :organizationId AND id = :backfillId
  ), ordered AS (
    INSERT INTO orders (organization_id, id, number, status, event_id, ticket_group_id, recipient_id, usage_category_id,
                        backfill_id, assignment_id, created_at, due_at)
    VALUES (:organizationId, :orderId, :number, 'CONFIRM_GUEST_LIST', :eventId, :ticketGroupId, :recipientId, :usageCategoryId,
            :backfillId, :assignmentId, :now, :dueAt)
  ), allocated AS (
    INSERT INTO order_tickets (organization_id, order_id, ticket_id, position)
    VALUES (:organizationId, :orderId, :ticketId, 0)
  ), mailed AS (
    INSERT INTO mails (organization_id, id, kind, status, recipient_id, facts, deduplication_key, created_at)
    VALUES (:organizationId, :mailId, 'GUEST_LIST_WAITING', 'QUEUED', :recipientId, :mailFacts, :mailKey, :now)
  ), recorded AS (
    INSERT INTO audit_entries (organization_id, id, recorded_at, event_at, actor_id, action, subject_type, subject_id, before, after,
                               request_id)
    VALUES (:organizationId, :confirmedId, :now, NULL, :userId, 'backfill.confirmed', 'Backfill', :backfillId, :before, :after,
            :requestId),
           (:organizationId, :createdId, :now, :eventEndsAt, :userId, 'order.created', 'Order', :orderId, NULL, :created,
            :requestId)
  )
  INSERT INTO audit_unsealed (organization_id, entry_id)
  VALUES (:organizationId, :confirmedId), (:organizationId, :createdId)`,
  FACTS,
);
