import type { ApiClient } from '../../test/api-client.ts';
import type { World } from '../../test/world.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Event } from './event.entity.ts';

export const UPDATE = `mutation ($input: UpdateEventInput!) {
  updateEvent(input: $input) {
    event { id localDate localTime startsAt endsAt status version unresolvedCount }
    userErrors { __typename ... on UserError { message path } ... on StaleVersion { currentVersion } }
  }
}`;

/** What is asked for; the event's version is the first unless it is given. */
export interface Change {
  expectedVersion?: number;
  localDate?: string | null;
  localTime?: string | null;
  status?: string | null;
}

export async function updateEventAs(api: ApiClient, world: World, event: Event, change: Change) {
  const input = { eventId: world.id('Event', event), expectedVersion: 1, ...change };
  return (await api.ask(UPDATE, { input })).updateEvent;
}

/** Everything that a change of the event may touch. */
export async function eventOnFile(world: World, event: Event) {
  return world.write(async (tx) => ({
    event: await tx.manager.findOneByOrFail(Event, { organizationId: world.organizationId, id: event.id }),
    groups: await tx.manager.find(TicketGroup, {
      where: { organizationId: world.organizationId, eventId: event.id },
      order: { id: 'ASC' },
    }),
    audit: await tx.manager.findBy(AuditEntry, { organizationId: world.organizationId, subjectId: event.id }),
  }));
}
