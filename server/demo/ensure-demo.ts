import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/transaction.ts';
import type { Log } from '../platform/log.ts';
import { type DemoSignIn, demoSignIns } from './demo-sign-ins.ts';
import { keepDemoCurrent } from './keep-demo-current.ts';
import { loadDemo } from './load-demo.ts';

export interface DemoOptions {
  database: Database;
  clock: Clock;
  log: Log;
}

/**
 * Sees to it that there is a demo company, of today: loads it where there is no organization at all, and moves it to today where
 * there is nothing else. Beside a real organization it does nothing. Returns how to sign in to it, or an empty list.
 */
export async function ensureDemo({ database, clock, log }: DemoOptions): Promise<readonly DemoSignIn[]> {
  if ((await organizations(database)).length === 0 && (await loadDemo(database, clock.now()))) {
    log.info('The demo company was loaded.');
  }
  const [demo, ...others] = await organizations(database);
  if (!demo?.is_demo || others.length > 0) return [];
  const days = await keepDemoCurrent(database, demo.id, clock.now());
  if (days > 0) log.info({ days }, 'The demo company was moved to today.');
  return demoSignIns;
}

/** At most two: more would change nothing. */
function organizations(database: Database): Promise<{ id: string; is_demo: boolean }[]> {
  return database.global('SELECT id, is_demo FROM organizations ORDER BY is_demo DESC LIMIT 2');
}
