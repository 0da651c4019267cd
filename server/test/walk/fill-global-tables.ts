import { makePasswordLink } from '../../features/password-links/make-password-link.ts';
import { storePassword } from '../../features/people/store-password.ts';
import type { User } from '../../features/people/user.entity.ts';
import type { ApiClient } from '../api-client.ts';
import { NOW } from '../test-app.ts';
import type { World } from '../world.ts';
import { change } from './change.ts';

/** Rows of an organization in tables outside its wall: a password, a link to set one, and an API token. */
export async function fillGlobalTables(world: World, api: ApiClient, user: User): Promise<void> {
  const now = new Date(NOW);
  await world.write((tx) => storePassword(tx, user, 'not the hash of any password', now));
  await world.write((tx) => makePasswordLink(tx, 'INVITATION', user.id, now));
  const expiresAt = new Date(now.getTime() + 30 * 86_400_000).toISOString();
  await change(api, 'createApiToken', { name: 'Reporting', scopes: ['READ_INVENTORY'], expiresAt });
}
