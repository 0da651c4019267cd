import { Temporal } from 'temporal-polyfill';
import { Event, type EventStatus } from '../features/events/event.entity.ts';
import type { Venue } from '../features/venues/venue.entity.ts';
import { fold } from '../platform/fold.ts';
import type { WorldRows } from './world-rows.ts';

export interface EventFacts {
  venue?: Venue;
  name?: string;
  localDate?: string;
  localTime?: string | null;
  minutes?: number;
  status?: EventStatus;
}

export async function seedEvent(
  rows: WorldRows,
  facts: EventFacts & { venue: Venue; localDate: string },
): Promise<Event> {
  const name = facts.name ?? `Event ${rows.next()}`;
  const { venue, localDate } = facts;
  const localTime = facts.localTime === undefined ? '19:00' : facts.localTime;
  const startsAt = localTime === null ? null : instant(`${localDate}T${localTime}`, venue.timeZone);
  const dayEnd = instant(`${Temporal.PlainDate.from(localDate).add({ days: 1 }).toString()}T00:00`, venue.timeZone);
  const endsAt = startsAt ? new Date(startsAt.getTime() + (facts.minutes ?? 240) * 60_000) : dayEnd;
  const row = {
    venueId: venue.id,
    name,
    nameKey: fold(name),
    localDate,
    startsAt,
    endsAt,
    status: facts.status ?? 'SCHEDULED',
    version: 1,
  };
  return rows.insert(Event, rows.make(Event, row));
}

function instant(local: string, timeZone: string): Date {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
}
