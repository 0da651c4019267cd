import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Permission } from '../../platform/permission.ts';
import { UserError } from '../../platform/user-error.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import {
  CreateTicketCategoryInput,
  CreateTicketCategoryPayload,
  CreateUsageCategoryInput,
  CreateUsageCategoryPayload,
  UpdateTicketCategoryInput,
  UpdateTicketCategoryPayload,
  UpdateUsageCategoryInput,
  UpdateUsageCategoryPayload,
} from './category-changes.types.ts';
import { createTicketCategory, updateTicketCategory } from './change-ticket-category.ts';
import { createUsageCategory, updateUsageCategory } from './change-usage-category.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { UsageCategory } from './usage-category.entity.ts';

@Resolver(() => UsageCategory)
export class UsageCategoryChangesResolver {
  @Mutation(() => CreateUsageCategoryPayload, {
    description: 'Adds a usage category, which can be chosen at once. For Super Users.',
  })
  async createUsageCategory(
    @Arg('input', () => CreateUsageCategoryInput) input: CreateUsageCategoryInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateUsageCategoryPayload> {
    requireAbility('administer', ctx);
    return usageCategoryPayload(await createUsageCategory(input, ctx));
  }

  @Mutation(() => UpdateUsageCategoryPayload, {
    description:
      'Renames a usage category, changes what it asks of guests, retires it or takes it back. Old orders keep it. For Super Users.',
  })
  async updateUsageCategory(
    @Arg('input', () => UpdateUsageCategoryInput) input: UpdateUsageCategoryInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateUsageCategoryPayload> {
    requireAbility('administer', ctx);
    return usageCategoryPayload(await updateUsageCategory(input, ctx));
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may rename, change and retire it.' })
  viewerCanUpdate(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('administer', ctx);
  }
}

@Resolver(() => TicketCategory)
export class TicketCategoryChangesResolver {
  @Mutation(() => CreateTicketCategoryPayload, { description: 'Adds a class of inventory. For Super Users.' })
  async createTicketCategory(
    @Arg('input', () => CreateTicketCategoryInput) input: CreateTicketCategoryInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateTicketCategoryPayload> {
    requireAbility('administer', ctx);
    return ticketCategoryPayload(await createTicketCategory(input, ctx));
  }

  @Mutation(() => UpdateTicketCategoryPayload, {
    description:
      'Renames a ticket category, or says anew whether its tickets admit a person. Tickets of all times follow. For Super Users.',
  })
  async updateTicketCategory(
    @Arg('input', () => UpdateTicketCategoryInput) input: UpdateTicketCategoryInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateTicketCategoryPayload> {
    requireAbility('administer', ctx);
    return ticketCategoryPayload(await updateTicketCategory(input, ctx));
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may rename and change it.' })
  viewerCanUpdate(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('administer', ctx);
  }
}

function usageCategoryPayload(outcome: UsageCategory | UserError): UpdateUsageCategoryPayload {
  return outcome instanceof UserError
    ? { usageCategory: null, userErrors: [outcome] }
    : { usageCategory: outcome, userErrors: [] };
}

function ticketCategoryPayload(outcome: TicketCategory | UserError): UpdateTicketCategoryPayload {
  return outcome instanceof UserError
    ? { ticketCategory: null, userErrors: [outcome] }
    : { ticketCategory: outcome, userErrors: [] };
}
