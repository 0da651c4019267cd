import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { usageCategoryById } from '../inventory/inventory.loaders.ts';
import { UsageCategory } from '../inventory/usage-category.entity.ts';
import { userById } from '../people/people.loaders.ts';
import { User } from '../people/user.entity.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import { guestsOfVersion } from './guest-list.loaders.ts';
import { Guest } from './guest.entity.ts';

@Resolver(() => GuestListVersion)
export class GuestListVersionResolver {
  @FieldResolver(() => [Guest], { description: 'The guests as they were saved then, in their order.' })
  guests(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<Guest[]> {
    return ctx.loadExisting(guestsOfVersion, version.id);
  }

  @FieldResolver(() => UsageCategory, {
    nullable: true,
    description: 'The order’s usage category as of this save; null when it had none.',
  })
  async usageCategory(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<UsageCategory | null> {
    return version.usageCategoryId ? ctx.loadExisting(usageCategoryById, version.usageCategoryId) : null;
  }

  @FieldResolver(() => User, { description: 'Who saved it; for the first one after a reopening, who reopened.' })
  savedBy(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, version.savedById);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The recipient of the order where somebody else saved it for them; otherwise null.',
  })
  onBehalfOf(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<User | null> {
    return userOrNobody(ctx, version.onBehalfOfId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who submitted it; null when nobody did.' })
  submittedBy(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<User | null> {
    return userOrNobody(ctx, version.submittedById);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who confirmed it; null when nobody did.' })
  confirmedBy(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<User | null> {
    return userOrNobody(ctx, version.confirmedById);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who reopened the order; null when nobody did.' })
  reopenedBy(@Root() version: GuestListVersion, @Ctx() ctx: RequestContext): Promise<User | null> {
    return userOrNobody(ctx, version.reopenedById);
  }
}

async function userOrNobody(ctx: RequestContext, userId: string | null): Promise<User | null> {
  return userId ? ctx.loadExisting(userById, userId) : null;
}
