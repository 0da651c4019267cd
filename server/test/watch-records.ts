import pg from 'pg';
import { CHECKS } from '../features/doctor/checks.ts';

/** Looks at the records of one test database with the owner's eyes. */
export interface RecordWatch {
  /** What the doctor's checks find in any organization that is not excused, each in a line. */
  find(): Promise<string[]>;
  close(): Promise<void>;
}

/** The databases of this test file; after each test all of them are looked at (after-each-test.ts). */
export const watches = new Set<RecordWatch>();

/** Organizations whose records a test damages on purpose. */
const excused = new Set<string>();

/** From now on nobody complains about the records of this organization. */
export function excuseRecords(organizationId: string, _because: string): void {
  excused.add(organizationId);
}

/** Takes that back. */
export function watchRecordsAgain(organizationId: string): void {
  excused.delete(organizationId);
}

/** Begins to watch the database; `close` ends it. */
export function watchRecords(ownerUrl: string): RecordWatch {
  let connected: Promise<pg.Client> | undefined;
  const connect = async (): Promise<pg.Client> => {
    // A plan that is kept from when the tables were empty takes minutes for a test that fills them.
    const client = new pg.Client({ connectionString: ownerUrl, options: '-c plan_cache_mode=force_custom_plan' });
    // Some tests end every connection; the next look makes a new one.
    client.on('error', () => (connected = undefined));
    await client.connect();
    return client;
  };
  const watch: RecordWatch = {
    async find() {
      const client = await (connected ??= connect());
      const { rows } = await client.query<{ slug: string; name: string; id: string; found: string; expected: string }>({
        name: 'all-checks',
        text: ALL_CHECKS,
        values: [[...excused]],
      });
      return rows.map(
        ({ slug, name, id, found, expected }) => `${slug}: ${name}: ${id}: ${found}; should be: ${expected}`,
      );
    },
    async close() {
      watches.delete(watch);
      await (await connected)?.end();
    },
  };
  watches.add(watch);
  return watch;
}

/** The doctor's own statements, for all organizations at once. */
const ALL_CHECKS = CHECKS.map(
  ({ name, statement }) => `
    SELECT here.slug, '${name}' AS name, f.id, f.found, f.expected
    FROM organizations here CROSS JOIN LATERAL (${statement.replaceAll('$1', 'here.id')}) f
    WHERE here.id <> ALL ($1::uuid[])`,
).join(' UNION ALL ');
