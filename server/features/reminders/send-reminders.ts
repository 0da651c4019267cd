import type { Database, ReadTransaction, WriteTransaction } from '../../platform/database/transaction.ts';
import { localDateOf } from '../../platform/local-time.ts';
import { queueMail, queueMails } from '../mails/queue-mails.ts';
import { GUEST_LIST_DAYS } from '../orders/guest-list-due.ts';
import { organizationOf } from '../people/people.reads.ts';
import { settingsOf } from '../settings/settings.reads.ts';
import { type DueOrder, dueOrders, type OpenOrder, reminderGroups } from './plan-reminders.ts';

/**
 * Reminds everybody in the organization for whose open orders a step of the ladder is due: one digest for each person and day
 * that lists all open orders. What was reminded of is remembered in the same transaction, so running it again, or twice at once,
 * changes nothing. @returns how many orders were reminded of
 */
export async function sendReminders(database: Database, organizationId: string, now: Date): Promise<number> {
  const { due, today } = await database.read(organizationId, async (tx) => {
    const { reminderSteps } = await settingsOf(tx);
    const first = Math.min(...reminderSteps.map(({ days }) => days));
    const last = Math.max(...reminderSteps.map(({ days }) => days));
    const open = reminderSteps.length > 0 ? await readOpenOrders(tx, first, last, now) : [];
    return { due: dueOrders(open, reminderSteps), today: localDateOf(now, (await organizationOf(tx)).timeZone) };
  });
  let reminded = 0;
  for (const group of reminderGroups(due)) {
    reminded += await database.write(organizationId, (tx) => remindGroup(tx, group, today, now));
  }
  return reminded;
}

/**
 * Open orders between the first and the last step. The due date is a fixed time after the list was asked for: it tells when that
 * was for orders that were reopened, or asked for after they were ordered.
 */
function readOpenOrders(tx: ReadTransaction, first: number, last: number, now: Date): Promise<OpenOrder[]> {
  return tx.rows<OpenOrder>(
    `SELECT * FROM (
       SELECT o.id, o.recipient_id AS "recipientId", u.is_active AS "recipientIsActive", u.manager_id AS "managerId",
         floor(extract(epoch FROM $2::timestamptz
           - greatest(e.ends_at, o.created_at, o.due_at - make_interval(days => ${GUEST_LIST_DAYS}))) / 86400)::int AS days,
         coalesce(o.reminded_days, 0) AS "remindedDays"
       FROM orders o
       JOIN events e ON e.organization_id = o.organization_id AND e.id = o.event_id
       JOIN users u ON u.organization_id = o.organization_id AND u.id = o.recipient_id
       WHERE o.organization_id = $1 AND o.status = 'CONFIRM_GUEST_LIST' AND coalesce(o.reminded_days, 0) < $4
     ) open_orders WHERE days >= $3 ORDER BY "recipientId", id`,
    [tx.organizationId, now, first, last],
  );
}

async function remindGroup(tx: WriteTransaction, group: DueOrder[], today: string, now: Date): Promise<number> {
  const stillDue = await lockDue(tx, group);
  const reminded: DueOrder[] = [];
  for (const [recipientId, orders] of byRecipient(stillDue)) {
    const isActive = orders[0]?.recipientIsActive;
    if (!isActive || (await queueDigest(tx, recipientId, today, now))) reminded.push(...orders);
  }
  await escalate(tx, reminded, today, now);
  await tx.execute(
    `UPDATE orders o SET reminded_days = due.step FROM unnest($2::uuid[], $3::int[]) AS due(id, step)
     WHERE o.organization_id = $1 AND o.id = due.id`,
    [tx.organizationId, reminded.map(({ id }) => id), reminded.map(({ step }) => step)],
  );
  return reminded.length;
}

/** A parallel run waits here and then finds nothing left to do; so does one that comes after a confirm. */
async function lockDue(tx: WriteTransaction, group: DueOrder[]): Promise<DueOrder[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT o.id FROM orders o JOIN unnest($2::uuid[], $3::int[]) AS due(id, step) ON due.id = o.id
     WHERE o.organization_id = $1 AND o.status = 'CONFIRM_GUEST_LIST' AND coalesce(o.reminded_days, 0) < due.step
     ORDER BY o.id FOR UPDATE OF o`,
    [tx.organizationId, group.map(({ id }) => id), group.map(({ step }) => step)],
  );
  const locked = new Set(rows.map(({ id }) => id));
  return group.filter(({ id }) => locked.has(id));
}

/** @returns whether the digest is new; who got one today gets the next one tomorrow */
async function queueDigest(tx: WriteTransaction, recipientId: string, today: string, now: Date): Promise<boolean> {
  const open = await tx.rows<{ id: string }>(
    `SELECT id FROM orders WHERE organization_id = $1 AND recipient_id = $2 AND status = 'CONFIRM_GUEST_LIST' ORDER BY due_at, id`,
    [tx.organizationId, recipientId],
  );
  const facts = { orderIds: open.map(({ id }) => id) };
  const deduplicationKey = `reminder:${today}:${recipientId}`;
  return (await queueMail(tx, { kind: 'REMINDER', recipientId, facts, deduplicationKey }, now)) !== undefined;
}

/** One mail for each manager, about all people whose orders have come that far. */
async function escalate(tx: WriteTransaction, reminded: DueOrder[], today: string, now: Date): Promise<void> {
  const ofManager = new Map<string, DueOrder[]>();
  for (const order of reminded) {
    if (!order.escalates || !order.managerId) continue;
    ofManager.set(order.managerId, [...(ofManager.get(order.managerId) ?? []), order]);
  }
  const mails = [...ofManager].map(([recipientId, orders]) => ({
    kind: 'REMINDER' as const,
    recipientId,
    facts: { orderIds: orders.map(({ id }) => id), toManager: true as const },
    deduplicationKey: `reminder:${today}:${recipientId}:about:${orders[0]?.recipientId}`,
  }));
  await queueMails(tx, mails, now);
}

function byRecipient(orders: DueOrder[]): Map<string, DueOrder[]> {
  const people = new Map<string, DueOrder[]>();
  for (const order of orders) people.set(order.recipientId, [...(people.get(order.recipientId) ?? []), order]);
  return people;
}
