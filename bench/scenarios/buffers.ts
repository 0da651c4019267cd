import { Client } from 'pg';

const INSUFFICIENT_PRIVILEGE = '42501';

/** A statement as it went to PostgreSQL. */
export interface Sent {
  text: string;
  values: unknown[];
}

/** How many pages of memory the statements touch, run once more as a tenant, in the cache or not. */
export async function buffersOf(url: string, organizationId: string, statements: Sent[]): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let buffers = 0;
    for (const { text, values } of statements) {
      await client.query(`BEGIN; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${organizationId}'`);
      const plan = await explain(client, text, values);
      await client.query('ROLLBACK');
      buffers += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
    }
    return buffers;
  } finally {
    await client.end();
  }
}

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}

/** The plan, or undefined for a statement that tenants may not run: sessions are looked up outside of any organization. */
async function explain(client: Client, text: string, values: unknown[]): Promise<Plan | undefined> {
  try {
    const query = { text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values };
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(query);
    return rows[0]?.['QUERY PLAN'][0]?.Plan;
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return undefined;
    throw error;
  }
}
