import pg from 'pg';
import { generate } from '../../bench/data/generate.ts';

/** An organization of the generated ones, and somebody who may see all of its lists. */
export interface ListWorld {
  organizationId: string;
  userId: string;
  orderId: string;
  importId: string;
  venueId: string;
  ticketGroupId: string;
}

/**
 * The benchmark's organizations, of which the largest has more than ten times the rows of the smallest, and rows for the lists that the
 * benchmark does not ask for. The planner knows both in the same tables.
 */
export async function fillLists(ownerUrl: string, now: Date): Promise<{ small: ListWorld; large: ListWorld }> {
  await generate(ownerUrl, { tickets: 200_000, seed: 1, now });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const small = await fill(owner, 'bench-50', 1_000);
    const large = await fill(owner, 'bench-1', 12_000);
    await owner.query('VACUUM (ANALYZE)');
    return { small, large };
  } finally {
    await owner.end();
  }
}

async function fill(owner: pg.Client, slug: string, count: number): Promise<ListWorld> {
  const { rows } = await owner.query<ListWorld>(
    `SELECT o.id AS "organizationId",
            (SELECT id FROM users WHERE organization_id = o.id AND role = 'SUPER_USER') AS "userId",
            (SELECT id FROM orders WHERE organization_id = o.id ORDER BY id LIMIT 1) AS "orderId",
            gen_random_uuid() AS "importId",
            (SELECT venue_id FROM ticket_locations WHERE organization_id = o.id ORDER BY id LIMIT 1) AS "venueId",
            (SELECT id FROM ticket_groups WHERE organization_id = o.id ORDER BY held_count DESC, id LIMIT 1) AS "ticketGroupId"
     FROM organizations o WHERE o.slug = $1`,
    [slug],
  );
  const [world] = rows;
  if (!world) throw new Error(`There is no organization ${slug}.`);
  const values = [world.organizationId, world.userId, count];
  await owner.query(CONTACTS, values);
  await owner.query(BACKFILLS, values);
  await owner.query(MAILS, values);
  await owner.query(IMPORTS, values);
  await owner.query(API_TOKENS, values);
  await owner.query('UPDATE orders SET recipient_id = $2 WHERE organization_id = $1', values.slice(0, 2));
  await owner.query(ENTRIES, [...values, world.orderId]);
  await owner.query(FIRST_IMPORT, [...values.slice(0, 2), world.importId]);
  await owner.query(ROW_ERRORS, [world.organizationId, world.importId, count]);
  return world;
}

const WHEN = `timestamptz '2026-07-01' - n * interval '1 minute'`;

const CONTACTS = `
  INSERT INTO contacts (organization_id, id, name, search_text, visibility, created_by_id, created_at)
  SELECT $1, gen_random_uuid(), 'Guest ' || n, 'guest ' || n, 'SHARED', $2, ${WHEN} FROM generate_series(1, $3::int) n`;
const BACKFILLS = `
  INSERT INTO backfills (organization_id, id, status, input_hash, created_by_id, created_at, updated_by_id, updated_at)
  SELECT $1, gen_random_uuid(), 'DRAFT', 'x', $2, ${WHEN}, $2, ${WHEN} FROM generate_series(1, $3::int) n`;
const MAILS = `
  INSERT INTO mails (organization_id, id, kind, status, recipient_id, facts, created_at)
  SELECT $1, gen_random_uuid(), 'INVITATION', 'KEPT', $2, '{}', ${WHEN} FROM generate_series(1, $3::int) n`;
const IMPORTS = `
  INSERT INTO imports (organization_id, id, status, created_by_id, created_at)
  SELECT $1, gen_random_uuid(), 'DISCARDED', $2, ${WHEN} FROM generate_series(1, $3::int) n`;
const FIRST_IMPORT = `
  INSERT INTO imports (organization_id, id, status, created_by_id, created_at) VALUES ($1, $3, 'INVALID', $2, '2026-07-02')`;
const ROW_ERRORS = `
  INSERT INTO import_row_errors (organization_id, id, import_id, position, file_kind, row_number, message)
  SELECT $1, gen_random_uuid(), $2, n, 'VENUES', n, 'No such venue.' FROM generate_series(1, $3::int) n`;
const API_TOKENS = `
  INSERT INTO api_tokens (id, token_hash, organization_id, user_id, name, name_key, start, scopes, created_at, expires_at)
  SELECT gen_random_uuid(), sha256(($1::uuid::text || n)::bytea), $1, $2, 'Program ' || n, 'program ' || n, 'x', '{BACKFILL}', ${WHEN},
         '2026-12-01' FROM generate_series(1, $3::int) n`;
/** Every other one is about the same order. */
const ENTRIES = `
  INSERT INTO audit_entries (organization_id, id, recorded_at, actor_id, action, subject_type, subject_id)
  SELECT $1, gen_random_uuid(), ${WHEN}, $2, 'order.created', 'Order', CASE n % 2 WHEN 0 THEN $4 ELSE gen_random_uuid() END
  FROM generate_series(1, $3::int) n`;
