import type { UpdateVenueInput, VenueRowFragment } from '../../../gql/graphql.ts';

/** What is typed about a venue. */
export interface VenueFields {
  name: string;
  city: string;
  country: string;
  timeZone: string;
  capacity: string;
}

type VenueFacts = Pick<VenueRowFragment, 'name' | 'city' | 'country' | 'timeZone' | 'capacity'>;

export function venueFields(venue: VenueFacts | null): VenueFields {
  return {
    name: venue?.name ?? '',
    city: venue?.city ?? '',
    country: venue?.country ?? '',
    timeZone: venue?.timeZone ?? '',
    capacity: venue?.capacity?.toString() ?? '',
  };
}

/** What changed as the API takes it. */
export function venueChanges({ capacity, ...texts }: Partial<VenueFields>): Partial<UpdateVenueInput> {
  const changes = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, value.trim()]));
  return capacity === undefined ? changes : { ...changes, capacity: readCapacity(capacity) ?? null };
}

/** A whole number from 1 up; null for an empty field, undefined for anything else. */
export function readCapacity(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const capacity = Number(text);
  return /^\d+$/.test(text) && capacity >= 1 && capacity <= 999_999_999 ? capacity : undefined;
}
