import { Event } from '../events/event.entity.ts';

/*
 * The events of a page as JSON. All are looked up in one go: rows that are near each other in the queue have ids near each other, so
 * that a page reads few pages of the index, while a lookup for each row would go down the whole index for each.
 */

/** SQL for the events that `eventIds`, a query of ids, names. */
export function packedEvents(eventIds: string): string {
  return `(SELECT json_agg(json_build_array(e.id, e.venue_id, e.name, e.name_key, e.local_date, e.starts_at, e.ends_at, e.version))
           FROM events e WHERE e.organization_id = $1 AND e.id = ANY (ARRAY(${eventIds})))::text`;
}

type PackedEvent = [
  id: string,
  venueId: string,
  name: string,
  nameKey: string,
  localDate: string,
  startsAt: string | null,
  endsAt: string,
  version: number,
];

/** By index: taking arrays apart by pattern goes through their iterators, which takes several times as long. */
export function toEvents(packed: string | null, organizationId: string): Map<string, Event> {
  const events = new Map<string, Event>();
  for (const row of JSON.parse(packed ?? '[]') as PackedEvent[]) {
    const event = new Event();
    event.organizationId = organizationId;
    event.id = row[0];
    event.venueId = row[1];
    event.name = row[2];
    event.nameKey = row[3];
    event.localDate = row[4];
    event.startsAt = row[5] === null ? null : new Date(row[5]);
    event.endsAt = new Date(row[6]);
    // No other event has groups in the queue.
    event.status = 'SCHEDULED';
    event.version = row[7];
    events.set(event.id, event);
  }
  return events;
}
