import { Temporal } from 'temporal-polyfill';

/** A time of day that no clock in the zone shows on that day, because clocks go forward over it. */
export class SkippedTime {
  /** What is wrong and what would be right, as a sentence. */
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * The instant at which a clock in the time zone shows this date and time. Of a time that comes twice, when clocks go back, the
 * first is meant; a time that is skipped, when they go forward, is refused.
 */
export function instantAt(localDate: string, localTime: string, timeZone: string): Date | SkippedTime {
  const wanted = Temporal.PlainDateTime.from(`${localDate}T${localTime}`);
  const shown = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (shown.toPlainDateTime().equals(wanted)) return new Date(shown.epochMilliseconds);
  return new SkippedTime(
    `The clocks in ${timeZone} skip ${localTime} on ${localDate}, because they go forward. ` +
      `Give the time that they show, such as ${minutes(shown)}.`,
  );
}

/** The first instant of the local day, which need not be midnight. */
export function startOfLocalDay(localDate: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(localDate).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The instant at which the local day is over: the first one of the next day, which need not be midnight. */
export function endOfLocalDay(localDate: string, timeZone: string): Date {
  return startOfLocalDay(Temporal.PlainDate.from(localDate).add({ days: 1 }).toString(), timeZone);
}

/** The day on the zone's calendar at the instant: "2026-06-11". */
export function localDateOf(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** What a clock in the zone shows at the instant, 24 hours: "19:30". */
export function localTimeOf(instant: Date, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, clock);
  }
  return clock.format(instant);
}

/** Making one takes a hundred times as long as asking it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** When an event ends: its start plus the usual duration, or, where the start is unknown, the end of the local day. */
export function eventEnd(startsAt: Date | null, localDate: string, timeZone: string, usualEventMinutes: number): Date {
  return startsAt ? new Date(startsAt.getTime() + usualEventMinutes * 60_000) : endOfLocalDay(localDate, timeZone);
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

function minutes(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: 'minute' });
}
