import type { TicketGroup } from '../features/inventory/ticket-group.entity.ts';
import type { Ticket } from '../features/inventory/ticket.entity.ts';
import type { DemoEvent } from './demo-calendar.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';
import type { Holding } from './demo-venues.ts';

export interface DemoGroup {
  id: string;
  event: DemoEvent;
  holding: Holding;
  /** By seat. */
  tickets: DemoRow<Ticket>[];
}

/** What is held for each event: most of the venue's holdings, now and then with a value that nobody knows. */
export function buildGroups(events: readonly DemoEvent[], random: DemoRandom): DemoGroup[] {
  return events.flatMap((event) =>
    event.venue.holdings
      .filter(({ share }) => random.chance(share))
      .map((holding) => buildGroup(event, holding, random)),
  );
}

function buildGroup(event: DemoEvent, holding: Holding, random: DemoRandom): DemoGroup {
  const id = random.id();
  const valueUnknown = random.chance(0.05);
  const tickets = holding.seats.map((seat) => ({
    id: random.id(),
    ticketGroupId: id,
    eventId: event.row.id,
    ticketLocationId: holding.location.id,
    seat,
    faceValue: valueUnknown && random.chance(0.7) ? null : holding.faceValue,
    state: 'UNRESOLVED' as const,
    notes: null,
  }));
  return { id, event, holding, tickets };
}

/** The row of a group, its counters counted from the tickets as they are now. */
export function groupRow({ id, event, holding, tickets }: DemoGroup): DemoRow<TicketGroup> {
  const unresolved = tickets.filter(({ state }) => state === 'UNRESOLVED');
  const values = unresolved.flatMap(({ faceValue }) => faceValue ?? []);
  return {
    id,
    eventId: event.row.id,
    ticketLocationId: holding.location.id,
    ticketCategoryId: holding.category.id,
    venueId: event.venue.row.id,
    eventEndsAt: event.row.status === 'SCHEDULED' ? event.row.endsAt : null,
    eventLocalDate: event.row.localDate,
    heldCount: tickets.length,
    unresolvedCount: unresolved.length,
    unresolvedValue: values.reduce((sum, value) => sum + Number(value), 0).toFixed(2),
    unresolvedWithoutValueCount: unresolved.length - values.length,
    currency: event.venue.currency,
  };
}
