import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Permission } from '../../platform/permission.ts';
import { Organization } from './organization.entity.ts';
import { organizationOf } from './people.reads.ts';
import { userById } from './people.loaders.ts';
import { permissionTo } from './permissions.ts';
import { User } from './user.entity.ts';
import { Viewer } from './viewer.types.ts';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Whoever is signed in, and what they may do.' })
  viewer(): Viewer {
    return new Viewer();
  }

  @FieldResolver(() => User, { description: 'The signed-in user.' })
  user(@Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, ctx.viewer.userId);
  }

  @FieldResolver(() => Organization, { description: 'The organization of the session.' })
  async organization(@Ctx() ctx: RequestContext): Promise<Organization> {
    return organizationOf(await ctx.read());
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer can see unused tickets.' })
  viewerCanSeeUnusedQueue(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('useUnusedQueue', ctx);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer can create, review and confirm backfills.' })
  viewerCanBackfill(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('backfill', ctx);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer can import venues, employees and inventory.' })
  viewerCanImportInventory(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('importInventory', ctx);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer can change the time and status of events.' })
  viewerCanUpdateEvents(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('updateEvents', ctx);
  }

  @FieldResolver(() => Permission, {
    description: 'Whether the viewer can administer users, categories, venues and settings.',
  })
  viewerCanAdminister(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('administer', ctx);
  }

  @FieldResolver(() => Permission, {
    description: 'Whether the viewer can see orders of other people: reports’ or all.',
  })
  viewerCanSeeOrdersOfOthers(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('seeReportsOrders', ctx);
  }
}
