import { Ctx, FieldResolver, Int, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Viewer } from '../people/viewer.types.ts';
import { openOrderCount } from './orders.reads.ts';

@Resolver(() => Viewer)
export class ViewerOrdersResolver {
  @FieldResolver(() => Int, { description: 'How many of the viewer’s orders wait for a guest list.' })
  async openOrderCount(@Ctx() ctx: RequestContext): Promise<number> {
    return openOrderCount(await ctx.read(), ctx.viewer.userId);
  }
}
