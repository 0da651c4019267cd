import type { Event } from '../features/events/event.entity.ts';
import type { TicketCategory } from '../features/inventory/ticket-category.entity.ts';
import { TicketGroup } from '../features/inventory/ticket-group.entity.ts';
import { Ticket } from '../features/inventory/ticket.entity.ts';
import type { TicketLocation } from '../features/venues/ticket-location.entity.ts';
import type { WorldRows } from './world-rows.ts';

export interface TicketGroupFacts {
  event?: Event;
  location?: TicketLocation;
  category?: TicketCategory;
  seats?: number[];
  quantity?: number;
  faceValue?: string | null;
  currency?: string;
}

/** A group together with its tickets. */
export type SeededGroup = TicketGroup & { tickets: Ticket[] };

export async function seedTicketGroup(
  rows: WorldRows,
  facts: TicketGroupFacts & Required<Pick<TicketGroupFacts, 'event' | 'location' | 'category'>>,
): Promise<SeededGroup> {
  const { event, location, category } = facts;
  const faceValue = facts.faceValue === undefined ? '100.00' : facts.faceValue;
  const seats: (number | null)[] = facts.seats ?? Array.from({ length: facts.quantity ?? 4 }, () => null);
  const group = rows.make(TicketGroup, {
    eventId: event.id,
    ticketLocationId: location.id,
    ticketCategoryId: category.id,
    venueId: event.venueId,
    eventEndsAt: event.status === 'SCHEDULED' ? event.endsAt : null,
    eventLocalDate: event.localDate,
    heldCount: seats.length,
    unresolvedCount: seats.length,
    unresolvedValue: ((Number(faceValue ?? 0) * 100 * seats.length) / 100).toFixed(2),
    unresolvedWithoutValueCount: faceValue === null ? seats.length : 0,
    currency: facts.currency ?? 'USD',
  });
  const tickets = seats.map((seat) =>
    rows.make(Ticket, {
      ticketGroupId: group.id,
      eventId: event.id,
      ticketLocationId: location.id,
      seat,
      faceValue,
      state: 'UNRESOLVED',
      notes: null,
    }),
  );
  await rows.insert(TicketGroup, group);
  await rows.write((tx) => tx.manager.insert(Ticket, tickets));
  return Object.assign(group, { tickets });
}
