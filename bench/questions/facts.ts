/** The common form of answers: rows as arrays, so that two of them are the same exactly when their JSON is. */
export interface EventRow {
  id: string;
  name: string;
  startsAt: string | null;
  localDate: string;
  venue: string;
  unused: number;
  held: number;
  groups: { id: string; unused: number; location: string; category: string }[];
}

export interface VenueRow {
  name: string;
  unused: number;
  held: number;
  locations: { name: string; unused: number; lastGroup: { id: string; unused: number; event: string; day: string } }[];
}

export interface TotalsRow {
  events: number;
  venues: number;
  tickets: number;
  faceValue: { amount: string; currency: string }[];
  withoutValue: number;
}

export function eventFacts(rows: EventRow[]): unknown {
  return rows.map(({ id, name, startsAt, localDate, venue, unused, held, groups }) => [
    id,
    name,
    startsAt === null ? null : new Date(startsAt).toISOString(),
    localDate,
    venue,
    unused,
    held,
    groups.map((group) => [group.id, group.unused, group.location, group.category]),
  ]);
}

export function venueFacts(rows: VenueRow[]): unknown {
  return rows.map(({ name, unused, held, locations }) => [
    name,
    unused,
    held,
    locations.map((row) => [
      row.name,
      row.unused,
      row.lastGroup.id,
      row.lastGroup.unused,
      row.lastGroup.event,
      row.lastGroup.day,
    ]),
  ]);
}

export function totalsFacts({ events, venues, tickets, faceValue, withoutValue }: TotalsRow): unknown {
  const amounts = faceValue.map(({ amount, currency }) => [Number(amount).toFixed(2), currency]);
  return [events, venues, tickets, amounts.sort(([, a], [, b]) => String(a).localeCompare(String(b))), withoutValue];
}
