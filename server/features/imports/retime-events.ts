import { Temporal } from 'temporal-polyfill';
import { endOfLocalDay } from '../../platform/local-time.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { writeEventTimes } from './write-event-times.ts';

interface EventTimes {
  id: string;
  localDate: string;
  startsAt: Date | null;
  endsAt: Date;
}

/**
 * A venue whose time zone was wrong: its events keep the time that they show on the clocks there, at another instant. Returns how
 * many there are.
 */
export async function retimeEvents(tx: WriteTransaction, venueId: string, from: string, to: string): Promise<number> {
  const events = await tx.rows<EventTimes>(
    `SELECT id, local_date::text AS "localDate", starts_at AS "startsAt", ends_at AS "endsAt"
     FROM events WHERE organization_id = $1 AND venue_id = $2 ORDER BY id FOR NO KEY UPDATE`,
    [tx.organizationId, venueId],
  );
  const changes = events.map(({ id, localDate, startsAt, endsAt }) => {
    const start = startsAt && retimed(startsAt, from, to);
    const end =
      startsAt && start
        ? new Date(start.getTime() + endsAt.getTime() - startsAt.getTime())
        : endOfLocalDay(localDate, to);
    return { id, starts_at: start, ends_at: end };
  });
  await makeWay(tx, venueId);
  await writeEventTimes(tx, changes);
  return changes.length;
}

/**
 * Of two events of one name on one day, one may get the other's old instant, which must be free at that moment. New instants are
 * whole milliseconds, so a microsecond is out of the way of all of them.
 */
async function makeWay(tx: WriteTransaction, venueId: string): Promise<void> {
  await tx.execute(
    `UPDATE events SET starts_at = starts_at + interval '1 microsecond', ends_at = ends_at + interval '1 microsecond'
     WHERE organization_id = $1 AND venue_id = $2 AND starts_at IS NOT NULL`,
    [tx.organizationId, venueId],
  );
}

/** The instant at which a clock in the other zone shows the same local time. */
export function retimed(instant: Date, from: string, to: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(from).toPlainDateTime();
  return new Date(local.toZonedDateTime(to).epochMilliseconds);
}
