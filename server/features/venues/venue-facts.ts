import { InvalidInput } from '../../platform/common-errors.ts';
import { parseTimeZone } from '../imports/parse-venue-row.ts';
import type { CreateVenueInput, UpdateVenueInput } from './venue-changes.types.ts';
import type { Venue } from './venue.entity.ts';

/** What Super Users write about a venue. */
export type VenueFacts = Pick<Venue, 'name' | 'city' | 'country' | 'timeZone' | 'capacity'>;

const LONGEST = { city: 200, country: 100 } as const;
const LARGEST = 999_999_999;

/** The facts after the input, or all that is wrong with them but the name. */
export function factsAfter(
  input: CreateVenueInput | UpdateVenueInput,
  before: VenueFacts,
): VenueFacts | InvalidInput[] {
  const zone = typeof input.timeZone === 'string' ? parseTimeZone(input.timeZone.trim()) : undefined;
  const facts = {
    name: input.name?.trim() ?? before.name,
    city: input.city === undefined ? before.city : input.city?.trim() || null,
    country: input.country === undefined ? before.country : input.country?.trim() || null,
    timeZone: zone?.ok ? zone.value : before.timeZone,
    capacity: input.capacity === undefined ? before.capacity : input.capacity,
  };
  const problems: InvalidInput[] = [];
  for (const field of ['city', 'country'] as const) {
    if ((facts[field]?.length ?? 0) > LONGEST[field]) {
      problems.push(new InvalidInput(`Use at most ${LONGEST[field]} characters.`, [field]));
    }
  }
  if (zone && !zone.ok) problems.push(new InvalidInput(zone.message, ['timeZone']));
  if (facts.capacity !== null && (facts.capacity < 1 || facts.capacity > LARGEST)) {
    problems.push(new InvalidInput(`Give a number of people from 1 to ${LARGEST}, or none.`, ['capacity']));
  }
  return problems.length > 0 ? problems : facts;
}
