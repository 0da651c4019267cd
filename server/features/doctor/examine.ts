import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { Check } from './check.ts';
import { CHECKS } from './checks.ts';

export interface Finding {
  id: string;
  /** The ticket group under whose lock it is put right; null where only a person can. */
  groupId: string | null;
  found: string;
  expected: string;
}

/** What one check found. */
export interface Outcome {
  check: Check;
  total: number;
  /** The first of them. */
  findings: Finding[];
}

/** One statement reads all tickets of the organization. */
const STATEMENT_TIMEOUT = 600_000;
const WORK_MEMORY = '128MB';

/** Runs every check on one snapshot, so that writes beside it are seen whole or not at all. @returns the checks that found something */
export async function examine(tx: ReadTransaction, most: number): Promise<Outcome[]> {
  await tx.execute(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT}`);
  await tx.execute(`SET LOCAL work_mem = '${WORK_MEMORY}'`);
  const outcomes: Outcome[] = [];
  for (const check of CHECKS) {
    const rows = await tx.rows<Finding & { total: number }>(
      `SELECT f.id, f.group_id AS "groupId", f.found, f.expected, count(*) OVER ()::int AS total
       FROM (${check.statement}) f ORDER BY f.id LIMIT $2`,
      [tx.organizationId, most],
    );
    const findings = rows.map(({ id, groupId, found, expected }) => ({ id, groupId, found, expected }));
    if (rows[0]) outcomes.push({ check, total: rows[0].total, findings });
  }
  return outcomes;
}
