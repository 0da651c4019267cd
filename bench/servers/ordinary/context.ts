import DataLoader from 'dataloader';
import { type DataSource, type EntityTarget, In } from 'typeorm';
import { Event, type Row, TicketCategory, TicketGroup, TicketLocation, Venue } from './entities.ts';
import type { UnusedFilter, UnusedLocation } from './types.ts';
import { groupsOf, locationsOfVenues } from './reads.ts';

/** What the resolvers of one request share. */
export interface Context {
  dataSource: DataSource;
  organizationId: string;
  userId: string;
  requestId: string;
  events: DataLoader<string, Event>;
  venues: DataLoader<string, Venue>;
  locations: DataLoader<string, TicketLocation>;
  categories: DataLoader<string, TicketCategory>;
  groupsOfEvent(filter: UnusedFilter): DataLoader<string, TicketGroup[]>;
  lastGroupOfLocation: DataLoader<string, TicketGroup>;
  locationsOfVenue: DataLoader<string, UnusedLocation[]>;
}

export function createContext(
  dataSource: DataSource,
  organizationId: string,
  userId: string,
  requestId: string,
): Context {
  const byId = <T extends Row>(entity: EntityTarget<T>): DataLoader<string, T> =>
    new DataLoader(async (ids) => {
      const where = { organizationId, id: In([...ids]) };
      const rows = await dataSource.getRepository(entity).findBy(where as never);
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? new Error(`There is no row ${id}.`));
    });
  let groups: DataLoader<string, TicketGroup[]> | undefined;
  return {
    dataSource,
    organizationId,
    userId,
    requestId,
    events: byId(Event),
    venues: byId(Venue),
    locations: byId(TicketLocation),
    categories: byId(TicketCategory),
    // All events of a request come from the same page, so they have the same filter.
    groupsOfEvent: (filter) =>
      (groups ??= new DataLoader(async (ids) => groupsOf(dataSource, organizationId, ids, filter))),
    lastGroupOfLocation: new DataLoader(async (ids) => {
      const rows = await dataSource
        .getRepository(TicketGroup)
        .createQueryBuilder('g')
        .distinctOn(['g.ticketLocationId'])
        .where('g.organizationId = :organizationId AND g.unresolvedCount > 0 AND g.eventEndsAt <= :now', {
          organizationId,
          now: new Date(),
        })
        .andWhere('g.ticketLocationId IN (:...ids)', { ids })
        .orderBy('g.ticketLocationId')
        .addOrderBy('g.eventEndsAt', 'DESC')
        .addOrderBy('g.id', 'DESC')
        .getMany();
      const found = new Map(rows.map((row) => [row.ticketLocationId, row]));
      return ids.map((id) => found.get(id) ?? new Error(`The location ${id} has no groups.`));
    }),
    locationsOfVenue: new DataLoader(async (ids) => locationsOfVenues(dataSource, organizationId, ids)),
  };
}
