import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { CATALOGUE_RULES } from '../test/walk/catalogue-rules.ts';
import { ask, asOwner } from '../test/owner.ts';

/** Trigram indexes cannot begin with a uuid; only search functions use them, which filter by organization themselves. */
const TRIGRAM_INDEXES = ['contacts_search', 'users_search', 'venues_search'];

const POLICY = `(organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)`;

/** Each rule with a change that breaks it and no other. */
const BREAKING: [string, ...string[]][] = [
  ['none'],
  [
    'the primary key is the organization and, where there is one, the id',
    'ALTER TABLE odd DROP CONSTRAINT odd_pkey, ADD PRIMARY KEY (id, organization_id)',
  ],
  ['a unique index or an exclusion carries the organization', 'CREATE UNIQUE INDEX ON odd (event_id)'],
  [
    'a unique index or an exclusion carries the organization',
    'CREATE UNIQUE INDEX ON odd (event_id) INCLUDE (organization_id)',
  ],
  [
    'a foreign key leads from the organization to the same organization',
    'CREATE UNIQUE INDEX ON api_tokens (id, user_id)',
    'ALTER TABLE odd ADD FOREIGN KEY (event_id, organization_id) REFERENCES api_tokens (id, user_id)',
  ],
  [
    'a foreign key sets nothing to null or to its default, and changes no key',
    'ALTER TABLE odd ADD FOREIGN KEY (organization_id, event_id) REFERENCES events ON DELETE SET NULL (event_id)',
  ],
  [
    'a foreign key sets nothing to null or to its default, and changes no key',
    'ALTER TABLE odd ADD FOREIGN KEY (organization_id, event_id) REFERENCES events ON UPDATE CASCADE',
  ],
  [
    'a table outside the wall leads to none behind it',
    'ALTER TABLE odd ADD UNIQUE (organization_id, event_id)',
    'CREATE TABLE outside (tenant uuid, odd uuid, FOREIGN KEY (tenant, odd) REFERENCES odd)',
  ],
  [
    'the organization is a uuid that is never null',
    'ALTER TABLE odd DROP CONSTRAINT odd_organization_id_fkey, ALTER organization_id TYPE text',
    'ALTER TABLE odd ALTER organization_id SET NOT NULL',
  ],
  ['row-level security is enabled, and not forced', 'ALTER TABLE odd FORCE ROW LEVEL SECURITY'],
  ['row-level security is enabled, and not forced', 'ALTER TABLE odd DISABLE ROW LEVEL SECURITY'],
  [
    'no trigger sits on a table of tenants',
    'CREATE TRIGGER odd_trigger BEFORE UPDATE ON odd FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  ],
  ['no table of tenants inherits, and none has rules', 'CREATE RULE odd_rule AS ON DELETE TO odd DO INSTEAD NOTHING'],
];

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

  // What is made of the other columns of a row is the same on every machine: ticket_groups.unsummed_from.
  test('no id and no default of a tenant table is made by the database', async () => {
    const made = await ask(
      app,
      `SELECT c.relname AS table, a.attname AS column, pg_get_expr(d.adbin, d.adrelid) AS made FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE ${TENANT_TABLE} AND (a.attidentity <> '' OR (a.attname = 'id' AND d.oid IS NOT NULL)
         OR a.attgenerated = '' AND pg_get_expr(d.adbin, d.adrelid) LIKE '%(%' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%CURRENT_%'
         OR a.attgenerated <> '' AND (c.relname, a.attname) <> ('ticket_groups', 'unsummed_from'))`,
    );
    expect(made).toEqual([]);
    const sequences = await ask<{ name: string }>(
      app,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`,
    );
    expect(sequences.map(({ name }) => name)).toEqual(['migrations_id_seq']);
  });

  test.each(Object.keys(CATALOGUE_RULES))('%s', async (rule) => {
    expect(await ask(app, CATALOGUE_RULES[rule] ?? '')).toEqual([]);
  });

  test.each(BREAKING)('the rules notice a table that breaks them: %s', async (rule, ...statements) => {
    const broken = await asOwner(app, async (owner) => {
      await owner.query('BEGIN');
      await owner.query(
        `CREATE TABLE odd (organization_id uuid NOT NULL REFERENCES organizations (id), id uuid NOT NULL, event_id uuid,
                           PRIMARY KEY (organization_id, id));
         ALTER TABLE odd ENABLE ROW LEVEL SECURITY`,
      );
      for (const statement of statements) await owner.query(statement);
      const found: string[] = [];
      for (const [name, sql] of Object.entries(CATALOGUE_RULES)) {
        if ((await owner.query(sql)).rows.length > 0) found.push(name);
      }
      await owner.query('ROLLBACK');
      return found;
    });
    expect(broken).toEqual(rule === 'none' ? [] : [rule]);
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
