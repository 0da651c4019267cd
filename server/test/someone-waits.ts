import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner } from './owner.ts';
import type { TestApp } from './test-app.ts';

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Until a transaction of this database, or that many, wait for another one. */
export async function someoneWaits(app: TestApp, count = 1): Promise<void> {
  await asOwner(app, async (owner) => {
    for (let tries = 0; tries < 500; tries += 1) {
      if (((await owner.query(WAITING)).rowCount ?? 0) >= count) return;
      await sleep(10);
    }
    throw new Error(`There are not ${count} who wait.`);
  });
}
