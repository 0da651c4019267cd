import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Organization } from './organization.entity.ts';

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => Boolean, { description: 'Whether any tickets were ever loaded.' })
  async hasInventory(@Ctx() ctx: RequestContext): Promise<boolean> {
    const tx = await ctx.read();
    const [row] = await tx.rows<{ found: boolean }>(
      'SELECT EXISTS (SELECT FROM ticket_groups WHERE organization_id = $1) AS found',
      [tx.organizationId],
    );
    return row?.found === true;
  }
}
