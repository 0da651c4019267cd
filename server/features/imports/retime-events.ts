import { Temporal } from 'temporal-polyfill';
import { endOfLocalDay } from '../../platform/local-time.ts';
import type { ImportRun } from './import-run.ts';
import { writeEventTimes } from './write-event-times.ts';

interface EventTimes {
  id: string;
  localDate: string;
  startsAt: Date | null;
  endsAt: Date;
}

/** A venue whose time zone was wrong: its events keep the time that they show on the clocks there, at another instant. */
export async function retimeEvents({ tx }: ImportRun, venueId: string, from: string, to: string): Promise<void> {
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
  await writeEventTimes(tx, changes);
}

/** The instant at which a clock in the other zone shows the same local time. */
export function retimed(instant: Date, from: string, to: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(from).toPlainDateTime();
  return new Date(local.toZonedDateTime(to).epochMilliseconds);
}
