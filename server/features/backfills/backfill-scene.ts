import type { ApiClient, GraphqlAnswer } from '../../test/api-client.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';
import { CONFIRM, CREATE } from './backfills.documents.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

export { app, world };

export type Group = TicketGroup & { tickets: Ticket[] };

export let api: ApiClient;
export let tess: User;
export let recipient: User;
export let category: UsageCategory;

/** Before each test: a new organization with a Ticket Manager, somebody who gets tickets, and a usage category. */
export function setScene(): void {
  newWorldForEachTest(async () => {
    ({ user: tess, api } = await world.actor('TICKET_MANAGER', { name: 'Tess Ticket' }));
    recipient = await world.user('EMPLOYEE', { name: 'Remy Recipient' });
    category = await world.usageCategory('Client Entertainment');
  });
}

export function line(
  group: { id: string },
  quantity: number,
  more: { to?: User; category?: UsageCategory; tickets?: Ticket[] } = {},
): object {
  return {
    ticketGroupId: world.id('TicketGroup', group),
    quantity,
    recipientId: world.id('User', more.to ?? recipient),
    usageCategoryId: world.id('UsageCategory', more.category ?? category),
    ticketIds: more.tickets?.map((ticket) => world.id('Ticket', ticket)),
  };
}

export async function create(assignments: object[], more: object = {}, client = api): Promise<GraphqlAnswer['data']> {
  return (await client.ask(CREATE, { input: { assignments, ...more } })).createBackfill;
}

export async function confirm(backfill: { id: string; version: number }, client = api): Promise<GraphqlAnswer['data']> {
  return (await client.ask(CONFIRM, { input: { backfillId: backfill.id, expectedVersion: backfill.version } }))
    .confirmBackfill;
}

/** What the database holds of an organization: what a refused write must leave as it was. */
export async function state(): Promise<object> {
  return world.write(async (tx) => {
    const count = async (table: string): Promise<number> =>
      (
        await tx.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE organization_id = $1`, [
          world.organizationId,
        ])
      )[0]?.n ?? -1;
    const [groups] = await tx.rows<object>(
      `SELECT sum(unresolved_count)::int AS unresolved, sum(unresolved_value)::text AS value FROM ticket_groups WHERE organization_id = $1`,
      [world.organizationId],
    );
    return {
      ...groups,
      backfills: await count('backfills'),
      assignments: await count('assignments'),
      orders: await count('orders'),
      allocations: await count('order_tickets'),
      audit: await count('audit_entries'),
    };
  });
}

export const seats = (tickets: { seat: string | null }[]): (string | null)[] => tickets.map(({ seat }) => seat);
