import { newTokenSecret } from '../features/api-tokens/token-secret.ts';
import { SESSION_MAX_HOURS, startSession } from '../features/sign-in/session.ts';
import { ApiClient } from '../test/api-client.ts';
import type { TestApp } from '../test/test-app.ts';
import type { World } from '../test/world.ts';

/* The columns of the permission tables: everybody who may knock. */
export const ROLES = ['EMPLOYEE', 'MANAGER', 'TICKET_MANAGER', 'INVENTORY_MANAGER', 'SUPER_USER'] as const;
export type Lowest = (typeof ROLES)[number] | 'STRANGER';

export const TOKENS = ['READ_INVENTORY', 'BACKFILL', 'GUEST_LISTS', 'ADMINISTRATION'] as const;
export type TokenScope = (typeof TOKENS)[number];

/** The tokens that do not work: each gets UNAUTHENTICATED, whatever it asks for. */
export const BROKEN_TOKENS = ['FORGED_TOKEN', 'EXPIRED_TOKEN', 'REVOKED_TOKEN'] as const;

/**
 * A client for each column: a stranger, the five roles, a Super User of another organization, a token of a Super User for each
 * scope, a session that is over, and tokens that do not work.
 */
export async function columns(app: TestApp, world: World): Promise<Map<string, ApiClient>> {
  const clients = new Map<string, ApiClient>([['STRANGER', app.stranger()]]);
  for (const role of ROLES) clients.set(role, (await world.actor(role)).api);
  const other = await app.world();
  clients.set('OTHER_TENANT', (await other.actor('SUPER_USER')).api);

  const { user } = await world.actor('SUPER_USER');
  for (const scope of TOKENS) clients.set(`TOKEN ${scope}`, await world.token(user, [scope]));
  const longAgo = new Date(app.clock.now().getTime() - SESSION_MAX_HOURS * 3_600_000);
  const holder = { organizationId: world.organizationId, userId: user.id };
  clients.set('EXPIRED_SESSION', new ApiClient(app, { session: await startSession(app.database, holder, longAgo) }));

  clients.set('FORGED_TOKEN', new ApiClient(app, { bearer: newTokenSecret() }));
  const expired = await world.token(user);
  const revoked = await world.token(user);
  await end(app, expired, "created_at = $2::timestamptz - interval '1 day', expires_at = $2");
  await end(app, revoked, 'revoked_at = $2');
  clients.set('EXPIRED_TOKEN', expired);
  clients.set('REVOKED_TOKEN', revoked);
  return clients;
}

async function end(app: TestApp, { bearer = '' }: ApiClient, change: string): Promise<void> {
  await app.database.global(`UPDATE api_tokens SET ${change} WHERE start = $1`, [bearer.slice(0, 12), app.clock.now()]);
}
