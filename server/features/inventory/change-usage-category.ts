import type { RequestContext } from '../../platform/context.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { lockVersioned, nameProblem } from '../../platform/named-rows.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { CreateUsageCategoryInput, UpdateUsageCategoryInput } from './category-changes.types.ts';
import { inFieldOrder } from './guest-field.ts';
import { UsageCategory } from './usage-category.entity.ts';

/** Adds a usage category that can be chosen at once. */
export async function createUsageCategory(
  input: CreateUsageCategoryInput,
  ctx: RequestContext,
): Promise<UsageCategory | UserError> {
  return ctx.write(async (tx) => {
    const problem = await nameProblem(tx, UsageCategory, input.name);
    if (problem) return problem;
    const name = input.name.trim();
    const category = Object.assign(new UsageCategory(), {
      organizationId: tx.organizationId,
      id: newId(),
      name,
      nameKey: fold(name),
      retiredAt: null,
      requiredGuestFields: inFieldOrder(input.requiredGuestFields),
      version: 1,
    });
    await tx.manager.insert(UsageCategory, category);
    const after = { name, requiredGuestFields: category.requiredGuestFields };
    await recordAudit(tx, ctx.actor, [
      { action: 'usageCategory.created', subjectType: 'UsageCategory', subjectId: category.id, after },
    ]);
    return category;
  });
}

/** Renames, retires or takes back a usage category, or changes what it asks of guests. Old orders keep it either way. */
export async function updateUsageCategory(
  input: UpdateUsageCategoryInput,
  ctx: RequestContext,
): Promise<UsageCategory | UserError> {
  return ctx.write(async (tx) => {
    const category = await lockVersioned(tx, UsageCategory, {
      type: 'UsageCategory',
      nodeId: input.usageCategoryId,
      expectedVersion: input.expectedVersion,
      field: 'usageCategoryId',
    });
    if (category instanceof UserError) return category;
    const problem =
      typeof input.name === 'string' ? await nameProblem(tx, UsageCategory, input.name, category.id) : undefined;
    if (problem) return problem;

    const name = input.name?.trim() ?? category.name;
    const isRetired = input.isRetired ?? category.isRetired;
    const changes = {
      name,
      nameKey: fold(name),
      retiredAt: isRetired ? (category.retiredAt ?? ctx.now) : null,
      requiredGuestFields: inFieldOrder(input.requiredGuestFields ?? category.requiredGuestFields),
      version: category.version + 1,
    };
    await tx.manager.update(UsageCategory, { organizationId: tx.organizationId, id: category.id }, changes);
    const facts = ({ name, isRetired, requiredGuestFields }: Facts): Facts => ({
      name,
      isRetired,
      requiredGuestFields,
    });
    await recordAudit(tx, ctx.actor, [
      {
        action: 'usageCategory.updated',
        subjectType: 'UsageCategory',
        subjectId: category.id,
        before: facts(category),
        after: facts({ ...changes, isRetired }),
      },
    ]);
    return Object.assign(category, changes);
  });
}

type Facts = Pick<UsageCategory, 'name' | 'isRetired' | 'requiredGuestFields'>;
