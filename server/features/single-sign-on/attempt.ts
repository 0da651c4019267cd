import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../platform/database/transaction.ts';

export const ATTEMPT_MINUTES = 10;

/** What a browser goes to the provider with, and has to come back with. */
export interface Attempt {
  organizationId: string;
  /** Of the settings; they may have changed meanwhile. */
  settingsVersion: number;
  nonce: string;
  codeVerifier: string;
  returnTo: string;
}

/** Remembers the attempt for ten minutes and returns its state. Those that expired are removed on the way. */
export async function startAttempt(database: Database, attempt: Attempt, browser: string, now: Date): Promise<string> {
  const state = randomToken();
  await database.global('DELETE FROM single_sign_on_attempts WHERE expires_at <= $1', [now]);
  await database.global(
    `INSERT INTO single_sign_on_attempts
       (state_hash, browser_hash, organization_id, settings_version, nonce, code_verifier, return_to, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      hashOf(state),
      hashOf(browser),
      attempt.organizationId,
      attempt.settingsVersion,
      attempt.nonce,
      attempt.codeVerifier,
      attempt.returnTo,
      new Date(now.getTime() + ATTEMPT_MINUTES * 60_000),
    ],
  );
  return state;
}

/**
 * Ends the attempt that this browser began and returns it; undefined where there is none that is still good. It works once, whatever comes
 * of it, and another browser cannot even end it.
 */
export async function takeAttempt(
  database: Database,
  { state, browser, slug, now }: { state: string; browser: string; slug: string; now: Date },
): Promise<Attempt | undefined> {
  const [attempt] = await database.global<Attempt & { expiresAt: Date; slug: string }>(
    `DELETE FROM single_sign_on_attempts a USING organizations o
     WHERE a.state_hash = $1 AND a.browser_hash = $2 AND o.id = a.organization_id
     RETURNING a.organization_id AS "organizationId", a.settings_version AS "settingsVersion", a.nonce,
               a.code_verifier AS "codeVerifier", a.return_to AS "returnTo", a.expires_at AS "expiresAt", o.slug`,
    [hashOf(state), hashOf(browser)],
  );
  // Each organization has a callback of its own: a provider that sends its answer to another one's is not heard.
  return attempt && attempt.slug === slug && attempt.expiresAt > now ? attempt : undefined;
}

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
