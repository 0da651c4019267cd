import type { ApiClient } from '../api-client.ts';
import type { World } from '../world.ts';
import { change } from './change.ts';

/** A draft of five lines, each of which meets another problem after it was planned. */
export async function fillTroubledDraft(world: World, api: ApiClient): Promise<void> {
  const taker = await world.user('EMPLOYEE');
  const lines = await Promise.all(Array.from({ length: 5 }, () => newLine(world)));
  const [taken, emptied, postponed, forInactive, ofRetired] = lines;
  if (!taken || !emptied || !postponed || !forInactive || !ofRetired) return;
  const assignments = lines.map(({ group, recipient, usageCategory }, index) => ({
    ticketGroupId: world.id('TicketGroup', group),
    recipientId: world.id('User', recipient),
    usageCategoryId: world.id('UsageCategory', usageCategory),
    quantity: 1,
    ...(index === 0 ? { ticketIds: group.tickets.slice(0, 1).map((ticket) => world.id('Ticket', ticket)) } : {}),
  }));
  await change(api, 'createBackfill', { assignments });
  await world.order({ recipient: taker, group: taken.group, tickets: taken.group.tickets.slice(0, 1) });
  await world.order({ recipient: taker, group: emptied.group });
  const { organizationId } = world;
  const ids = [postponed.group.id, postponed.group.eventId, forInactive.recipient.id, ofRetired.usageCategory.id];
  const statements = [
    'UPDATE ticket_groups SET event_ends_at = NULL WHERE organization_id = $1 AND id = $2',
    `UPDATE events SET status = 'POSTPONED' WHERE organization_id = $1 AND id = $2`,
    'UPDATE users SET is_active = false WHERE organization_id = $1 AND id = $2',
    'UPDATE usage_categories SET retired_at = now() WHERE organization_id = $1 AND id = $2',
  ];
  await world.write(async (tx) => {
    for (const [index, statement] of statements.entries()) await tx.execute(statement, [organizationId, ids[index]]);
  });
}

/** A group without values on file, which the review warns of. */
async function newLine(world: World) {
  return {
    group: await world.ticketGroup({ seats: [1, 2], faceValue: null }),
    recipient: await world.user('EMPLOYEE'),
    usageCategory: await world.usageCategory(),
  };
}
