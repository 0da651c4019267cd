import { describe, expect, test } from '@jest/globals';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { world, api, recipient, line, create, confirm, state, setScene } from './backfill-scene.ts';
import { REVIEW } from './backfills.documents.ts';

setScene();

describe('late and repeated', () => {
  test('seats that were taken meanwhile are planned again, and the review and the confirm say so', async () => {
    const group = await world.ticketGroup({ seats: [1, 2, 3, 4, 5, 6] });
    const { backfill } = await create([line(group, 2)]);
    await confirm((await create([line(group, 1)])).backfill);
    const { review } = (await api.ask(REVIEW, { id: backfill.id })).backfill;
    expect(review.problems).toEqual([]);
    expect(review.assignments).toMatchObject([{ ticketsChanged: true, tickets: [{ seat: '2' }, { seat: '3' }] }]);
    expect(review.warnings.map(({ kind }: { kind: string }) => kind)).toEqual([
      'SEATS_CHANGED',
      'RECIPIENT_HAS_ORDER_FOR_EVENT',
    ]);
    const payload = await confirm(backfill);
    expect(payload.userErrors).toEqual([]);
    expect(payload.replannedAssignments).toMatchObject([{ tickets: [{ seat: '2' }, { seat: '3' }] }]);
    await expectExactCounters(world);
  });

  test('too late for some: the draft stays, the review and the confirm tell the fresh count', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const { backfill } = await create([line(group, 3)], { note: 'typed with care' });
    await confirm((await create([line(group, 2)])).backfill);
    const problem = {
      __typename: 'NotEnoughUnusedTickets',
      requested: 3,
      unusedCount: 2,
      path: ['assignments', '0', 'quantity'],
    };
    const { review } = (await api.ask(REVIEW, { id: backfill.id })).backfill;
    expect(review.problems).toMatchObject([problem]);
    const payload = await confirm(backfill);
    expect(payload.userErrors).toMatchObject([problem]);
    expect(payload.backfill).toMatchObject({ status: 'DRAFT', version: 1, note: 'typed with care', ticketCount: 3 });
    expect(payload.ticketGroups).toMatchObject([{ unusedCount: 2 }]);
  });

  test('what changed since the draft was saved stops the confirm: an event postponed, a recipient gone, a category retired', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const { backfill } = await create([line(group, 1)]);
    await world.write(async (tx) => {
      await tx.execute('UPDATE users SET is_active = false WHERE organization_id = $1 AND id = $2', [
        tx.organizationId,
        recipient.id,
      ]);
      await tx.execute('UPDATE usage_categories SET retired_at = now() WHERE organization_id = $1', [
        tx.organizationId,
      ]);
    });
    expect((await confirm(backfill)).userErrors.map(({ __typename }: { __typename: string }) => __typename)).toEqual([
      'RecipientInactive',
      'UsageCategoryRetired',
    ]);
    await world.write(async (tx) => {
      await tx.execute(`UPDATE events SET status = 'POSTPONED' WHERE organization_id = $1`, [tx.organizationId]);
      await tx.execute('UPDATE ticket_groups SET event_ends_at = NULL WHERE organization_id = $1', [tx.organizationId]);
    });
    expect((await confirm(backfill)).userErrors[0]).toMatchObject({
      __typename: 'NotInUnusedQueue',
      state: 'EVENT_POSTPONED',
    });
    expect(await state()).toMatchObject({ orders: 0, allocations: 0, unresolved: 4 });
  });

  test('confirming twice returns the same orders and creates nothing new', async () => {
    const { backfill } = await create([line(await world.ticketGroup(), 2), line(await world.ticketGroup(), 1)]);
    const first = await confirm(backfill);
    const after = await state();
    const second = await confirm(backfill);
    expect(second).toEqual(first);
    expect(await state()).toEqual(after);
    expect((await confirm({ id: backfill.id, version: 2 })).userErrors[0]).toMatchObject({
      __typename: 'StaleVersion',
      currentVersion: 2,
    });
  });

  test('an external reference with the same input returns what exists, with another it is refused', async () => {
    const group = await world.ticketGroup({ quantity: 4 });
    const first = await create([line(group, 2)], { externalReference: 'crm-77' });
    const again = await create([line(group, 2)], { externalReference: 'crm-77' });
    expect(again.backfill.id).toBe(first.backfill.id);
    const other = await create([line(group, 3)], { externalReference: 'crm-77' });
    expect(other).toMatchObject({
      backfill: null,
      userErrors: [{ __typename: 'ExternalReferenceTaken', path: ['externalReference'] }],
    });
    await confirm(first.backfill);
    expect((await create([line(group, 2)], { externalReference: 'crm-77' })).backfill).toMatchObject({
      id: first.backfill.id,
      status: 'CONFIRMED',
    });
    const parallel = await Promise.all(
      Array.from({ length: 8 }, () => create([line(group, 1)], { externalReference: 'crm-78' })),
    );
    expect(new Set(parallel.map(({ backfill }) => backfill.id)).size).toBe(1);
    expect(await state()).toMatchObject({ backfills: 2 });
  });
});
