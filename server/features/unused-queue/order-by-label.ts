import type { Known } from '../../platform/loader.ts';
import type { TicketCategory } from '../inventory/ticket-category.entity.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import type { TicketLocation } from '../venues/ticket-location.entity.ts';

export interface GroupLabels {
  ticketLocations: Known<TicketLocation>;
  ticketCategories: Known<TicketCategory>;
}

/** What the groups of an event are ordered by, and the keyset of a page of them. */
export function groupKeyset(group: TicketGroup, labels: GroupLabels): [string, string, string] {
  const location = labels.ticketLocations.get(group.ticketLocationId);
  const category = labels.ticketCategories.get(group.ticketCategoryId);
  if (!location || !category) throw new Error('A ticket group points to a location or category that was not found.');
  return [location.locationKey, category.nameKey, group.id];
}

/** Orders groups as their page's statement does: by location, category and id, in the order of code points (COLLATE "C"). */
export function byLabel(labels: GroupLabels): (a: TicketGroup, b: TicketGroup) => number {
  const { ticketLocations, ticketCategories } = labels;
  const location = (group: TicketGroup): string => ticketLocations.get(group.ticketLocationId)?.locationKey ?? '';
  const category = (group: TicketGroup): string => ticketCategories.get(group.ticketCategoryId)?.nameKey ?? '';
  return (a, b) =>
    compareText(location(a), location(b)) || compareText(category(a), category(b)) || compareText(a.id, b.id);
}

const SURROGATE = /[\ud800-\udfff]/;

/** JavaScript compares halves of surrogate pairs, PostgreSQL whole characters. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
