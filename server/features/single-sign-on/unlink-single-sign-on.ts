import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { User } from '../people/user.entity.ts';
import type { UnlinkSingleSignOnInput, UnlinkSingleSignOnPayload } from './single-sign-on.types.ts';

/** Forgets the accounts that a user has at providers. Without any it does nothing. */
export async function unlinkSingleSignOn(
  input: UnlinkSingleSignOnInput,
  ctx: RequestContext,
): Promise<UnlinkSingleSignOnPayload> {
  const id = decodeNodeId(input.userId, 'User', ctx.organizationId);
  return ctx.write(async (tx) => {
    const user = id ? await tx.manager.findOneBy(User, { organizationId: tx.organizationId, id }) : null;
    if (!user) {
      return { user: null, userErrors: [new UnknownReference('There is no user with this id.', ['userId'])] };
    }
    const links = await tx.execute('DELETE FROM single_sign_on_links WHERE organization_id = $1 AND user_id = $2', [
      tx.organizationId,
      user.id,
    ]);
    const entry = { action: 'user.singleSignOnUnlinked' as const, subjectType: 'User', subjectId: user.id };
    if (links > 0) await recordAudit(tx, ctx.actor, [entry]);
    return { user, userErrors: [] };
  });
}
