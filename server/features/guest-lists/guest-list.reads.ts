import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { GuestField } from '../inventory/guest-field.ts';
import { ticketById, ticketCategoryById, ticketGroupById, usageCategoryById } from '../inventory/inventory.loaders.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { Order } from '../orders/order.entity.ts';
import { allocationsOfOrder } from '../orders/orders.loaders.ts';
import { settingsOf } from '../settings/settings.reads.ts';
import type { GuestListVersion } from './guest-list-version.entity.ts';
import { currentGuestListVersion, guestsOfVersion } from './guest-list.loaders.ts';
import { AttendeeStatus, GuestType } from './guest.entity.ts';
import type { SavedGuestList } from './review-guest-list.ts';
import type { Person } from './same-person.ts';

/** The order's saved guest list with everything that submitting and confirming compare it with. */
export async function savedGuestList(tx: ReadTransaction, order: Order): Promise<SavedGuestList> {
  const [version] = await currentGuestListVersion.load(tx, [order.id]);
  const [guests = []] = version ? await guestsOfVersion.load(tx, [version.id]) : [];
  return {
    usageCategoryId: order.usageCategoryId,
    requiredGuestFields: await requiredGuestFields(tx, order),
    businessPurpose: version?.businessPurpose ?? null,
    hostPresent: version?.hostPresent ?? null,
    tickets: await ticketsOfOrder(tx, order.id),
    guests,
    admitsPerson: await admitsPerson(tx, order.ticketGroupId),
    attendedElsewhere: await attendedElsewhere(tx, order),
    placeholderPolicy: (await settingsOf(tx)).placeholderPolicy,
    duplicateReason: version?.duplicateReason ?? null,
  };
}

/** The current version of a guest list that was saved before. */
export async function requireCurrentVersion(tx: ReadTransaction, orderId: string): Promise<GuestListVersion> {
  const [version] = await currentGuestListVersion.load(tx, [orderId]);
  if (!version) throw new Error('A guest list was submitted that was never saved.');
  return version;
}

/** The tickets that the order holds. */
export async function ticketsOfOrder(tx: ReadTransaction, orderId: string): Promise<Ticket[]> {
  const [allocations = []] = await allocationsOfOrder.load(tx, [orderId]);
  const tickets = await ticketById.load(
    tx,
    allocations.map(({ ticketId }) => ticketId),
  );
  return tickets.filter((ticket) => ticket !== undefined);
}

/** What the order's usage category asks for. */
async function requiredGuestFields(tx: ReadTransaction, { usageCategoryId }: Order): Promise<GuestField[]> {
  const [category] = usageCategoryId ? await usageCategoryById.load(tx, [usageCategoryId]) : [];
  return category?.requiredGuestFields ?? [];
}

/** Whether the group's tickets let a person in; parking passes do not. */
export async function admitsPerson(tx: ReadTransaction, ticketGroupId: string): Promise<boolean> {
  const [group] = await ticketGroupById.load(tx, [ticketGroupId]);
  const [category] = group ? await ticketCategoryById.load(tx, [group.ticketCategoryId]) : [];
  return category?.admitsPerson ?? true;
}

/**
 * Who attended the same event according to the confirmed guest lists of its other orders. Lists that are only submitted do not
 * count: they can still change, and a mistake in one must not block another.
 */
async function attendedElsewhere(tx: ReadTransaction, order: Order): Promise<Person[]> {
  return tx.rows<Person>(
    `SELECT g.guest_type AS "guestType", g.contact_id AS "contactId", g.user_id AS "userId", g.email
     FROM orders o
     JOIN ticket_groups tg ON tg.organization_id = o.organization_id AND tg.id = o.ticket_group_id
     JOIN ticket_categories c ON c.organization_id = tg.organization_id AND c.id = tg.ticket_category_id AND c.admits_person
     JOIN guest_list_versions v ON v.organization_id = o.organization_id AND v.order_id = o.id AND v.version = o.guest_list_version
     JOIN guests g ON g.organization_id = v.organization_id AND g.guest_list_version_id = v.id
     WHERE o.organization_id = $1 AND o.event_id = $2 AND o.id <> $3 AND o.status = 'CONFIRMED'
       AND g.attendee_status = $4 AND g.guest_type <> $5`,
    [tx.organizationId, order.eventId, order.id, AttendeeStatus.ATTENDED, GuestType.SYSTEM_PROFILE],
    'attended-elsewhere',
  );
}
