import { expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { Pool } from 'pg';
import { CONFIRM } from '../../server/features/backfills/backfills.documents.ts';
import { newId } from '../../server/platform/id.ts';
import { app, newWorldForEachTest, world } from '../../server/test/each-test.ts';
import { asOwner, ownerUrlOf } from '../../server/test/owner.ts';
import { countConfirms, type Draft, makeDrafts } from '../scenarios/drafts.ts';
import { recordConfirm } from './floor/record-confirm.ts';

/** Servers can only be compared by their confirms while each of them leaves the same records. */

// The drafts of the benchmark are made by the database's clock.
newWorldForEachTest(() => app.clock.set(new Date()));

/** What happened to the rows of a table, and which of their columns are filled. */
interface Change {
  inserted: number;
  updated: number;
  filled: string[][];
}

test.each(['100.00', null])('the product, the ORM and the floor leave the same: face value %s', async (faceValue) => {
  const { user, api } = await world.actor('TICKET_MANAGER');
  const organization = { id: world.organizationId, slug: world.slug, userId: user.id, email: user.email };
  await world.usageCategory();
  const event = await world.event();
  // One ticket each: whoever chooses takes the one that the draft names.
  for (const seat of [1, 2, 3]) await world.ticketGroup({ event, seats: [seat], faceValue });
  await asOwner(app, async (owner) => {
    const [ofProduct, ofOrdinary, ofFloor] = (await makeDrafts(owner, organization, 'everywhere', 3)) as Three;

    const floor = await changesOf(owner, () => confirmOnFloor(organization.id, user.id, ofFloor));
    const ordinary = await changesOf(owner, () => confirmByOrm(organization.id, user.id, ofOrdinary));
    const product = await changesOf(owner, async () => {
      const input = { backfillId: world.id('Backfill', ofProduct), expectedVersion: 1 };
      expect((await api.ask(CONFIRM, { input })).confirmBackfill.userErrors).toEqual([]);
    });

    expect(floor).toEqual(product);
    expect(ordinary).toEqual(product);
    expect(countsOf(product)).toEqual({
      audit_entries: '2 new, 0 changed',
      audit_unsealed: '2 new, 0 changed',
      backfills: '0 new, 1 changed',
      mails: '1 new, 0 changed',
      order_tickets: '1 new, 0 changed',
      orders: '1 new, 0 changed',
      ticket_groups: '0 new, 1 changed',
      tickets: '0 new, 1 changed',
    });
    expect(await countConfirms(owner, organization.id)).toEqual({ confirms: 3, ticketsGivenTwice: 0, wrongRecords: 0 });
  });
});

type Three = [Draft, Draft, Draft];

async function confirmOnFloor(organizationId: string, userId: string, draft: Draft): Promise<void> {
  const pool = new Pool({ connectionString: app.databaseUrl, pipeline: true });
  const facts = new URLSearchParams({ ...draft, faceValue: draft.faceValue ?? '' });
  await recordConfirm(pool, { organizationId, userId }, facts).finally(() => pool.end());
}

async function confirmByOrm(organizationId: string, userId: string, draft: Draft): Promise<void> {
  // Not before the product has built its schema: TypeGraphQL would put the types of both into it.
  const { openDataSource } = await import('./ordinary/open-data-source.ts');
  const { createContext } = await import('./ordinary/context.ts');
  const { confirm } = await import('./ordinary/confirm.ts');
  const dataSource = await openDataSource(ownerUrlOf(app), organizationId, 1);
  const done = confirm(draft.id, createContext(dataSource, organizationId, userId, newId()));
  expect(await done.finally(() => dataSource.destroy())).toBe('CONFIRMED');
}

/** What the work does to the rows of all tables, the untouched ones left out. */
async function changesOf(owner: Client, work: () => Promise<void>): Promise<Record<string, Change>> {
  const { rows: tables } = await owner.query<{ name: string; next: string }>(
    `SELECT tablename AS name, pg_snapshot_xmax(pg_current_snapshot())::text AS next FROM pg_tables WHERE schemaname = 'public'`,
  );
  // A row says which transaction wrote it.
  const parts = tables.map(
    ({ name, next }) =>
      `SELECT '${name}' AS name, count(*)::int AS rows,
              coalesce(json_agg(to_jsonb(t)) FILTER (WHERE t.xmin::text::bigint >= ${next}), '[]') AS written FROM ${name} t`,
  );
  const look = parts.join(' UNION ALL ');
  const before = (await owner.query<{ rows: number }>(look)).rows;
  await work();
  const after = (await owner.query<{ name: string; rows: number; written: object[] }>(look)).rows;
  const changes = after.flatMap(({ name, rows, written }, index): [string, Change][] => {
    const inserted = rows - (before[index]?.rows ?? 0);
    const filled = written.map(filledIn).sort();
    return written.length > 0 ? [[name, { inserted, updated: written.length - inserted, filled }]] : [];
  });
  return Object.fromEntries(changes.sort());
}

/** The names of what is not null, also inside JSON. */
function filledIn(row: object): string[] {
  return Object.entries(row)
    .flatMap(([name, value]: [string, unknown]) => {
      if (value === null) return [];
      if (typeof value !== 'object' || Array.isArray(value)) return [name];
      return filledIn(value).map((inside) => `${name}.${inside}`);
    })
    .sort();
}

function countsOf(changes: Record<string, Change>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([table, { inserted, updated }]) => [table, `${inserted} new, ${updated} changed`]),
  );
}
