import pg from 'pg';

/** A statement as it went to PostgreSQL. */
export interface Sent {
  text: string;
  values: unknown[];
}

/** A node of a plan, as EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) writes it. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** Notes what is sent to PostgreSQL while the work goes on, apart from what opens and ends transactions. */
export async function recordSent(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...args: unknown[]): unknown {
    const [query, values] = args as [string | Sent, unknown[] | undefined];
    const statement = typeof query === 'string' ? { text: query, values: Array.isArray(values) ? values : [] } : query;
    if (/^\s*(SELECT|WITH)/i.test(statement.text)) sent.push({ text: statement.text, values: statement.values ?? [] });
    return Reflect.apply(original, this, args);
  };
  Object.assign(pg.Client.prototype, { query: recording });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query: original });
  }
  return sent;
}

/**
 * Runs the statements once more, each as a tenant, and says how PostgreSQL did it. Those that tenants may not run are left out:
 * sessions are looked up outside of any organization.
 */
export async function explainSent(url: string, organizationId: string, sent: readonly Sent[]): Promise<PlanNode[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const plans: PlanNode[] = [];
    for (const statement of sent) {
      await client.query(`BEGIN; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${organizationId}'`);
      // The first time, what a function is made of is read too; a session that has been in use knows it.
      const plan = (await explain(client, statement)) && (await explain(client, statement));
      await client.query('ROLLBACK');
      if (plan) plans.push(plan);
    }
    return plans;
  } finally {
    await client.end();
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';

async function explain(client: pg.Client, { text, values }: Sent): Promise<PlanNode | undefined> {
  try {
    const query = { text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values };
    return (await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(query)).rows[0]?.['QUERY PLAN'][0]?.Plan;
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return undefined;
    throw error;
  }
}
