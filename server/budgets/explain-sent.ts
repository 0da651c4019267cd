import pg from 'pg';

/** A statement as it went to PostgreSQL. */
interface Sent {
  text: string;
  values: unknown[];
}

/** What the plans of a request's statements do, taken together. */
export interface PlanFacts {
  /** Rows that scans read, those included that a filter threw away. */
  rowsRead: number;
  /** Most rows that one node sorted. */
  rowsSorted: number;
  indexes: string[];
  /** Tables that were read from the first row to the last. */
  scannedTables: string[];
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

/** Runs the statements once more, as a tenant, and says how. */
export async function explainSent(url: string, organizationId: string, sent: readonly Sent[]): Promise<PlanFacts> {
  const facts: PlanFacts = { rowsRead: 0, rowsSorted: 0, indexes: [], scannedTables: [] };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const { text, values } of sent) {
      await client.query(`BEGIN; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${organizationId}'`);
      const plan = await planOf(client, text, values);
      await client.query('ROLLBACK');
      if (plan) collect(plan, facts);
    }
  } finally {
    await client.end();
  }
  const distinct = (names: string[]): string[] => [...new Set(names)].sort();
  return { ...facts, indexes: distinct(facts.indexes), scannedTables: distinct(facts.scannedTables) };
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** The plan, or undefined for a statement that tenants may not run: sessions are looked up outside of any organization. */
async function planOf(client: pg.Client, text: string, values: unknown[]): Promise<Plan | undefined> {
  try {
    const query = { text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values };
    return (await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(query)).rows[0]?.['QUERY PLAN'][0]?.Plan;
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return undefined;
    throw error;
  }
}

function collect(plan: Plan, facts: PlanFacts): void {
  const kind = plan['Node Type'];
  const rows = Math.ceil(plan['Actual Rows'] * plan['Actual Loops']);
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  // The rows of a bitmap are counted where their table is read.
  if (kind.includes('Scan') && plan['Relation Name']) facts.rowsRead += rows + removed * plan['Actual Loops'];
  if (/^(Incremental )?Sort$/.test(kind)) facts.rowsSorted = Math.max(facts.rowsSorted, rows, inputRows(plan));
  if (kind === 'Seq Scan' && plan['Relation Name']) facts.scannedTables.push(plan['Relation Name']);
  if (plan['Index Name']) facts.indexes.push(plan['Index Name']);
  for (const child of plan.Plans ?? []) collect(child, facts);
}

/** A sort under a limit gives fewer rows than it takes. */
function inputRows({ Plans: [input] = [] }: Plan): number {
  return input ? Math.ceil(input['Actual Rows'] * input['Actual Loops']) : 0;
}
