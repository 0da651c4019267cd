/** Tables with an organization that are read before one is known. */
const GLOBAL = `ARRAY['api_tokens', 'password_links', 'sessions', 'sign_in_identities', 'single_sign_on_attempts', 'single_sign_on_domains']`;

const TENANT = `c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity`;
const ORGANIZATION = `(SELECT attnum FROM pg_attribute WHERE attrelid = c.oid AND attname = 'organization_id')`;

/**
 * What the catalogue has to say so that tables can be spread over machines by organization, and the owner can move an organization's rows
 * from one to another. Each statement finds what breaks its rule.
 */
export const CATALOGUE_RULES: Record<string, string> = {
  'the primary key is the organization and, where there is one, the id': `
    SELECT c.relname::text AS broken FROM pg_class c WHERE ${TENANT} AND NOT EXISTS (
      SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND k.conkey[1] = ${ORGANIZATION}
        AND (NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id')
             OR cardinality(k.conkey) = 2 AND k.conkey[2] = (SELECT attnum FROM pg_attribute WHERE attrelid = c.oid AND attname = 'id')))`,
  'a unique index or an exclusion carries the organization': `
    SELECT i.indexrelid::regclass::text AS broken FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
    WHERE ${TENANT} AND (i.indisunique OR i.indisexclusion) AND NOT ${ORGANIZATION} = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])`,
  'a foreign key leads from the organization to the same organization': `
    SELECT k.conname::text AS broken FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
    WHERE ${TENANT} AND NOT EXISTS (
      SELECT FROM unnest(k.conkey, k.confkey) AS pair(own, foreign_one)
      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = pair.foreign_one
      WHERE pair.own = ${ORGANIZATION} AND (a.attname = 'organization_id' OR k.confrelid = 'organizations'::regclass AND a.attname = 'id'))`,
  'a foreign key sets nothing to null or to its default, and changes no key': `
    SELECT k.conname::text AS broken FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
    WHERE ${TENANT} AND (k.confdeltype IN ('n', 'd') OR k.confupdtype NOT IN ('a', 'r'))`,
  'a table outside the wall leads to none behind it': `
    SELECT k.conname::text AS broken FROM pg_class c JOIN pg_constraint k ON k.confrelid = c.oid AND k.contype = 'f'
    JOIN pg_class o ON o.oid = k.conrelid WHERE ${TENANT} AND NOT o.relrowsecurity AND NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = o.oid AND a.attname = 'organization_id' AND a.attnum = ANY (k.conkey))`,
  'the organization is a uuid that is never null': `
    SELECT c.relname::text AS broken FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
    WHERE ${TENANT} AND NOT (a.attnotnull AND a.atttypid = 'uuid'::regtype)`,
  'row-level security is enabled, and not forced': `
    SELECT c.relname::text AS broken FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND (c.relforcerowsecurity OR NOT c.relrowsecurity AND NOT c.relname = ANY (${GLOBAL}))`,
  'no trigger sits on a table of tenants': `
    SELECT t.tgname::text AS broken FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal WHERE ${TENANT}`,
  'no table of tenants inherits, and none has rules': `
    SELECT c.relname::text AS broken FROM pg_class c WHERE ${TENANT} AND (c.relhasrules OR EXISTS (
      SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid OR i.inhparent = c.oid AND c.relkind <> 'p'))`,
};
