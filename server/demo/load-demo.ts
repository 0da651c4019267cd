import { recordAudit } from '../features/audit/record-audit.ts';
import { storePassword } from '../features/people/store-password.ts';
import { hashPassword } from '../features/sign-in/password.ts';
import { asLoginRole } from '../platform/database/as-login-role.ts';
import type { Database, WriteTransaction } from '../platform/database/transaction.ts';
import { buildDemo, type Demo } from './build-demo.ts';
import { demoSignIns } from './demo-sign-ins.ts';
import { insertRows } from './insert-rows.ts';
import { lockDemo } from './lock-demo.ts';

/** The audit action of the entry that says on which day the demo company was loaded. */
export const DEMO_LOADED = 'demo.loaded';

/** Stores the demo company in one transaction, unless an organization has come into being meanwhile. Returns whether it did. */
export async function loadDemo(database: Database, now: Date): Promise<boolean> {
  const demo = buildDemo(now);
  const passwords = await Promise.all(
    demoSignIns.map(async ({ role, password }) => ({ user: demo.cast[role], hash: await hashPassword(password) })),
  );
  return database.write(
    demo.organization.id,
    async (tx) => {
      await lockDemo(tx);
      const [{ any } = { any: true }] = await tx.rows<{ any: boolean }>(
        'SELECT EXISTS (SELECT FROM organizations) AS any',
      );
      if (any) return false;
      await insertOrganization(tx, demo.organization);
      for (const [table, rows] of demo.tables) await insertRows(tx, table, rows);
      for (const { user, hash } of passwords) await storePassword(tx, user, hash, now);
      await recordAudit(tx, { actorId: null, requestId: null, now }, [
        { action: DEMO_LOADED, subjectType: 'Organization', subjectId: demo.organization.id },
      ]);
      return true;
    },
    { statementTimeout: 60_000 },
  );
}

async function insertOrganization(tx: WriteTransaction, organization: Demo['organization']): Promise<void> {
  const { id, slug, name, timeZone, currency, usualEventMinutes, createdAt } = organization;
  await asLoginRole(tx, () =>
    tx.execute(
      `INSERT INTO organizations (id, slug, name, time_zone, currency, usual_event_minutes, is_demo, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, true, $7)`,
      [id, slug, name, timeZone, currency, usualEventMinutes, createdAt],
    ),
  );
}
