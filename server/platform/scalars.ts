import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLPositiveInt } from 'graphql-scalars';

/** An instant; dates in JavaScript, ISO 8601 in UTC on the wire. */
export const DateTime = described(
  GraphQLDateTimeISO,
  'DateTime',
  'An instant, ISO 8601 in UTC: "2026-06-11T19:00:00.000Z".',
);

/** A day at the venue, never shifted by anybody's time zone; a string in JavaScript too. */
export const LocalDate = described(GraphQLLocalDate, 'LocalDate', 'A day on the venue’s calendar: "2026-06-11".');

export const PositiveInt = described(GraphQLPositiveInt, 'PositiveInt', 'A whole number from 1 up.');

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

function described(scalar: GraphQLScalarType, name: string, description: string): GraphQLScalarType {
  const config = scalar.toConfig();
  return new GraphQLScalarType({ ...config, name, description, specifiedByURL: null });
}
