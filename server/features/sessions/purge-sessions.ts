import type { Database } from '../../platform/database/transaction.ts';
import { idleSince } from '../sign-in/session.ts';

/** Forgets the sessions that are over, of all organizations. @returns how many */
export async function purgeSessions(database: Database, now: Date): Promise<number> {
  const rows = await database.global('DELETE FROM sessions WHERE expires_at <= $1 OR last_seen_at < $2 RETURNING id', [
    now,
    idleSince(now),
  ]);
  return rows.length;
}
