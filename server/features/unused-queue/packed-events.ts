import { Event } from '../events/event.entity.ts';

/*
 * The events of a page as JSON. All are looked up in one go: rows that are near each other in the queue have ids near each other, so
 * that a page reads few pages of the index, while a lookup for each row would go down the whole index for each.
 */

/** SQL for the events that `eventIds`, a query of ids, names: a line for each. */
export function packedEvents(eventIds: string): string {
  return `(SELECT string_agg(json_build_array(e.id, e.venue_id, e.name, e.name_key, e.local_date, e.starts_at, e.ends_at, e.version)::text, E'\\n')
           FROM events e WHERE e.organization_id = $1 AND e.id = ANY (ARRAY(${eventIds})))`;
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

export function toEvents(packed: string | null, organizationId: string): Map<string, Event> {
  const events = new Map<string, Event>();
  for (const line of packed?.split('\n') ?? []) {
    const event = eventOf(line, organizationId);
    events.set(event.id, event);
  }
  return events;
}

/** How many events are kept in all; about 800 bytes each. */
const MOST_EVENTS = 10_000;

/** Pages are asked for again and again. An event is kept by all that its line says, so that it is never an older one. */
const kept = new Map<string, Event>();

function eventOf(line: string, organizationId: string): Event {
  const known = kept.get(line);
  if (known?.organizationId === organizationId) return known;
  const event = Object.freeze(parseEvent(line, organizationId));
  if (kept.size >= MOST_EVENTS) kept.clear();
  // A part of a text keeps all of it in memory; a copy does not.
  kept.set(Buffer.from(line).toString(), event);
  return event;
}

function parseEvent(line: string, organizationId: string): Event {
  // By index: taking arrays apart by pattern goes through their iterators, which takes several times as long.
  const row = JSON.parse(line) as PackedEvent;
  const event = new Event();
  event.organizationId = organizationId;
  event.id = row[0];
  event.venueId = row[1];
  event.name = row[2];
  event.nameKey = row[3];
  event.localDate = row[4];
  event.startsAt = row[5] === null ? null : Object.freeze(new Date(row[5]));
  event.endsAt = Object.freeze(new Date(row[6]));
  // No other event has groups in the queue.
  event.status = 'SCHEDULED';
  event.version = row[7];
  return event;
}
