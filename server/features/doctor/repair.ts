import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from '../../platform/database/sql-state.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { ExplainedError } from '../../platform/explained-error.ts';
import type { Outcome } from './examine.ts';
import { repairGroups } from './repair-groups.ts';
import { repairSums } from './repair-sums.ts';
import { WRONG_SUMS } from './wrong-sums.ts';

/** Groups that one transaction locks: few, so that nobody who confirms waits for long. */
export const GROUPS_AT_ONCE = 100;

const STATEMENT_TIMEOUT = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';
const ATTEMPTS = 5;
const PAUSE = 1_000;
const SOMEBODY_WRITES =
  'Somebody else is writing to the same ticket groups, perhaps an import. Nothing of them was changed: run this again later.';

/**
 * Puts right what was found, some ticket groups in each transaction.
 * @param tried the groups of earlier rounds, which are left alone; those of this one are added
 * @returns how many groups had something to put right
 */
export async function repair(
  database: Database,
  organizationId: string,
  outcomes: readonly Outcome[],
  { now, tried }: { now: Date; tried: Set<string> },
): Promise<number> {
  const groupIds = outcomes
    .filter(({ check }) => check.isRepairable)
    .flatMap(({ findings }) => findings.flatMap(({ groupId }) => groupId ?? []));
  const waiting = [...new Set(groupIds)].filter((id) => !tried.has(id)).sort();
  let repaired = 0;
  for (let from = 0; from < waiting.length; from += GROUPS_AT_ONCE) {
    const some = waiting.slice(from, from + GROUPS_AT_ONCE);
    repaired += await patiently(() =>
      database.write(organizationId, (tx) => repairGroups(tx, some, now), { statementTimeout: STATEMENT_TIMEOUT }),
    );
  }
  for (const id of waiting) tried.add(id);
  return repaired;
}

/** Makes the kept sums again where they were found to be wrong. @returns whether they were */
export async function repairWrongSums(
  database: Database,
  organizationId: string,
  outcomes: readonly Outcome[],
): Promise<boolean> {
  if (!outcomes.some(({ check }) => check === WRONG_SUMS)) return false;
  await database.write(organizationId, repairSums, { statementTimeout: STATEMENT_TIMEOUT });
  return true;
}

/** Gives the locks back and waits where somebody holds one for long, such as an import that is being written. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
      if (attempt >= ATTEMPTS) throw new ExplainedError(SOMEBODY_WRITES);
      await sleep(PAUSE * attempt);
    }
  }
}
