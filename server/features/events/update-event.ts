import { InvalidInput, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { sqlState } from '../../platform/database/sql-state.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { eventEnd, instantAt, localTimeOf, SkippedTime } from '../../platform/local-time.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import type { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { organizationOf } from '../people/people.reads.ts';
import { Venue } from '../venues/venue.entity.ts';
import { venueById } from '../venues/venues.loaders.ts';
import { Event, EventStatus } from './event.entity.ts';
import { eventById } from './events.loaders.ts';
import type { UpdateEventInput } from './events.types.ts';

type EventTiming = Pick<Event, 'localDate' | 'startsAt' | 'endsAt' | 'status'>;

const UNIQUE_VIOLATION = '23505';
const YEARS = { earliest: '1970', latest: '2199' };

/** Changes an event's time or status, and the copies of them that its ticket groups carry, in one transaction. */
export async function updateEvent(input: UpdateEventInput, ctx: RequestContext): Promise<Event | UserError> {
  const eventId = decodeNodeId(input.eventId, 'Event', ctx.organizationId);
  if (eventId === undefined) return noSuchEvent();
  const year = input.localDate?.slice(0, 4);
  if (year && (year < YEARS.earliest || year > YEARS.latest)) {
    return new InvalidInput(`Give a date from ${YEARS.earliest} to ${YEARS.latest}.`, ['localDate']);
  }
  try {
    return await ctx.write((tx) => change(tx, eventId, input, ctx));
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return clash(eventId, input, ctx);
  }
}

async function change(
  tx: WriteTransaction,
  eventId: string,
  input: UpdateEventInput,
  ctx: RequestContext,
): Promise<Event | UserError> {
  const event = await lockEvent(tx, eventId);
  if (!event) return noSuchEvent();
  if (event.version !== input.expectedVersion) {
    return new StaleVersion('Somebody changed this event meanwhile. Look at it again, then decide.', event.version);
  }
  const { timeZone } = await tx.manager.findOneByOrFail(Venue, {
    organizationId: tx.organizationId,
    id: event.venueId,
  });
  const timing = await newTiming(tx, event, input, timeZone);
  if (timing instanceof SkippedTime)
    return new InvalidInput(timing.message, [input.localTime ? 'localTime' : 'localDate']);
  if (isSame(event, timing)) return event;

  const changed = Object.assign(new Event(), event, timing, { version: event.version + 1 });
  await copyToGroups(tx, changed);
  await tx.manager.update(
    Event,
    { organizationId: tx.organizationId, id: event.id },
    { ...timing, version: changed.version },
  );
  await recordAudit(tx, ctx.actor, [
    {
      action: 'event.updated',
      subjectType: 'Event',
      subjectId: event.id,
      eventAt: changed.endsAt,
      before: described(event, timeZone),
      after: described(changed, timeZone),
    },
  ]);
  return changed;
}

/**
 * The event's row first, then its groups in the order of ids, as every writer of tickets does. Neither lock stops those who only
 * refer to the rows (orders, assignments), so nobody waits for us while we wait for them.
 */
async function lockEvent(tx: WriteTransaction, eventId: string): Promise<Event | null> {
  const event = await tx.manager
    .createQueryBuilder(Event, 'e')
    .where('e.organizationId = :organizationId AND e.id = :eventId', { organizationId: tx.organizationId, eventId })
    .setLock('for_no_key_update')
    .getOne();
  if (event) {
    await tx.execute(
      'SELECT FROM ticket_groups WHERE organization_id = $1 AND event_id = $2 ORDER BY id FOR NO KEY UPDATE',
      [tx.organizationId, eventId],
    );
  }
  return event;
}

async function newTiming(
  tx: WriteTransaction,
  event: Event,
  input: UpdateEventInput,
  timeZone: string,
): Promise<EventTiming | SkippedTime> {
  const oldTime = event.startsAt && localTimeOf(event.startsAt, timeZone);
  const localTime = input.localTime === undefined ? oldTime : input.localTime;
  const localDate = input.localDate ?? event.localDate;
  const status = input.status ?? event.status;
  if (localDate === event.localDate && localTime === oldTime) {
    return { localDate, startsAt: event.startsAt, endsAt: event.endsAt, status };
  }
  const startsAt = localTime === null ? null : instantAt(localDate, localTime, timeZone);
  if (startsAt instanceof SkippedTime) return startsAt;
  const { usualEventMinutes } = await organizationOf(tx);
  return { localDate, startsAt, endsAt: eventEnd(startsAt, localDate, timeZone, usualEventMinutes), status };
}

function isSame(event: Event, timing: EventTiming): boolean {
  return (
    event.localDate === timing.localDate &&
    event.startsAt?.getTime() === timing.startsAt?.getTime() &&
    event.endsAt.getTime() === timing.endsAt.getTime() &&
    event.status === timing.status
  );
}

/** The queue reads these copies. No end means "in no queue", so only a SCHEDULED event hands its own down. */
async function copyToGroups(tx: WriteTransaction, event: Event): Promise<void> {
  await tx.execute(
    'UPDATE ticket_groups SET event_ends_at = $3, event_local_date = $4 WHERE organization_id = $1 AND event_id = $2',
    [tx.organizationId, event.id, event.status === EventStatus.SCHEDULED ? event.endsAt : null, event.localDate],
  );
}

/** Two events with one venue, name, date and time would be the same one. */
async function clash(eventId: string, input: UpdateEventInput, ctx: RequestContext): Promise<InvalidInput> {
  const event = await ctx.loadExisting(eventById, eventId);
  const venue = await ctx.loadExisting(venueById, event.venueId);
  const oldTime = event.startsAt && localTimeOf(event.startsAt, venue.timeZone);
  const localTime = input.localTime === undefined ? oldTime : input.localTime;
  const at = `on ${input.localDate ?? event.localDate} ${localTime === null ? 'with an unknown time' : `at ${localTime}`}`;
  return new InvalidInput(
    `There is already another event "${event.name}" at ${venue.name} ${at}. Give this one another date or time, or change that one first.`,
    [input.localDate ? 'localDate' : 'localTime'],
  );
}

function described(event: Event, timeZone: string): object {
  const localTime = event.startsAt && localTimeOf(event.startsAt, timeZone);
  return {
    localDate: event.localDate,
    localTime,
    status: event.status,
    endsAt: event.endsAt.toISOString(),
    version: event.version,
  };
}

function noSuchEvent(): UnknownReference {
  return new UnknownReference('There is no such event. It may have been removed.', ['eventId']);
}
