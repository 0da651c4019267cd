import type { Event } from '../events/event.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';

/*
 * The ticket groups of a page: what each has, then what the page adds, then its values where they are asked for. Numeric columns are slow to
 * sum up and to write.
 */

/** The columns that every packed group `g` begins with; see `jsonArray`. */
export const PACKED_GROUP = ['"g.id"', '"g.ticket_category_id"', 'g.held_count', 'g.unresolved_count'] as const;

/** The same as it arrives. */
export type PackedGroup = [id: string, ticketCategoryId: string, held: number, unresolved: number];

/** Those at its end. */
export const PACKED_VALUES = ['"g.unresolved_value"', 'g.unresolved_without_value_count', '"g.currency"'] as const;

/** The same as it arrives. */
export type PackedValues = [value?: string, withoutValue?: number, currency?: string];

export function toTicketGroup(
  packed: readonly [...PackedGroup, ...unknown[]],
  ticketLocationId: string,
  event: Event,
): TicketGroup {
  const group = new TicketGroup();
  group.organizationId = event.organizationId;
  group.eventId = event.id;
  group.venueId = event.venueId;
  group.eventEndsAt = event.endsAt;
  group.eventLocalDate = event.localDate;
  group.ticketLocationId = ticketLocationId;
  group.id = packed[0];
  group.ticketCategoryId = packed[1];
  group.heldCount = packed[2];
  group.unresolvedCount = packed[3];
  return group;
}

export function giveValues(group: TicketGroup, ...[value, withoutValue, currency]: PackedValues): void {
  if (value === undefined || withoutValue === undefined || currency === undefined) return;
  group.unresolvedValue = value;
  group.unresolvedWithoutValueCount = withoutValue;
  group.currency = currency;
}
