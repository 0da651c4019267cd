import { buildBackfills, buildDraft } from './demo-backfills.ts';
import { buildEvents, DEMO_EVENT_MINUTES } from './demo-calendar.ts';
import { buildChoices } from './demo-choices.ts';
import { buildGuestLists } from './demo-guest-lists.ts';
import { buildGroups, groupRow } from './demo-inventory.ts';
import { allotTickets, orderedBefore } from './demo-orders.ts';
import { buildPeople, type DemoPeople } from './demo-people.ts';
import { buildProxy } from './demo-proxies.ts';
import { demoRandom } from './demo-random.ts';
import { buildVenues } from './demo-venues.ts';

/** The demo company, ready to be stored. */
export interface Demo {
  organization: DemoOrganization;
  /** Rows of each table, in an order that foreign keys allow; everything but the organization's id. */
  tables: [table: string, rows: object[]][];
  cast: DemoPeople['cast'];
}

interface DemoOrganization {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
  usualEventMinutes: number;
  createdAt: Date;
}

const SEED = 20_260_611;
const DAY = 86_400_000;
const AGE_DAYS = 400;
const RETIRED_DAYS = 150;
const BACKFILLED_SHARE = 0.3;

/** Invents the demo company around a day (of UTC). The same day gives the same company, to the last row. */
export function buildDemo(now: Date): Demo {
  const today = new Date(Math.floor(now.getTime() / DAY) * DAY);
  const random = demoRandom(SEED, today);
  const createdAt = new Date(today.getTime() - AGE_DAYS * DAY);
  const organization = {
    id: random.id(),
    slug: 'demo',
    name: 'Larkspur Instruments',
    timeZone: 'America/New_York',
    currency: 'USD',
    usualEventMinutes: DEMO_EVENT_MINUTES,
    createdAt,
  };
  const people = buildPeople(createdAt, random);
  const active = people.users.filter(({ isActive }) => isActive);
  const choices = buildChoices(
    active,
    people.cast.EMPLOYEE,
    createdAt,
    new Date(today.getTime() - RETIRED_DAYS * DAY),
    random,
  );
  const { venues, categories } = buildVenues(random);
  const events = buildEvents(venues, today, random);
  const groups = buildGroups(events, random);

  const allotments = allotTickets(groups, random).map((allotment) => ({
    allotment,
    isBackfilled: allotment.group.event.isPast && random.chance(BACKFILLED_SHARE),
  }));
  const ordered = allotments
    .filter(({ isBackfilled }) => !isBackfilled)
    .map(({ allotment }) => {
      const recipient = random.chance(0.01) ? people.cast.EMPLOYEE : random.pick(people.users);
      return orderedBefore(allotment, recipient, choices, today, random);
    });
  const unordered = allotments.filter(({ isBackfilled }) => isBackfilled).map(({ allotment }) => allotment);
  const { backfills, assignments, orders } = buildBackfills(unordered, people, choices, today, random);
  const draft = buildDraft(groups, people, choices, today, random);
  const { versions, guests } = buildGuestLists(orders, active, choices, today, random);
  const allOrders = [...ordered, ...orders];
  const proxy = buildProxy(people, today, random);

  const tables: Demo['tables'] = [
    ['users', people.users],
    ['contacts', choices.contacts],
    ['system_profiles', choices.systemProfiles],
    ['usage_categories', [...choices.usageCategories, choices.retiredCategory]],
    ['ticket_categories', categories],
    ['venues', venues.map(({ row }) => row)],
    ['ticket_locations', venues.flatMap(({ holdings }) => holdings.map(({ location }) => location))],
    ['events', events.map(({ row }) => row)],
    ['ticket_groups', groups.map(groupRow)],
    ['tickets', groups.flatMap(({ tickets }) => tickets)],
    ['backfills', [...backfills, ...draft.backfills]],
    ['assignments', [...assignments, ...draft.assignments]],
    ['orders', allOrders.map(({ row }) => row)],
    [
      'order_tickets',
      allOrders.flatMap(({ row, tickets }) =>
        tickets.map(({ id }, position) => ({ orderId: row.id, ticketId: id, position, releasedAt: null })),
      ),
    ],
    ['guest_list_versions', versions],
    ['guests', guests],
    ['proxies', [proxy]],
  ];
  return { organization, tables, cast: people.cast };
}
