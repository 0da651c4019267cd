import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { newId } from './platform/id.ts';
import type { ApiClient } from './test/api-client.ts';
import { ask } from './test/owner.ts';
import { startTestApp, type TestApp } from './test/test-app.ts';
import type { World } from './test/world.ts';

/** The tables that belong to no organization; everything else must be behind the wall. */
const GLOBAL_TABLES = [
  'api_tokens',
  'migrations',
  'organizations',
  'password_links',
  'sessions',
  'sign_in_identities',
  'single_sign_on_attempts',
  'single_sign_on_domains',
];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

function catalogue<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  return ask<Row>(app, sql);
}

describe('the catalogue', () => {
  test('every table is global by name or has the organization first in its primary key and row-level security', async () => {
    const tables = await catalogue<{
      name: string;
      key: string[] | null;
      guarded: boolean;
      forced: boolean;
      policies: number;
    }>(`
      SELECT c.relname AS name, c.relrowsecurity AS guarded, c.relforcerowsecurity AS forced,
             (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL) AS policies,
             (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_constraint pk
              CROSS JOIN LATERAL unnest(pk.conkey) WITH ORDINALITY k(attnum, place)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
              WHERE pk.conrelid = c.oid AND pk.contype = 'p') AS key
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`);
    expect(tables.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual(GLOBAL_TABLES);
    const tenant = tables.filter(({ guarded }) => guarded);
    expect(tenant.length).toBeGreaterThan(20);
    for (const table of tenant)
      expect(table).toMatchObject({ key: expect.arrayContaining(['organization_id']), forced: false, policies: 1 });
    expect(tenant.filter(({ key }) => key?.[0] !== 'organization_id')).toEqual([]);
  });

  test('every unique index and foreign key of a tenant table carries the organization, and none sets null', async () => {
    const indexes = await catalogue(`
      SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND i.indisunique AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND a.attnum = ANY (i.indkey))`);
    expect(indexes).toEqual([]);
    const keys = await catalogue(`
      SELECT f.conname AS name FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND f.contype = 'f' AND (f.confdeltype IN ('n', 'd') OR NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND a.attnum = ANY (f.conkey)))`);
    expect(keys).toEqual([]);
  });

  test('the login role has no rights of its own on tenant tables, and app_rw cannot change the audit trail or ticket locations', async () => {
    const rights = await catalogue<{ name: string; login: boolean; change: boolean }>(`
      SELECT c.relname AS name,
             has_table_privilege('backfill_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE') AS login,
             has_table_privilege('app_rw', c.oid, 'UPDATE, DELETE') AS change
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity`);
    expect(rights.filter(({ login }) => login)).toEqual([]);
    expect(
      rights
        .filter(({ change }) => !change)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['audit_entries', 'audit_seals', 'ticket_locations']);
  });

  test('no trigger sits on a tenant table, and definer functions have a fixed search_path', async () => {
    expect(
      await catalogue(
        `SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND NOT tgisinternal`,
      ),
    ).toEqual([]);
    expect(
      await catalogue(`SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
        AND NOT EXISTS (SELECT FROM unnest(proconfig) setting WHERE setting LIKE 'search_path=%')`),
    ).toEqual([]);
  });
});

describe('another organization', () => {
  let ours: World;
  let theirs: World;
  let api: ApiClient;
  let foreign: Record<string, { id: string }>;

  beforeAll(async () => {
    [ours, theirs] = [await app.world(), await app.world()];
    api = (await ours.actor('SUPER_USER')).api;
    const group = await theirs.ticketGroup({ seats: [1, 2] });
    const venue = { id: group.venueId };
    const { user } = await theirs.actor('SUPER_USER');
    foreign = {
      Event: { id: group.eventId },
      Organization: { id: theirs.organizationId },
      SystemProfile: await theirs.systemProfile(),
      Ticket: group.tickets[0] ?? { id: '' },
      TicketCategory: { id: group.ticketCategoryId },
      TicketGroup: group,
      TicketLocation: { id: group.ticketLocationId },
      UsageCategory: await theirs.usageCategory(),
      User: user,
      Venue: venue,
    };
  });

  test('node(id) answers for its rows as for rows that never existed, whoever stamped the id', async () => {
    const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    for (const [type, row] of Object.entries(foreign)) {
      expect(await api.ask(NODE, { id: theirs.id(type, row) })).toEqual({ node: null });
      expect(await api.ask(NODE, { id: ours.id(type, row) })).toEqual({ node: null });
      expect(await api.ask(NODE, { id: ours.id(type, { id: newId() }) })).toEqual({ node: null });
    }
  });

  test('its rows are in no list, count or search', async () => {
    const LISTS = `{ users(search: "person") { nodes { id } } venues { id } ticketCategories { id } usageCategories(includeRetired: true) { id }
      systemProfiles { id } events { nodes { id } } orders { nodes { id } } backfills { nodes { id } }
      unusedQueue { totals { ticketCount eventCount } } viewer { organization { hasInventory } } }`;
    const lists = await api.ask(LISTS);
    expect(lists).toMatchObject({
      venues: [],
      ticketCategories: [],
      usageCategories: [],
      systemProfiles: [],
      events: { nodes: [] },
      orders: { nodes: [] },
      backfills: { nodes: [] },
      unusedQueue: { totals: { ticketCount: 0, eventCount: 0 } },
      viewer: { organization: { hasInventory: false } },
    });
    expect(lists.users.nodes).toHaveLength(1);
  });

  test('the database alone holds: a query without any filter sees only the own rows', async () => {
    const visible = await ours.write((tx) =>
      tx.rows<{ organization_id: string }>('SELECT DISTINCT organization_id FROM users'),
    );
    expect(visible).toEqual([{ organization_id: ours.organizationId }]);
    const changed = await ours.write((tx) => tx.execute(`UPDATE ticket_groups SET held_count = held_count + 1`));
    expect(changed).toBe(0);
    await expect(
      ours.write((tx) =>
        tx.execute(`INSERT INTO system_profiles (organization_id, id, name, name_key) VALUES ($1, $2, 'x', 'x')`, [
          theirs.organizationId,
          newId(),
        ]),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(app.database.global('SELECT 1 FROM users')).rejects.toThrow(/permission denied/);
  });
});
