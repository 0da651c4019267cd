import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Money } from '../../platform/money.ts';
import { ticketGroupById } from './inventory.loaders.ts';
import { TicketGroup } from './ticket-group.entity.ts';
import { Ticket } from './ticket.entity.ts';

@Resolver(() => Ticket)
export class TicketResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Seat number; null for an unnumbered place or a parking pass.',
  })
  seat(@Root() ticket: Ticket): string | null {
    return ticket.seat === null ? null : String(ticket.seat);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Null when no value is on file; that is not 0.' })
  async faceValue(@Root() ticket: Ticket, @Ctx() ctx: RequestContext): Promise<Money | null> {
    if (ticket.faceValue === null) return null;
    const group = await ctx.loadExisting(ticketGroupById, ticket.ticketGroupId);
    return new Money(ticket.faceValue, group.currency);
  }

  @FieldResolver(() => TicketGroup, { description: 'The group it belongs to.' })
  ticketGroup(@Root() ticket: Ticket, @Ctx() ctx: RequestContext): Promise<TicketGroup> {
    return ctx.loadExisting(ticketGroupById, ticket.ticketGroupId);
  }
}
