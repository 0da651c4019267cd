import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { Order } from '../orders/order.entity.ts';
import { orderById } from '../orders/orders.loaders.ts';
import { auditGuestList } from './audit-guest-list.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import type { SubmitGuestListError } from './guest-list.errors.ts';
import type { SubmitGuestListInput } from './guest-list.inputs.ts';
import type { GuestListWarning, SubmitGuestListPayload } from './guest-list.payloads.ts';
import { requireCurrentVersion, savedGuestList } from './guest-list.reads.ts';
import { lockOrder, refusalOf } from './lock-order.ts';
import { readReason } from './reason.ts';
import { duplicatesOverridden, guestListWarnings, submissionProblems } from './review-guest-list.ts';
import { typedText } from './typed-text.ts';

interface Outcome {
  orderId?: string;
  warnings: GuestListWarning[];
  userErrors: SubmitGuestListError[];
}

/** Declares the saved guest list complete. Saying so again changes nothing. */
export async function submitGuestList(
  input: SubmitGuestListInput,
  ctx: RequestContext,
): Promise<SubmitGuestListPayload> {
  const { orderId, warnings, userErrors } = await ctx.write((tx) => submit(tx, ctx, input));
  return { order: orderId ? await ctx.loadExisting(orderById, orderId) : null, warnings, userErrors };
}

async function submit(tx: WriteTransaction, ctx: RequestContext, input: SubmitGuestListInput): Promise<Outcome> {
  const order = await lockOrder(tx, ctx, input.orderId);
  if (order instanceof UnknownReference) return { warnings: [], userErrors: [order] };
  const saved = await savedGuestList(tx, order);
  const reason = typedText(input.duplicateReason) ? readReason(input.duplicateReason ?? '', ['duplicateReason']) : null;
  if (reason instanceof InvalidInput) return { orderId: order.id, warnings: [], userErrors: [reason] };
  const list = { ...saved, duplicateReason: reason ?? saved.duplicateReason };
  // The same submit again: a double click, or the answer got lost. Confirming keeps the stamp, so this holds afterwards too.
  const isSaidAlready = order.submittedAt !== null && list.duplicateReason === saved.duplicateReason;
  const repeated = isSaidAlready && order.guestListVersion === input.expectedVersion;
  const refusal = repeated ? undefined : refusalOf(order, input.expectedVersion);
  if (refusal) return { orderId: order.id, warnings: [], userErrors: [refusal] };
  const problems = repeated ? [] : submissionProblems(list);
  if (problems.length > 0) return { orderId: order.id, warnings: [], userErrors: problems };
  if (!repeated) await stamp(tx, ctx, order, list.duplicateReason);
  const warnings = [...guestListWarnings(list.guests, list.tickets.length), ...duplicatesOverridden(list)];
  return { orderId: order.id, warnings, userErrors: [] };
}

async function stamp(
  tx: WriteTransaction,
  ctx: RequestContext,
  order: Order,
  duplicateReason: string | null,
): Promise<void> {
  const { organizationId } = tx;
  const version = await requireCurrentVersion(tx, order.id);
  const changes = { submittedAt: ctx.now, submittedById: ctx.viewer.userId };
  await tx.manager.update(Order, { organizationId, id: order.id }, changes);
  await tx.manager.update(GuestListVersion, { organizationId, id: version.id }, { ...changes, duplicateReason });
  const guestListVersionId = version.id;
  await auditGuestList(tx, ctx, order, {
    action: 'guestList.submitted',
    before: { guestListVersionId, submittedAt: order.submittedAt },
    after: { guestListVersionId, submittedAt: ctx.now },
    ...(duplicateReason === null ? {} : { reason: duplicateReason }),
  });
}
