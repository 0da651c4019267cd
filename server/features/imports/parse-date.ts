import { type Checked, right, wrong } from './row-error.ts';

/** Reads a day as month/day/year or ISO 8601 and returns it as `yyyy-mm-dd`. A year of two digits is in this century. */
export function parseLocalDate(text: string): Checked<string> {
  const match = US_DATE.exec(text) ?? ISO_DATE.exec(text);
  const parts = match?.groups;
  if (!parts) return wrong('Write the date as mm/dd/yyyy, such as 06/11/2026, or as yyyy-mm-dd, such as 2026-06-11.');
  const year = Number(parts['year']) + (parts['year']?.length === 2 ? 2000 : 0);
  const month = Number(parts['month']);
  const day = Number(parts['day']);
  if (month > 12 && day <= 12 && !text.includes('-')) {
    return wrong(`There is no month ${month}: the month comes first. Write ${pad(day)}/${pad(month)}/${year}.`);
  }
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
    return wrong(`Give a year from ${EARLIEST_YEAR} to ${LATEST_YEAR}; this is ${year}.`);
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return wrong('There is no such day in the calendar. Write an existing day as mm/dd/yyyy, such as 06/11/2026.');
  }
  return right(date.toISOString().slice(0, 10));
}

const US_DATE = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}|\d{2})$/;
const ISO_DATE = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/;
const EARLIEST_YEAR = 1970;
const LATEST_YEAR = 2199;

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
