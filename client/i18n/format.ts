/** Dates, times, numbers and money as people read them. Pure: the locale and "now" are always given. */

/** What is needed to say when an event starts. */
export interface EventMoment {
  /** The instant of the start; null when the time is unknown. */
  startsAt: string | null;
  /** The date at the venue, YYYY-MM-DD. */
  localDate: string;
  /** The venue's IANA time zone. */
  timeZone: string;
}

/** An amount as the API sends it: a decimal string, never a float. */
export interface MoneyAmount {
  amount: string;
  currency: string;
}

/** The venue's date and time with the zone named: "Sat, Jun 20, 2026, 7:30 PM EDT". The browser's zone plays no part. */
export function formatEventStart(locale: string, event: EventMoment, timeUnknown: string): string {
  if (event.startsAt === null) return `${formatLocalDate(locale, event.localDate)}, ${timeUnknown}`;
  return formatZoned(locale, event.startsAt, event.timeZone, { weekday: 'short' });
}

/** A calendar date, never shifted by a time zone: "Sat, Jun 20, 2026". */
export function formatLocalDate(locale: string, localDate: string): string {
  return formatter(locale, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(dateOnly(localDate));
}

/** A calendar date without the weekday, for chips and ranges: "Jun 20, 2026". */
export function formatShortDate(locale: string, localDate: string): string {
  return formatter(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(dateOnly(localDate));
}

/** An instant in a named zone: "Jun 20, 2026, 7:30 PM EDT". Pass the organization's zone. */
export function formatInstant(locale: string, instant: string, timeZone: string): string {
  return formatZoned(locale, instant, timeZone, {});
}

/** How many calendar days ago a venue's date was, seen from the venue: "today", "12 days ago". */
export function formatAge(locale: string, localDate: string, timeZone: string, now: Date): string {
  const days = Math.round(
    (dateOnly(localDateIn(timeZone, now)).getTime() - dateOnly(localDate).getTime()) / 86_400_000,
  );
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (days < 60) return relative.format(-days, 'day');
  return days < 730
    ? relative.format(-Math.round(days / 30.44), 'month')
    : relative.format(-Math.round(days / 365.25), 'year');
}

/** The calendar date in a zone at an instant, YYYY-MM-DD. */
export function localDateIn(timeZone: string, instant: Date): string {
  // The Swedish locale writes dates as ISO 8601 does.
  return formatter('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(instant);
}

/** Exact money: "$1,273,785.00". The decimal string is formatted as it is, without passing through a float. */
export function formatMoney(locale: string, money: MoneyAmount): string {
  return numberFormatter(locale, { style: 'currency', currency: money.currency }).format(money.amount as `${number}`);
}

/** Money for a glance: "$1.3M". Show the exact amount beside it or as a title. */
export function formatMoneyCompact(locale: string, money: MoneyAmount): string {
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency: money.currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  };
  return numberFormatter(locale, options).format(money.amount as `${number}`);
}

/** Several amounts, one per currency, joined by the language's rules: "$1.3M and €20K". */
export function formatMoneyList(locale: string, amounts: readonly MoneyAmount[], compact = false): string {
  const write = compact ? formatMoneyCompact : formatMoney;
  return formatList(
    locale,
    amounts.map((money) => write(locale, money)),
  );
}

/** A whole number with the language's separators: "1,080". */
export function formatNumber(locale: string, value: number): string {
  return numberFormatter(locale, {}).format(value);
}

/** "A, B, and C" by the language's rules. */
export function formatList(locale: string, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(items);
}

/**
 * Date, time and the zone's name: "EDT" where the language has a short one, else "New York Time". An offset such as GMT-4
 * names nothing.
 */
function formatZoned(locale: string, instant: string, timeZone: string, more: Intl.DateTimeFormatOptions): string {
  const options: Intl.DateTimeFormatOptions = {
    ...more,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  };
  const date = new Date(instant);
  const short = formatter(locale, { ...options, timeZoneName: 'short' });
  const name = short.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const isOffset = /^(GMT|UTC)[+\-−]/.test(name);
  return isOffset ? formatter(locale, { ...options, timeZoneName: 'shortGeneric' }).format(date) : short.format(date);
}

/** A calendar date as midnight in UTC, so that adding days and formatting in UTC stay on the calendar. */
function dateOnly(localDate: string): Date {
  return new Date(`${localDate}T00:00:00Z`);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const numberFormatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(formatters, locale + JSON.stringify(options), () => new Intl.DateTimeFormat(locale, options));
}

function numberFormatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(numberFormatters, locale + JSON.stringify(options), () => new Intl.NumberFormat(locale, options));
}

/** Making an Intl formatter costs far more than using one, and a table uses hundreds. */
function cached<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
