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

/**
 * Orders the groups of an event as their page's statement does: by location, category and id, in the order of code points (COLLATE "C").
 * They are few: each is put in its place, which takes a fraction of the memory of `sort`.
 */
export function orderByLabel(groups: TicketGroup[], labels: GroupLabels): void {
  for (let next = 1; next < groups.length; next += 1) {
    const group = groups[next] as TicketGroup;
    let place = next;
    for (; place > 0; place -= 1) {
      const before = groups[place - 1] as TicketGroup;
      if (compareGroups(before, group, labels) < 0) break;
      groups[place] = before;
    }
    groups[place] = group;
  }
}

function compareGroups(a: TicketGroup, b: TicketGroup, { ticketLocations, ticketCategories }: GroupLabels): number {
  const location = (group: TicketGroup): string => ticketLocations.get(group.ticketLocationId)?.locationKey ?? '';
  const category = (group: TicketGroup): string => ticketCategories.get(group.ticketCategoryId)?.nameKey ?? '';
  return compareText(location(a), location(b)) || compareText(category(a), category(b)) || compareText(a.id, b.id);
}

const SURROGATE = /[\ud800-\udfff]/;

/** JavaScript compares halves of surrogate pairs, PostgreSQL whole characters. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
