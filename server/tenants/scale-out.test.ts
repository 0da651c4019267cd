import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { ask } from '../test/walk/owner.ts';

/** Trigram indexes cannot begin with a uuid; only search functions use them, which filter by organization themselves. */
const TRIGRAM_INDEXES = ['contacts_search', 'users_search', 'venues_search'];

const POLICY = `(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)`;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const TENANT_TABLE = `c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity`;

describe('tables can be spread over machines by organization', () => {
  test('every index of a tenant table begins with the organization, but for those of the text search', async () => {
    const indexes = await ask<{ name: string }>(
      app,
      `SELECT i.indexrelid::regclass::text AS name FROM pg_index i
       JOIN pg_class c ON c.oid = i.indrelid AND ${TENANT_TABLE}
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
       WHERE a.attname IS DISTINCT FROM 'organization_id' ORDER BY 1`,
    );
    expect(indexes.map(({ name }) => name)).toEqual(TRIGRAM_INDEXES);
  });

  test('no id and no default of a tenant table is made by the database', async () => {
    const made = await ask(
      app,
      `SELECT c.relname AS table, a.attname AS column, pg_get_expr(d.adbin, d.adrelid) AS made FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE ${TENANT_TABLE} AND (a.attidentity <> '' OR a.attgenerated <> '' OR (a.attname = 'id' AND d.oid IS NOT NULL)
         OR pg_get_expr(d.adbin, d.adrelid) LIKE '%(%' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%CURRENT_%')`,
    );
    expect(made).toEqual([]);
    const sequences = await ask<{ name: string }>(
      app,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`,
    );
    expect(sequences.map(({ name }) => name)).toEqual(['migrations_id_seq']);
  });

  test('organization_id is a uuid that is never null', async () => {
    const others = await ask(
      app,
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
       WHERE ${TENANT_TABLE} AND NOT (a.attnotnull AND a.atttypid = 'uuid'::regtype)`,
    );
    expect(others).toEqual([]);
  });
});

describe('the wall', () => {
  test('is one and the same policy on every tenant table, for reading and writing', async () => {
    const policies = await ask(
      app,
      `SELECT DISTINCT p.polname AS name, p.polcmd AS command, p.polpermissive AS permissive, p.polroles::text AS roles,
              pg_get_expr(p.polqual, p.polrelid) AS reading, pg_get_expr(p.polwithcheck, p.polrelid) AS writing
       FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE ${TENANT_TABLE}`,
    );
    expect(policies).toEqual([
      { name: 'tenant', command: '*', permissive: true, roles: '{0}', reading: POLICY, writing: POLICY },
    ]);
  });

  test('is not gone round by views, or by the roles of the service', async () => {
    const views = await ask(
      app,
      `SELECT relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
         AND (c.relkind = 'm' OR (c.relkind = 'v' AND NOT coalesce(c.reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on']))`,
    );
    expect(views).toEqual([]);
    const roles = await ask(
      app,
      `SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS mighty,
              (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname IN ('app_rw', 'backfill_app') ORDER BY 1`,
    );
    expect(roles).toEqual([
      { rolname: 'app_rw', mighty: false, owned: 0 },
      { rolname: 'backfill_app', mighty: false, owned: 0 },
    ]);
  });

  test('lets the login role wait 5 s for a statement and 2 s for a lock, also as app_rw', async () => {
    const world = await app.world();
    const [limits] = await world.write((tx) =>
      tx.rows(
        `SELECT current_user::text AS "user", current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`,
      ),
    );
    expect(limits).toEqual({ user: 'app_rw', statement: '5s', lock: '2s' });
  });
});
