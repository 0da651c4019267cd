import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { ticketById } from '../inventory/inventory.loaders.ts';
import { Ticket } from '../inventory/ticket.entity.ts';
import { Contact } from '../people/contact.entity.ts';
import { contactById, systemProfileById, userById } from '../people/people.loaders.ts';
import { SystemProfile } from '../people/system-profile.entity.ts';
import { User } from '../people/user.entity.ts';
import { isContactVisibleTo } from './find-guest-references.ts';
import { Guest } from './guest.entity.ts';

@Resolver(() => Guest)
export class GuestResolver {
  @FieldResolver(() => Ticket, { description: 'The ticket that the guest used.' })
  ticket(@Root() guest: Guest, @Ctx() ctx: RequestContext): Promise<Ticket> {
    return ctx.loadExisting(ticketById, guest.ticketId);
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description:
      'The contact as it is today; null unless the guest is a CONTACT, and for a private contact of somebody else.',
  })
  async contact(@Root() guest: Guest, @Ctx() ctx: RequestContext): Promise<Contact | null> {
    if (!guest.contactId) return null;
    const contact = await ctx.loadExisting(contactById, guest.contactId);
    return isContactVisibleTo(contact, ctx.viewer.userId) ? contact : null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user as it is today; null unless the guest is an EMPLOYEE or MYSELF.',
  })
  async user(@Root() guest: Guest, @Ctx() ctx: RequestContext): Promise<User | null> {
    return guest.userId ? ctx.loadExisting(userById, guest.userId) : null;
  }

  @FieldResolver(() => SystemProfile, {
    nullable: true,
    description: 'The placeholder; null unless the guest is a SYSTEM_PROFILE.',
  })
  async systemProfile(@Root() guest: Guest, @Ctx() ctx: RequestContext): Promise<SystemProfile | null> {
    return guest.systemProfileId ? ctx.loadExisting(systemProfileById, guest.systemProfileId) : null;
  }
}
