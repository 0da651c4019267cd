import { hash, randomBytes } from 'node:crypto';
import { type CallerLookup, lookUp } from '../../platform/callers.ts';
import type { SignedIn } from '../../platform/context.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { deviceOf } from './device.ts';

const HOUR = 3_600_000;
export const SESSION_IDLE_HOURS = 12;
export const SESSION_MAX_HOURS = 24 * 7;
/** last_seen_at is written at most this often, so that reading stays reading. */
const SEEN_EVERY = 5 * 60_000;

/** Starts a session and returns the token for the cookie; only its hash is stored. */
export async function startSession(
  database: Database,
  user: { organizationId: string; userId: string },
  now: Date,
  userAgent?: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database.global(
    `INSERT INTO sessions (id, token_hash, organization_id, user_id, created_at, last_seen_at, expires_at, device)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`,
    [
      newId(),
      hashToken(token),
      user.organizationId,
      user.userId,
      now,
      new Date(now.getTime() + SESSION_MAX_HOURS * HOUR),
      deviceOf(userAgent),
    ],
  );
  return token;
}

/** Who holds the token now. */
export function findSession(database: Database, token: string, now: Date): Promise<SignedIn | undefined> {
  return lookUp(database, sessionLookup(database, token, now));
}

/** The session must be neither idle for too long nor too old, the user active. */
export function sessionLookup(database: Database, token: string, now: Date): CallerLookup {
  const hashed = hashToken(token);
  return {
    key: `session ${hashed.toString('latin1')}`,
    statement: { name: 'session-viewer', text: 'SELECT * FROM session_viewer($1)', values: [hashed] },
    async read(rows) {
      const [row] = rows as SessionRow[];
      if (!row?.is_active || isOver({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, now)) return undefined;
      if (now.getTime() - row.last_seen_at.getTime() > SEEN_EVERY)
        await database.global('UPDATE sessions SET last_seen_at = $2 WHERE id = $1', [row.session_id, now]);
      const by = { kind: 'SESSION', id: row.session_id } as const;
      return { by, organizationId: row.organization_id, userId: row.user_id, role: row.role };
    },
  };
}

/** Whether a session is idle for too long, or too old. */
export function isOver({ lastSeenAt, expiresAt }: { lastSeenAt: Date; expiresAt: Date }, now: Date): boolean {
  return expiresAt <= now || lastSeenAt < idleSince(now);
}

/** What was seen last before this instant is idle for too long. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - SESSION_IDLE_HOURS * HOUR);
}

/** Ends the session that let the request in; a token or a stranger has none. */
export async function endOwnSession(database: Database, signedIn: SignedIn | undefined): Promise<void> {
  if (signedIn?.by.kind === 'SESSION') await endSession(database, signedIn.by.id);
}

async function endSession(database: Database, sessionId: string): Promise<void> {
  await database.global('DELETE FROM sessions WHERE id = $1', [sessionId]);
}

interface SessionRow {
  session_id: string;
  organization_id: string;
  user_id: string;
  role: string;
  is_active: boolean;
  last_seen_at: Date;
  expires_at: Date;
}

function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
