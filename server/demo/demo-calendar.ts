import type { Event } from '../features/events/event.entity.ts';
import { fold } from '../platform/fold.ts';
import { eventEnd, instantAt, SkippedTime } from '../platform/local-time.ts';
import { acts, visitingTeams } from './demo-names.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';
import type { DemoVenue } from './demo-venues.ts';

export interface DemoEvent {
  row: DemoRow<Event>;
  venue: DemoVenue;
  /** Whether it has ended and took place: what is left of its tickets is unused. */
  isPast: boolean;
}

export const DEMO_EVENT_MINUTES = 240;
const PAST = 150;
const FUTURE = 60;
const PAST_DAYS = 300;
const FUTURE_DAYS = 150;

/**
 * Seasons around a day: 150 events before it and 60 after it, none nearer than two days, so that what is past is past in every
 * time zone. A few are postponed, cancelled or without a time, and one day is a double-header.
 */
export function buildEvents(venues: readonly DemoVenue[], today: Date, random: DemoRandom): DemoEvent[] {
  const taken = new Set<string>();
  const plan = (count: number, days: number, sign: 1 | -1): Slot[] =>
    random.shuffled(Array.from({ length: count }, (_, place) => place)).map((place, index) => {
      const venue = at(venues, place);
      // Nearer events lie denser, as each preset of the date filter (7, 30, 90 days) should find some.
      let distance = 2 + Math.floor(days * ((index + 1) / count) ** 1.4);
      while (taken.has(`${venue.row.id} ${sign * distance}`)) distance += 1;
      taken.add(`${venue.row.id} ${sign * distance}`);
      return { offset: sign * distance, venue, ...exceptionOf(index) };
    });
  const slots = [...plan(PAST - 1, PAST_DAYS, -1), ...plan(FUTURE, FUTURE_DAYS, 1)];
  const events = slots.map((slot) => buildEvent(slot, today, random));
  return [...events, doubleHeader(events, today, random)];
}

interface Slot {
  /** Days from today. */
  offset: number;
  venue: DemoVenue;
  status: Event['status'];
  timeKnown: boolean;
}

/** Every so manieth event of a list, so that the exceptions are spread over the seasons. */
function exceptionOf(index: number): Pick<Slot, 'status' | 'timeKnown'> {
  const status = index % 37 === 4 ? 'POSTPONED' : index % 43 === 7 ? 'CANCELLED' : 'SCHEDULED';
  return { status, timeKnown: index % 41 !== 6 };
}

function at(venues: readonly DemoVenue[], place: number): DemoVenue {
  const venue = venues[place % venues.length];
  if (!venue) throw new Error('The demo has no venues.');
  return venue;
}

function buildEvent({ offset, venue, status, timeKnown }: Slot, today: Date, random: DemoRandom): DemoEvent {
  const name = venue.homeTeam ? `${venue.homeTeam} vs. ${random.pick(visitingTeams)}` : random.pick(acts);
  const localDate = new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  return placed(
    { name, venue, localDate, localTime: timeKnown ? random.pick(venue.startTimes) : null, status },
    today,
    random,
  );
}

/** The second game of a day: the same name and date, another time. */
function doubleHeader(events: readonly DemoEvent[], today: Date, random: DemoRandom): DemoEvent {
  const first = events.find(({ row, venue, isPast }) => isPast && row.startsAt !== null && venue.startTimes.length > 1);
  if (!first) throw new Error('The demo has no event that could be played twice a day.');
  const { name, localDate } = first.row;
  const localTime = first.venue.startTimes.find(
    (time) => start(localDate, time, first.venue).getTime() !== first.row.startsAt?.getTime(),
  );
  return placed(
    { name, venue: first.venue, localDate, localTime: localTime ?? null, status: 'SCHEDULED' },
    today,
    random,
  );
}

interface Facts {
  name: string;
  venue: DemoVenue;
  localDate: string;
  localTime: string | null;
  status: Event['status'];
}

function placed({ name, venue, localDate, localTime, status }: Facts, today: Date, random: DemoRandom): DemoEvent {
  const startsAt = localTime === null ? null : start(localDate, localTime, venue);
  const endsAt = eventEnd(startsAt, localDate, venue.row.timeZone, DEMO_EVENT_MINUTES);
  const row = {
    id: random.id(),
    venueId: venue.row.id,
    name,
    nameKey: fold(name),
    localDate,
    startsAt,
    endsAt,
    status,
    version: 1,
  };
  return { row, venue, isPast: status === 'SCHEDULED' && endsAt <= today };
}

function start(localDate: string, localTime: string, venue: DemoVenue): Date {
  const instant = instantAt(localDate, localTime, venue.row.timeZone);
  if (instant instanceof SkippedTime)
    throw new Error(`The demo starts an event at a time that clocks skip: ${instant.message}`);
  return instant;
}
