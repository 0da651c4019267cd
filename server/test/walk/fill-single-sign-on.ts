import { asLoginRole } from '../../platform/database/as-login-role.ts';
import { newId } from '../../platform/id.ts';
import { NOW } from '../test-app.ts';
import type { World } from '../world.ts';

const CLAIMS = { name: 'name', email: 'email', jobTitle: '', department: '', division: '', manager: '' };
const ROLES = [{ value: 'box-office', role: 'TICKET_MANAGER' }];

/** A provider of the organization, a user whom it knows, and somebody on the way to it. The domain is one of a kind. */
export async function fillSingleSignOn(world: World, user: { id: string }): Promise<void> {
  const { organizationId, slug } = world;
  await world.write(async (tx) => {
    await tx.execute(
      `INSERT INTO single_sign_on (organization_id, id, is_enabled, issuer, client_id, extra_scopes, trusts_emails, claims, role_claim,
         role_mappings, allows_passwords, version)
       VALUES ($1, $2, true, 'https://login.example.com', 'backfill', '{groups}', false, $3, 'groups', $4, true, 1)`,
      [organizationId, newId(), JSON.stringify(CLAIMS), JSON.stringify(ROLES)],
    );
    await tx.execute(
      `INSERT INTO single_sign_on_links (organization_id, id, user_id, issuer, subject, created_at, last_used_at)
       VALUES ($1, $2, $3, 'https://login.example.com', 'subject-1', $4, $4)`,
      [organizationId, newId(), user.id, NOW],
    );
    await asLoginRole(tx, async () => {
      await tx.execute('INSERT INTO single_sign_on_domains VALUES ($1, $2)', [`${slug}.example.com`, organizationId]);
      await tx.execute(
        `INSERT INTO single_sign_on_attempts
           (state_hash, browser_hash, organization_id, settings_version, nonce, code_verifier, return_to, expires_at)
         VALUES (convert_to($1, 'UTF8'), '', $2, 1, 'nonce', 'verifier', '/orders', $3)`,
        [slug, organizationId, NOW],
      );
    });
  });
}
