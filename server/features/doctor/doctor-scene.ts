import { expect } from '@jest/globals';
import type { TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { CONFIRM, CREATE } from '../backfills/backfills.documents.ts';
import type { User } from '../people/user.entity.ts';

/** An order of two of three tickets, whose group is as it should be. */
export type DoctorScene = Awaited<ReturnType<typeof doctorScene>>;

export async function doctorScene(app: TestApp, world: World) {
  const recipient = await world.user('EMPLOYEE');
  const group = await world.ticketGroup({ seats: [1, 2, 3] });
  const order = await world.order({ recipient, group, tickets: group.tickets.slice(0, 2) });
  const [first, second, free] = group.tickets.map(({ id }) => id);
  return { app, world, recipient, group, order, first, second, free };
}

/** Changes records past everything that keeps them right; $1 is the organization. */
export function damage(world: World, text: string, ...values: unknown[]): Promise<number> {
  return world.write((tx) => tx.execute(text, [tx.organizationId, ...values]));
}

/** A confirmed backfill of one ticket of the group. */
export async function backfillOne(world: World, group: { id: string }, recipient: User): Promise<void> {
  const { api } = await world.actor('TICKET_MANAGER');
  const assignments = [
    {
      ticketGroupId: world.id('TicketGroup', group),
      quantity: 1,
      recipientId: world.id('User', recipient),
      usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
    },
  ];
  const { backfill: draft } = (await api.ask(CREATE, { input: { assignments } })).createBackfill;
  const input = { backfillId: draft.id, expectedVersion: draft.version };
  expect((await api.ask(CONFIRM, { input })).confirmBackfill.userErrors).toEqual([]);
}
