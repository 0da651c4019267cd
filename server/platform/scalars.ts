import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Temporal } from 'temporal-polyfill';

/** An instant; dates in JavaScript, ISO 8601 in UTC on the wire. */
export const DateTime = described(
  GraphQLDateTimeISO,
  'DateTime',
  'An instant, ISO 8601 in UTC: "2026-06-11T19:00:00.000Z".',
);

/** A day at the venue, never shifted by anybody's time zone; a string in JavaScript too. */
export const LocalDate = new GraphQLScalarType<string, string>({
  name: 'LocalDate',
  description: 'A day on the venue’s calendar: "2026-06-11".',
  serialize: String,
  parseValue: (value) => {
    // Year 0 is a date to JavaScript, not to PostgreSQL.
    if (typeof value === 'string' && /^(?!0000)\d{4}-\d\d-\d\d$/.test(value) && isDay(value)) return value;
    throw new TypeError(`LocalDate must be a day as "YYYY-MM-DD", such as "2026-06-11"; got ${JSON.stringify(value)}.`);
  },
});

/** Refuses fractions; the scalar of graphql-scalars would cut 1.5 down to 1. */
export const PositiveInt = new GraphQLScalarType<number, number>({
  name: 'PositiveInt',
  description: 'A whole number from 1 up.',
  serialize: Number,
  parseValue: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    throw new TypeError(`PositiveInt must be a whole number from 1 up; got ${JSON.stringify(value)}.`);
  },
});

/** A time of day at the venue; a string "HH:MM" in JavaScript. */
export const LocalTime = new GraphQLScalarType<string, string>({
  name: 'LocalTime',
  description: 'A time of day on the venue’s clock, 24 hours: "19:30".',
  serialize: (value) => String(value).slice(0, 5),
  parseValue: (value) => {
    if (typeof value !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) {
      throw new TypeError(
        `LocalTime must be "HH:MM" on a 24-hour clock, such as "19:30"; got ${JSON.stringify(value)}.`,
      );
    }
    return value;
  },
});

function isDay(value: string): boolean {
  try {
    Temporal.PlainDate.from(value, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function described(scalar: GraphQLScalarType, name: string, description: string): GraphQLScalarType {
  const config = scalar.toConfig();
  return new GraphQLScalarType({ ...config, name, description, specifiedByURL: null });
}
