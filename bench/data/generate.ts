import { Client } from 'pg';
import { hashPassword } from '../../server/features/sign-in/password.ts';
import { say } from '../say.ts';
import { eventNames, type FoldedName, personNames, venueNames } from './names.ts';
import { shapesFor } from './shape.ts';
import { EVENTS, FUNCTIONS, GROUP_PLAN, GROUPS, ORDERS, PEOPLE, PLACES, PREPARE, TICKETS } from './statements.ts';
import { withoutIndexes } from './without-indexes.ts';

/** Goes up whenever the statements make other rows, so that a folder from before is refused instead of measured. */
const VERSION = 2;

/** The password of every generated user that can sign in. */
export const PASSWORD = 'bench-works-password';

const LARGE_TABLES = ['ticket_groups', 'tickets', 'orders', 'order_tickets'];

export interface Wanted {
  tickets: number;
  seed: number;
  /** Up to when what is unused is summed up. */
  now: Date;
}

/** Fills a migrated, empty database, unless it holds the same data already. */
export async function generate(ownerUrl: string, { tickets, seed, now }: Wanted): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const wanted = `version ${VERSION}, seed ${seed}, ${tickets} tickets`;
    const found = await generatedBefore(owner);
    if (found === wanted) return say(`The data are there already: ${wanted}.`);
    if (found !== null)
      throw new Error(`The database holds other data (${found}, wanted ${wanted}): use an empty one.`);
    await fill(owner, { tickets, seed, now });
    await owner.query(`CREATE TABLE bench.generated AS SELECT $1::text AS what`, [wanted]);
  } finally {
    await owner.end();
  }
}

async function generatedBefore(owner: Client): Promise<string | null> {
  const { rows } = await owner.query<{ found: boolean; any: boolean }>(
    `SELECT to_regclass('bench.generated') IS NOT NULL AS found, EXISTS (SELECT FROM organizations) AS any`,
  );
  if (rows[0]?.found)
    return (await owner.query<{ what: string }>('SELECT what FROM bench.generated')).rows[0]?.what ?? '';
  return rows[0]?.any ? 'something that this generator did not finish' : null;
}

async function fill(owner: Client, { tickets, seed, now }: Wanted): Promise<void> {
  const started = performance.now();
  const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    await work();
    say(`  ${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}`);
  };
  say(`Generating ${tickets.toLocaleString('en-US')} tickets ...`);
  await owner.query(PREPARE + FUNCTIONS(seed));
  await fillShapes(owner, tickets);
  await fillNames(owner, { event: eventNames(), venue: venueNames(), person: personNames() });
  await step('people', async () => {
    const hash = await hashPassword(PASSWORD);
    await owner.query(PEOPLE.replace('$1', `'${hash}'`));
  });
  await step('venues', () => owner.query(PLACES));
  await step('events', () => owner.query(EVENTS));
  await step('plan', () => owner.query(GROUP_PLAN));
  await withoutIndexes(owner, LARGE_TABLES, async () => {
    await step('ticket groups', () => owner.query(GROUPS(now)));
    await step('tickets', () => owner.query(TICKETS));
    await step('orders', () => owner.query(ORDERS));
  });
  await step('indexes', () => owner.query('DROP TABLE bench.groups, bench.names'));
  await step('statistics', () => owner.query('VACUUM (ANALYZE)'));
}

async function fillShapes(owner: Client, tickets: number): Promise<void> {
  await owner.query(
    `INSERT INTO bench.shapes
     SELECT number, slug, name, events, venues, users, "fixedGroups", "fixedHeld", days
     FROM jsonb_to_recordset($1) AS s(number int, slug text, name text, events int, venues int, users int,
                                      "fixedGroups" int, "fixedHeld" int, days int)`,
    [JSON.stringify(shapesFor(tickets))],
  );
}

async function fillNames(owner: Client, names: Record<string, FoldedName[]>): Promise<void> {
  for (const [kind, list] of Object.entries(names)) {
    await owner.query(
      `INSERT INTO bench.names
       SELECT $1, n - 1, name, key FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t(name, key, n)`,
      [kind, list.map(({ name }) => name), list.map(({ key }) => key)],
    );
  }
}
