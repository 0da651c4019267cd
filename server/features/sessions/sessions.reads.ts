import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadMany, loadOne } from '../../platform/loader.ts';
import { isOver } from '../sign-in/session.ts';
import { Session } from './session.types.ts';

/** The sessions of each user, those that are over but not yet purged as well. Whoever shows them asks whether the viewer may. */
export const sessionsOfUser = loadMany<Session>(
  (tx, userIds) => sessions(tx, [userIds, null]),
  ({ userId }) => userId,
);

export const sessionById = loadOne<Session>(
  (tx, ids) => sessions(tx, [null, ids]),
  ({ id }) => id,
);

/** Those that are not over, the one used last first. */
export function openSessions(all: readonly Session[], now: Date): Session[] {
  return all
    .filter((session) => !isOver(session, now))
    .sort((one, other) => other.lastSeenAt.getTime() - one.lastSeenAt.getTime() || (one.id < other.id ? 1 : -1));
}

async function sessions(tx: ReadTransaction, question: [readonly string[] | null, readonly string[] | null]) {
  const rows = await tx.rows<Session>(
    `SELECT id, organization_id AS "organizationId", user_id AS "userId", device, created_at AS "createdAt",
            last_seen_at AS "lastSeenAt", expires_at AS "expiresAt" FROM organization_sessions($1, $2)`,
    question,
    'sessions',
  );
  return rows.map((row) => Object.assign(new Session(), row));
}
