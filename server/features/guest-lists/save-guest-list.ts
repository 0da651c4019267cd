import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { encodeNodeId } from '../../platform/node-id.ts';
import { Order } from '../orders/order.entity.ts';
import { orderById } from '../orders/orders.loaders.ts';
import { User } from '../people/user.entity.ts';
import { auditGuestList, recipientActedFor } from './audit-guest-list.ts';
import { createContacts } from './create-contacts.ts';
import { findGuestReferences, UNTIL_SAVED } from './find-guest-references.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import type { SaveGuestListError } from './guest-list.errors.ts';
import type { SaveGuestListInput } from './guest-list.inputs.ts';
import { currentGuestListVersion } from './guest-list.loaders.ts';
import type { GuestListWarning, SaveGuestListPayload } from './guest-list.payloads.ts';
import { admitsPerson, ticketsOfOrder } from './guest-list.reads.ts';
import { Guest } from './guest.entity.ts';
import { lockOrder, refusalOf } from './lock-order.ts';
import { type GuestListFacts, type GuestListPlan, planGuestList } from './plan-guest-list.ts';
import { guestListWarnings } from './review-guest-list.ts';

interface Outcome {
  orderId?: string;
  warnings: GuestListWarning[];
  userErrors: SaveGuestListError[];
}

/** Saves a new version of an order's guest list, all of it or nothing. It may still be incomplete. */
export async function saveGuestList(input: SaveGuestListInput, ctx: RequestContext): Promise<SaveGuestListPayload> {
  const { orderId, warnings, userErrors } = await ctx.write((tx) => save(tx, ctx, input));
  return { order: orderId ? await ctx.loadExisting(orderById, orderId) : null, warnings, userErrors };
}

async function save(tx: WriteTransaction, ctx: RequestContext, input: SaveGuestListInput): Promise<Outcome> {
  const order = await lockOrder(tx, ctx, input.orderId);
  if (order instanceof UnknownReference) return { warnings: [], userErrors: [order] };
  const refusal = refusalOf(order, input.expectedVersion);
  if (refusal) return { orderId: order.id, warnings: [], userErrors: [refusal] };
  const facts = await gatherFacts(tx, ctx, order, input);
  const plan = planGuestList(facts, input);
  if (Array.isArray(plan)) return { orderId: order.id, warnings: [], userErrors: plan };
  await writeVersion(tx, ctx, order, plan);
  return { orderId: order.id, warnings: guestListWarnings(plan.guests, facts.tickets.size), userErrors: [] };
}

async function gatherFacts(
  tx: WriteTransaction,
  ctx: RequestContext,
  order: Order,
  input: SaveGuestListInput,
): Promise<GuestListFacts> {
  const key = { organizationId: tx.organizationId, id: order.recipientId };
  const recipient = await tx.manager.findOne(User, { where: key, ...UNTIL_SAVED });
  if (!recipient) throw new Error('The recipient of an order was not found.');
  const tickets = await ticketsOfOrder(tx, order.id);
  return {
    ...(await findGuestReferences(tx, ctx.viewer.userId, input)),
    recipient,
    usageCategoryId: order.usageCategoryId,
    tickets: new Map(tickets.map((ticket) => [encodeNodeId('Ticket', tx.organizationId, ticket.id), ticket])),
    admitsPerson: await admitsPerson(tx, order.ticketGroupId),
  };
}

async function writeVersion(
  tx: WriteTransaction,
  ctx: RequestContext,
  order: Order,
  plan: GuestListPlan,
): Promise<void> {
  const { organizationId } = tx;
  const [former] = await currentGuestListVersion.load(tx, [order.id]);
  const version = order.guestListVersion + 1;
  const row = { organizationId, id: newId(), orderId: order.id, version };
  const { usageCategoryId, businessPurpose, hostPresent } = plan;
  await tx.manager.insert(GuestListVersion, {
    ...row,
    usageCategoryId,
    businessPurpose,
    hostPresent,
    savedById: ctx.viewer.userId,
    onBehalfOfId: recipientActedFor(ctx, order),
    savedAt: ctx.now,
  });
  await writeGuests(tx, ctx, row.id, plan);
  // What was submitted was another list.
  const changes = { guestListVersion: version, usageCategoryId, submittedAt: null, submittedById: null };
  await tx.manager.update(Order, { organizationId, id: order.id }, changes);
  await auditGuestList(tx, ctx, order, {
    action: 'guestList.saved',
    before: {
      guestListVersionId: former?.id ?? null,
      version: order.guestListVersion,
      usageCategoryId: order.usageCategoryId,
      submittedAt: order.submittedAt,
    },
    after: { guestListVersionId: row.id, version, usageCategoryId, submittedAt: null },
  });
}

async function writeGuests(
  tx: WriteTransaction,
  ctx: RequestContext,
  guestListVersionId: string,
  plan: GuestListPlan,
): Promise<void> {
  const createdIds = await createContacts(
    tx,
    ctx,
    plan.guests.flatMap(({ newContact }) => newContact ?? []),
  );
  const guests = plan.guests.map(({ newContact, ...guest }, position) => ({
    ...guest,
    organizationId: tx.organizationId,
    id: newId(),
    guestListVersionId,
    position,
    contactId: newContact ? (createdIds.shift() ?? null) : guest.contactId,
  }));
  if (guests.length > 0) await tx.manager.insert(Guest, guests);
}
