import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';

/** Ends a token at once; it stays in the list. Revoking it again changes nothing. @returns its id, unless there is none */
export async function revokeApiToken(nodeId: string, ctx: RequestContext): Promise<string | undefined> {
  const id = decodeNodeId(nodeId, 'ApiToken', ctx.organizationId);
  if (id === undefined) return undefined;
  return ctx.write(async (tx) => {
    const { revoked, exists } = await asLoginRole(tx, async () => {
      const changed = await tx.execute(
        `UPDATE api_tokens SET revoked_at = $3, revoked_by_id = $4
         WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL`,
        [tx.organizationId, id, ctx.now, ctx.actor.actorId],
      );
      const key = [tx.organizationId, id];
      const found = await tx.rows('SELECT FROM api_tokens WHERE organization_id = $1 AND id = $2', key);
      return { revoked: changed > 0, exists: found.length > 0 };
    });
    if (revoked) {
      await recordAudit(tx, ctx.actor, [{ action: 'apiToken.revoked', subjectType: 'ApiToken', subjectId: id }]);
    }
    return exists ? id : undefined;
  });
}
