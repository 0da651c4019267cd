import { instantAt } from '../../platform/local-time.ts';
import { type Checked, right, wrong } from './row-error.ts';

/** The instant of a local date and time, as an outcome of reading a row. The end of an event is `eventEnd` of local-time.ts. */
export function startInstant(localDate: string, localTime: string, timeZone: string): Checked<Date> {
  const start = instantAt(localDate, localTime, timeZone);
  return start instanceof Date ? right(start) : wrong(start.message);
}
