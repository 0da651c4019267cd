import type { RequestContext } from '../../platform/context.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { lockVersioned, nameProblem } from '../../platform/named-rows.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { CreateTicketCategoryInput, UpdateTicketCategoryInput } from './category-changes.types.ts';
import { TicketCategory } from './ticket-category.entity.ts';

/** Adds a class of inventory. */
export async function createTicketCategory(
  input: CreateTicketCategoryInput,
  ctx: RequestContext,
): Promise<TicketCategory | UserError> {
  return ctx.write(async (tx) => {
    const problem = await nameProblem(tx, TicketCategory, input.name);
    if (problem) return problem;
    const name = input.name.trim();
    const { admitsPerson } = input;
    const category = Object.assign(new TicketCategory(), {
      organizationId: tx.organizationId,
      id: newId(),
      name,
      nameKey: fold(name),
      admitsPerson,
      version: 1,
    });
    await tx.manager.insert(TicketCategory, category);
    const after = { name, admitsPerson };
    await recordAudit(tx, ctx.actor, [
      { action: 'ticketCategory.created', subjectType: 'TicketCategory', subjectId: category.id, after },
    ]);
    return category;
  });
}

/** Renames a class of inventory, or says anew whether it admits a person. Tickets of all times follow. */
export async function updateTicketCategory(
  input: UpdateTicketCategoryInput,
  ctx: RequestContext,
): Promise<TicketCategory | UserError> {
  return ctx.write(async (tx) => {
    const category = await lockVersioned(tx, TicketCategory, {
      type: 'TicketCategory',
      nodeId: input.ticketCategoryId,
      expectedVersion: input.expectedVersion,
      field: 'ticketCategoryId',
    });
    if (category instanceof UserError) return category;
    const problem =
      typeof input.name === 'string' ? await nameProblem(tx, TicketCategory, input.name, category.id) : undefined;
    if (problem) return problem;

    const before = { name: category.name, admitsPerson: category.admitsPerson };
    const after = {
      name: input.name?.trim() ?? category.name,
      admitsPerson: input.admitsPerson ?? category.admitsPerson,
    };
    const changes = { ...after, nameKey: fold(after.name), version: category.version + 1 };
    await tx.manager.update(TicketCategory, { organizationId: tx.organizationId, id: category.id }, changes);
    await recordAudit(tx, ctx.actor, [
      { action: 'ticketCategory.updated', subjectType: 'TicketCategory', subjectId: category.id, before, after },
    ]);
    return Object.assign(category, changes);
  });
}
