import type { Column } from './recognize-columns.ts';

/** The columns of a venues file. */
export const VENUE_COLUMNS = [
  { name: 'Venue', required: true, aliases: ['Venue Name', 'Name'] },
  { name: 'City', aliases: ['Town'] },
  { name: 'Country', aliases: ['Country Code'] },
  { name: 'TimeZone', required: true, aliases: ['Zone', 'TZ', 'IANA Time Zone'] },
  { name: 'Capacity', aliases: ['Seats', 'Seating Capacity'] },
] as const satisfies readonly Column<string>[];

export type VenueColumn = (typeof VENUE_COLUMNS)[number]['name'];
