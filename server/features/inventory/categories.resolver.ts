import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { IsNull } from 'typeorm';
import type { RequestContext } from '../../platform/context.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { UsageCategory } from './usage-category.entity.ts';

@Resolver()
export class CategoriesResolver {
  @Query(() => [UsageCategory], { description: 'Why tickets can be used, by name.' })
  async usageCategories(
    @Arg('includeRetired', () => Boolean, { defaultValue: false, description: 'Whether retired ones are listed too.' })
    includeRetired: boolean,
    @Ctx() ctx: RequestContext,
  ): Promise<UsageCategory[]> {
    const tx = await ctx.read();
    const active = includeRetired ? {} : { retiredAt: IsNull() };
    return tx.manager.find(UsageCategory, {
      where: { organizationId: tx.organizationId, ...active },
      order: { nameKey: 'ASC' },
    });
  }

  @Query(() => [TicketCategory], { description: 'The classes of inventory, by name.' })
  async ticketCategories(@Ctx() ctx: RequestContext): Promise<TicketCategory[]> {
    const tx = await ctx.read();
    return tx.manager.find(TicketCategory, { where: { organizationId: tx.organizationId }, order: { nameKey: 'ASC' } });
  }
}
