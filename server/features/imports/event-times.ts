import { Temporal } from 'temporal-polyfill';
import { type Checked, right, wrong } from './row-error.ts';

/**
 * The instant at which a clock at the venue shows this date and time. A time that is skipped when clocks go forward is refused;
 * of one that comes twice when they go back, the first is meant.
 */
export function startInstant(localDate: string, localTime: string, timeZone: string): Checked<Date> {
  const wanted = Temporal.PlainDateTime.from(`${localDate}T${localTime}`);
  const start = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (start.toPlainDateTime().equals(wanted)) return right(new Date(start.epochMilliseconds));
  const shown = start.toPlainTime().toString({ smallestUnit: 'minute' });
  return wrong(
    `The clocks in ${timeZone} skip ${localTime} on ${localDate}, because they go forward. Give the time that they show, such as ${shown}.`,
  );
}

/** The end of an event: its start and the usual duration; where the start is unknown, the end of the local day. */
export function endInstant(localDate: string, start: Date | null, usualMinutes: number, timeZone: string): Date {
  if (start) return new Date(start.getTime() + usualMinutes * 60_000);
  const nextDay = Temporal.PlainDate.from(localDate).add({ days: 1 });
  return new Date(nextDay.toZonedDateTime(timeZone).epochMilliseconds);
}

/** What a clock at the venue shows at the instant, as `HH:MM`. */
export function localTimeOf(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}
