import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Permission } from '../../platform/permission.ts';
import { DateTime } from '../../platform/scalars.ts';
import { GuestField, inFieldOrder } from '../inventory/guest-field.ts';
import { usageCategoryById } from '../inventory/inventory.loaders.ts';
import { permissionToReopen } from '../orders/order-permissions.ts';
import { Order } from '../orders/order.entity.ts';
import { userById } from '../people/people.loaders.ts';
import { User } from '../people/user.entity.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import {
  currentGuestListVersion,
  guestListVersionsOfOrder,
  guestsOfVersion,
  previousGuestsOfOrder,
} from './guest-list.loaders.ts';
import { GuestList } from './guest-list.types.ts';
import { Guest } from './guest.entity.ts';

@Resolver(() => Order)
export class OrderGuestListResolver {
  @FieldResolver(() => GuestList, { description: 'Who used the tickets, as last saved.' })
  async guestList(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<GuestList> {
    return new GuestList(
      order,
      order.guestListVersion > 0 ? await ctx.loadExisting(currentGuestListVersion, order.id) : undefined,
    );
  }

  @FieldResolver(() => [GuestListVersion], {
    description: 'Every save of the guest list, newest first, at most 100: what was submitted, confirmed and reopened.',
  })
  guestListVersions(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<GuestListVersion[]> {
    return ctx.loadExisting(guestListVersionsOfOrder, order.id);
  }

  @FieldResolver(() => [Guest], {
    description:
      'Who came last time: the guests of the order that the same recipient confirmed for the latest other event at this ticket location, lowest seat first. Empty where there is none.',
  })
  previousGuests(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Guest[]> {
    return ctx.loadExisting(previousGuestsOfOrder, order.id);
  }

  @FieldResolver(() => Permission, {
    description: 'Whether the viewer can reopen the order now, so that its confirmed guest list can be corrected.',
  })
  viewerCanReopen(@Root() order: Order, @Ctx() ctx: RequestContext): Permission {
    return permissionToReopen(order, ctx);
  }
}

@Resolver(() => GuestList)
export class GuestListResolver {
  @FieldResolver(() => [Guest], {
    description: 'The guests, in the order in which they were saved; at most one for each ticket.',
  })
  async guests(@Root() { current }: GuestList, @Ctx() ctx: RequestContext): Promise<Guest[]> {
    return current ? ctx.loadExisting(guestsOfVersion, current.id) : [];
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the occasion was for; null when nobody said.' })
  businessPurpose(@Root() { current }: GuestList): string | null {
    return current?.businessPurpose ?? null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether somebody of the organization was there as a host; null when nobody said.',
  })
  hostPresent(@Root() { current }: GuestList): boolean | null {
    return current?.hostPresent ?? null;
  }

  @FieldResolver(() => [GuestField], {
    description: 'What the order’s usage category asks for before the list can be submitted.',
  })
  async requiredGuestFields(@Root() { order }: GuestList, @Ctx() ctx: RequestContext): Promise<GuestField[]> {
    if (!order.usageCategoryId) return [];
    return inFieldOrder((await ctx.loadExisting(usageCategoryById, order.usageCategoryId)).requiredGuestFields);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When it was last saved; null before the first time.' })
  savedAt(@Root() { current }: GuestList): Date | null {
    return current?.savedAt ?? null;
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who saved it last; null before the first time.' })
  async savedBy(@Root() { current }: GuestList, @Ctx() ctx: RequestContext): Promise<User | null> {
    return current ? ctx.loadExisting(userById, current.savedById) : null;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When this version was submitted; null until then.' })
  submittedAt(@Root() { order }: GuestList): Date | null {
    return order.submittedAt;
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who submitted this version; null until then.' })
  async submittedBy(@Root() { order }: GuestList, @Ctx() ctx: RequestContext): Promise<User | null> {
    return order.submittedById ? ctx.loadExisting(userById, order.submittedById) : null;
  }
}
