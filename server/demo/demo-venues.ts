import type { TicketLocation } from '../features/venues/ticket-location.entity.ts';
import type { Venue } from '../features/venues/venue.entity.ts';
import type { TicketCategory } from '../features/inventory/ticket-category.entity.ts';
import { fold } from '../platform/fold.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';

/** What the company holds at one place inside a venue for each event. */
export interface Holding {
  location: DemoRow<TicketLocation>;
  category: DemoRow<TicketCategory>;
  /** Numbers of the seats; null for places without one. */
  seats: (number | null)[];
  /** Per ticket; null where none is on file. */
  faceValue: string | null;
  /** For how many of the events it is held. */
  share: number;
}

export interface DemoVenue {
  row: DemoRow<Venue>;
  /** The team that plays at home; null for a hall of visiting acts. */
  homeTeam: string | null;
  /** When its events start, on the venue's clock. */
  startTimes: readonly string[];
  currency: string;
  holdings: Holding[];
}

export interface DemoVenues {
  venues: DemoVenue[];
  categories: DemoRow<TicketCategory>[];
}

const PLACES = [
  ['Harbor Lantern Arena', 'Boston', 'US', 'America/New_York', 17_800, 'Boston Lanterns', ['19:00', '13:00'], 'USD'],
  ['Brightwater Garden', 'New York', 'US', 'America/New_York', 18_900, 'New York Ferries', ['19:30', '15:00'], 'USD'],
  ['Millstone Park', 'Chicago', 'US', 'America/Chicago', 40_200, 'Chicago Millers', ['13:20', '19:05'], 'USD'],
  ['Prairie Dome', 'Minneapolis', 'US', 'America/Chicago', 61_000, 'Minneapolis Drovers', ['12:00', '19:15'], 'USD'],
  ['Copperline Center', 'Denver', 'US', 'America/Denver', 18_100, 'Denver Coppersmiths', ['19:00'], 'USD'],
  ['Red Mesa Ballpark', 'Phoenix', 'US', 'America/Phoenix', 42_000, 'Phoenix Mirages', ['18:40', '13:10'], 'USD'],
  ['Fogbank Arena', 'San Francisco', 'US', 'America/Los_Angeles', 18_000, 'San Francisco Foghorns', ['19:30'], 'USD'],
  [
    'Kingfisher Stadium',
    'Seattle',
    'US',
    'America/Los_Angeles',
    54_000,
    'Seattle Kingfishers',
    ['16:00', '19:30'],
    'USD',
  ],
  ['Maple Gate Place', 'Toronto', 'CA', 'America/Toronto', 19_000, 'Toronto Canoes', ['19:00'], 'USD'],
  ['Old Gasworks Hall', 'London', 'GB', 'Europe/London', 12_500, null, ['19:30', '20:00'], 'GBP'],
  ['Lindenhalle', 'Berlin', 'DE', 'Europe/Berlin', 14_200, null, ['20:00'], 'EUR'],
  ['Tidewall Dome', 'Osaka', 'JP', 'Asia/Tokyo', 36_000, 'Osaka Herons', ['18:00', '14:00'], 'USD'],
] as const;

/** A dozen places in nine time zones, each with a suite, club seats, seats in the lower bowl and parking. */
export function buildVenues(random: DemoRandom): DemoVenues {
  const category = (name: string, admitsPerson = true) => ({
    id: random.id(),
    name,
    nameKey: fold(name),
    admitsPerson,
  });
  const suite = category('Suite');
  const club = category('Club');
  const bowl = category('Lower Bowl');
  const standing = category('Standing Room');
  const parking = category('Parking Pass', false);

  const venues = PLACES.map(
    ([name, city, country, timeZone, capacity, homeTeam, startTimes, currency], index): DemoVenue => {
      const row = { id: random.id(), name, nameKey: fold(name), city, country, timeZone, capacity };
      const at = (section: string, rowName = ''): DemoRow<TicketLocation> => ({
        id: random.id(),
        venueId: row.id,
        section,
        rowName,
        locationKey: fold(`${section}|${rowName}`),
      });
      const bowlFrom = random.integer(3, 18);
      const holdings: Holding[] = [
        {
          location: at(`Suite ${200 + random.integer(1, 48)}`),
          category: suite,
          seats: numbered(1, random.integer(6, 8) * 2),
          faceValue: amount(random.integer(24, 45) * 10),
          share: 1,
        },
        {
          location: at(`Club ${100 + random.integer(1, 24)}`, random.pick(['A', 'B', 'C'])),
          category: club,
          seats: numbered(1, 6),
          faceValue: amount(185),
          share: 0.85,
        },
        {
          location: at(`Section ${100 + random.integer(1, 32)}`, String(random.integer(4, 14))),
          category: bowl,
          seats: numbered(bowlFrom, bowlFrom + 4),
          faceValue: amount(random.integer(11, 16) * 10),
          share: 0.8,
        },
        {
          location: at(`Lot ${random.pick(['B', 'E', 'G'])}`),
          category: parking,
          seats: unnumbered(4),
          faceValue: index % 3 === 2 ? null : amount(40),
          share: 0.85,
        },
      ];
      if (index % 4 === 1)
        holdings.push({
          location: at('Terrace'),
          category: standing,
          seats: unnumbered(6),
          faceValue: null,
          share: 0.6,
        });
      if (index % 5 === 0) {
        holdings.push({
          location: at(`Suite ${300 + random.integer(1, 40)}`),
          category: suite,
          seats: numbered(1, 18),
          faceValue: amount(310),
          share: 0.5,
        });
      }
      return { row, homeTeam, startTimes, currency, holdings };
    },
  );
  return { venues, categories: [suite, club, bowl, standing, parking] };
}

function numbered(from: number, thru: number): number[] {
  return Array.from({ length: thru - from + 1 }, (_, index) => from + index);
}

function unnumbered(count: number): null[] {
  return Array.from({ length: count }, () => null);
}

function amount(units: number): string {
  return units.toFixed(2);
}
