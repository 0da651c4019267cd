import type { RequestContext } from '../../platform/context.ts';
import { withPlaceholders } from '../../platform/database/named-values.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { auditParts } from '../audit/record-audit.ts';
import { mailsFrom, NEW_MAILS, sendSoon } from '../mails/queue-mails.ts';
import { guestListDueAt } from '../orders/guest-list-due.ts';
import { newOrderNumber } from '../orders/order-number.ts';
import { draftsSince } from './backfill.entity.ts';

/** Which draft is confirmed, and with what. */
export interface Confirmed {
  backfillId: string;
  /** The version that whoever confirms it read. */
  version: number;
  /** How many lines the draft has, at most. */
  lines: number;
  /** The tickets of all lines, one line after the other; absent: those that the review showed. */
  ticketIds?: readonly string[];
}

/**
 * Records a confirm in one statement from what the database holds of the draft, and commits: tickets and counters, an order for each
 * line, the mails and the audit entries. The draft and its groups have to be locked.
 * @returns false where nothing was written: the draft is not what was read, has more than `lines`, gives a ticket twice, or has a line whose group
 * is not in the unused queue, whose recipient or usage category cannot be chosen, whose tickets are not all free, or not those that were asked for
 */
export async function recordBackfill(
  tx: WriteTransaction,
  { backfillId, version, lines, ticketIds }: Confirmed,
  { actor, now }: RequestContext,
): Promise<boolean> {
  const values: Record<Value, unknown> = {
    ...{ organizationId: tx.organizationId, backfillId, version, now, touchedSince: draftsSince(now) },
    ...{ dueAt: guestListDueAt(now), userId: actor.actorId, apiTokenId: actor.apiTokenId, requestId: actor.requestId },
    orderIds: newOnes(lines, newId),
    numbers: newOnes(lines, newOrderNumber),
    mailIds: newOnes(lines, newId),
    entryIds: newOnes(lines + 1, newId),
    ticketIds,
  };
  const { text, given, name } = ticketIds ? CHOSEN : SHOWN;
  const bound = given.map((value) => values[value]);
  // Handed over at once, so that it goes out with what the caller asked for before.
  const [, rows] = await Promise.all([sendSoon(tx), tx.rowsAndCommit(text, bound, name)]);
  const isRecorded = rows.length > 0;
  if (!isRecorded) tx.withdraw(NEW_MAILS);
  return isRecorded;
}

function newOnes(count: number, make: () => string): string[] {
  return Array.from({ length: count }, make);
}

type Value = (typeof VALUES)[number];
/** What the statement is given, in the order of its placeholders. Each line takes what is at its place. */
const VALUES = [
  ...['organizationId', 'backfillId', 'version', 'now', 'touchedSince', 'dueAt', 'userId', 'apiTokenId', 'requestId'],
  ...['orderIds', 'numbers', 'mailIds', 'entryIds', 'ticketIds'],
] as const satisfies readonly string[];

const SHOWN = statementFor('confirm-as-shown', 'planned_ticket_ids');
const CHOSEN = statementFor(
  'confirm-as-chosen',
  `(:ticketIds::uuid[])[(sum(quantity) OVER so_far - quantity + 1)::int : (sum(quantity) OVER so_far)::int]`,
);

/**
 * The orders come from the draft's lines, so that nothing of it has to be read before. `confirmed` decides, and everything after it hangs on
 * it. Tickets and counters are guarded once more: should the lock ever fail to do its work, the statement fails instead of giving a ticket twice.
 * @param ticketIds the tickets of a line, by its columns
 */
function statementFor(name: string, ticketIds: string): { name: string; text: string; given: readonly Value[] } {
  const text = `
  WITH lines AS (
    SELECT a.*, g.event_id, g.event_ends_at,
           (g.event_ends_at <= :now AND u.is_active AND c.retired_at IS NULL AND cardinality(a.ticket_ids) = a.quantity
             AND (a.exact_ticket_ids IS NULL OR (a.exact_ticket_ids <@ a.ticket_ids AND a.ticket_ids <@ a.exact_ticket_ids))) IS TRUE AS can_be_had
    FROM (
      SELECT id, position, quantity, ticket_group_id, recipient_id, usage_category_id, exact_ticket_ids, ${ticketIds} AS ticket_ids
      FROM assignments WHERE organization_id = :organizationId AND backfill_id = :backfillId
      WINDOW so_far AS (ORDER BY position)
    ) a
    JOIN ticket_groups g ON g.organization_id = :organizationId AND g.id = a.ticket_group_id
    JOIN users u ON u.organization_id = :organizationId AND u.id = a.recipient_id
    JOIN usage_categories c ON c.organization_id = :organizationId AND c.id = a.usage_category_id
  ), free AS (
    SELECT t.id FROM lines l
    JOIN tickets t ON t.organization_id = :organizationId AND t.id = ANY (l.ticket_ids)
                  AND t.ticket_group_id = l.ticket_group_id AND t.state = 'UNRESOLVED'
  ), confirmed AS (
    UPDATE backfills
    SET status = 'CONFIRMED', version = version + 1, updated_by_id = :userId, updated_at = :now, confirmed_by_id = :userId,
        confirmed_at = :now, confirmed_from_version = version
    WHERE organization_id = :organizationId AND id = :backfillId
      AND status = 'DRAFT' AND version = :version AND updated_at >= :touchedSince
      AND (SELECT bool_and(can_be_had) AND count(*) <= cardinality(:orderIds::uuid[])
                  AND sum(quantity) = (SELECT count(DISTINCT id) FROM free) FROM lines)
    RETURNING version
  ), given AS (
    SELECT l.*, (:orderIds::uuid[])[l.position + 1] AS order_id, (:numbers::text[])[l.position + 1] AS number FROM lines l, confirmed
  ), claimed AS (
    UPDATE tickets t SET state = 'ORDERED' FROM given
    WHERE t.organization_id = :organizationId AND t.id = ANY (given.ticket_ids) AND t.state = 'UNRESOLVED'
    RETURNING t.ticket_group_id, t.face_value
  ), counted AS (
    UPDATE ticket_groups g
    SET unresolved_count = g.unresolved_count - c.count, unresolved_value = g.unresolved_value - c.value,
        unresolved_without_value_count = g.unresolved_without_value_count - c.without_value
    FROM (SELECT ticket_group_id, count(*) AS count, coalesce(sum(face_value), 0) AS value,
                 count(*) FILTER (WHERE face_value IS NULL) AS without_value
          FROM claimed GROUP BY ticket_group_id) c
    WHERE g.organization_id = :organizationId AND g.id = c.ticket_group_id AND g.unresolved_count >= c.count
    RETURNING c.count
  ), ordered AS (
    INSERT INTO orders (organization_id, id, number, status, event_id, ticket_group_id, recipient_id, usage_category_id,
                        backfill_id, assignment_id, created_at, due_at)
    SELECT :organizationId, order_id, number, 'CONFIRM_GUEST_LIST', event_id, ticket_group_id, recipient_id, usage_category_id,
           :backfillId, id, :now, :dueAt FROM given
  ), allocated AS (
    INSERT INTO order_tickets (organization_id, order_id, ticket_id, position)
    SELECT :organizationId, order_id, ticket_id, place - 1 FROM given, unnest(ticket_ids) WITH ORDINALITY AS ticket (ticket_id, place)
  ), mailed AS (${mailsFrom(
    `(SELECT (:mailIds::uuid[])[min(position) + 1] AS id, 'GUEST_LIST_WAITING' AS kind, recipient_id,
             jsonb_build_object('orderIds', jsonb_agg(order_id ORDER BY position)) AS facts,
             'backfill:' || :backfillId || ':' || recipient_id AS deduplication_key
      FROM given GROUP BY recipient_id) mail`,
    ':now',
  )}), ${auditParts(`(
    SELECT (:entryIds::uuid[])[place] AS id, :now AS recorded_at, event_at, :userId AS actor_id, :apiTokenId::uuid AS api_token_id,
           NULL::uuid AS on_behalf_of_id, action, subject_type, subject_id, before, after, NULL AS reason, :requestId AS request_id
    FROM (
      SELECT 1 AS place, NULL::timestamptz AS event_at, 'backfill.confirmed' AS action, 'Backfill' AS subject_type, :backfillId AS subject_id,
             jsonb_build_object('status', 'DRAFT', 'version', version - 1) AS before,
             jsonb_build_object('status', 'CONFIRMED', 'version', version, 'orders', (SELECT count(*) FROM given)) AS after
      FROM confirmed
      UNION ALL
      SELECT position + 2, event_ends_at, 'order.created', 'Order', order_id, NULL,
             jsonb_build_object('status', 'CONFIRM_GUEST_LIST', 'number', number, 'backfillId', :backfillId, 'recipientId', recipient_id,
                                'usageCategoryId', usage_category_id, 'ticketIds', ticket_ids)
      FROM given
    ) done) entry`)}
  SELECT require_rows('counted', (SELECT coalesce(sum(count), 0)::bigint FROM counted), (SELECT sum(quantity) FROM lines)) FROM confirmed`;
  const given = VALUES.filter((value) => text.includes(`:${value}`));
  return { name, text: withPlaceholders(text, given), given };
}
