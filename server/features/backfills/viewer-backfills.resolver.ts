import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { permissionTo } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { Viewer } from '../people/viewer.types.ts';
import { Backfill } from './backfill.entity.ts';
import { currentDraft, recentRecipients } from './backfills.reads.ts';

@Resolver(() => Viewer)
export class ViewerBackfillsResolver {
  @FieldResolver(() => Backfill, {
    nullable: true,
    description:
      'The draft that the viewer touched last and that is neither confirmed nor discarded; null when there is none.',
  })
  async currentDraft(@Ctx() ctx: RequestContext): Promise<Backfill | null> {
    if (!permissionTo('backfill', ctx).allowed) return null;
    return currentDraft(await ctx.read(), ctx.viewer.userId, ctx.now);
  }

  @FieldResolver(() => [User], {
    description: 'Up to 8 users to whom the viewer assigned tickets last, the latest first.',
  })
  async recentRecipients(@Ctx() ctx: RequestContext): Promise<User[]> {
    return recentRecipients(await ctx.read(), ctx.viewer.userId);
  }
}
