import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { TicketCategory, TicketGroup, TicketLocation, Venue } from './entities.ts';
import type { Totals, UnusedEvent, UnusedFilter, UnusedLocation, UnusedVenue } from './types.ts';

const CHILDREN = 10;

/** The groups with unused tickets that match a filter. */
function unusedGroups(
  dataSource: DataSource,
  organizationId: string,
  filter: UnusedFilter = {},
): SelectQueryBuilder<TicketGroup> {
  const { from, to, categoryId, search } = filter;
  const query = dataSource
    .getRepository(TicketGroup)
    .createQueryBuilder('g')
    .where('g.organizationId = :organizationId AND g.unresolvedCount > 0 AND g.eventEndsAt <= :now', {
      organizationId,
      now: new Date(),
    });
  if (from) query.andWhere('g.eventLocalDate >= :from', { from });
  if (to) query.andWhere('g.eventLocalDate <= :to', { to });
  if (categoryId) query.andWhere('g.ticketCategoryId = :categoryId', { categoryId });
  if (search) query.andWhere('g.eventId IN (SELECT event_id FROM search_events(:search))', { search });
  return query;
}

export async function unusedEvents(
  dataSource: DataSource,
  organizationId: string,
  page: { first: number; after?: string | null; filter: UnusedFilter },
): Promise<UnusedEvent[]> {
  const query = unusedGroups(dataSource, organizationId, page.filter)
    .select('g.eventId', 'eventId')
    .addSelect(`to_char(g.eventEndsAt AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`, 'endsAt')
    .addSelect('sum(g.unresolvedCount)::int', 'unused')
    .addSelect('sum(g.heldCount)::int', 'held')
    .groupBy('g.eventEndsAt')
    .addGroupBy('g.eventId')
    .orderBy('g.eventEndsAt', 'DESC')
    .addOrderBy('g.eventId', 'DESC')
    .limit(page.first);
  const [end, id] = page.after?.split(',') ?? [];
  if (id) query.andWhere('(g.eventEndsAt, g.eventId) < (:end::timestamptz, :id::uuid)', { end, id });
  return query.getRawMany<UnusedEvent>();
}

/** The groups of many events, each event's in the order of location and category. */
export async function groupsOf(
  dataSource: DataSource,
  organizationId: string,
  eventIds: readonly string[],
  filter: UnusedFilter,
): Promise<TicketGroup[][]> {
  const rows = await unusedGroups(dataSource, organizationId, filter)
    .andWhere('g.eventId IN (:...eventIds)', { eventIds })
    .innerJoin(TicketLocation, 'l', 'l.organizationId = g.organizationId AND l.id = g.ticketLocationId')
    .innerJoin(TicketCategory, 'c', 'c.organizationId = g.organizationId AND c.id = g.ticketCategoryId')
    .orderBy('l.locationKey')
    .addOrderBy('c.nameKey')
    .addOrderBy('g.id')
    .getMany();
  const byEvent = new Map<string, TicketGroup[]>(eventIds.map((id) => [id, []]));
  for (const row of rows) byEvent.get(row.eventId)?.push(row);
  return eventIds.map((id) => byEvent.get(id)?.slice(0, CHILDREN) ?? []);
}

export async function unusedVenues(
  dataSource: DataSource,
  organizationId: string,
  first: number,
): Promise<UnusedVenue[]> {
  return unusedGroups(dataSource, organizationId)
    .innerJoin(Venue, 'v', 'v.organizationId = g.organizationId AND v.id = g.venueId')
    .select('g.venueId', 'venueId')
    .addSelect('sum(g.unresolvedCount)::int', 'unused')
    .addSelect('sum(g.heldCount)::int', 'held')
    .groupBy('g.venueId')
    .addGroupBy('v.nameKey')
    .orderBy('v.nameKey')
    .addOrderBy('g.venueId')
    .limit(first)
    .getRawMany<UnusedVenue>();
}

export async function locationsOfVenues(
  dataSource: DataSource,
  organizationId: string,
  venueIds: readonly string[],
): Promise<UnusedLocation[][]> {
  const rows = await unusedGroups(dataSource, organizationId)
    .innerJoin(TicketLocation, 'l', 'l.organizationId = g.organizationId AND l.id = g.ticketLocationId')
    .andWhere('l.venueId IN (:...venueIds)', { venueIds })
    .select('l.venueId', 'venueId')
    .addSelect('g.ticketLocationId', 'locationId')
    .addSelect('sum(g.unresolvedCount)::int', 'unused')
    .groupBy('l.venueId')
    .addGroupBy('l.locationKey')
    .addGroupBy('g.ticketLocationId')
    .orderBy('l.locationKey')
    .addOrderBy('g.ticketLocationId')
    .getRawMany<UnusedLocation & { venueId: string }>();
  const byVenue = new Map<string, UnusedLocation[]>(venueIds.map((id) => [id, []]));
  for (const row of rows) byVenue.get(row.venueId)?.push(row);
  return venueIds.map((id) => byVenue.get(id)?.slice(0, CHILDREN) ?? []);
}

export async function totals(dataSource: DataSource, organizationId: string): Promise<Totals> {
  const [sums, faceValue] = await Promise.all([
    unusedGroups(dataSource, organizationId)
      .select('count(DISTINCT g.eventId)::int', 'events')
      .addSelect('count(DISTINCT g.venueId)::int', 'venues')
      .addSelect('sum(g.unresolvedCount)::int', 'tickets')
      .addSelect('sum(g.unresolved_without_value_count)::int', 'withoutValue')
      .getRawOne<Totals>(),
    unusedGroups(dataSource, organizationId)
      .select('g.currency', 'currency')
      .addSelect('sum(g.unresolvedValue)', 'amount')
      .groupBy('g.currency')
      .getRawMany<Totals['faceValue'][number]>(),
  ]);
  if (!sums) throw new Error('A sum has one row.');
  return { ...sums, faceValue };
}
