import { InvalidInput } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { storePassword } from '../people/store-password.ts';
import { User } from '../people/user.entity.ts';
import { hashPassword, passwordProblem } from '../sign-in/password.ts';
import { recordSession } from '../sign-in/record-sign-in.ts';
import { endOwnSession, findSession, startSession } from '../sign-in/session.ts';
import { findPasswordLink, type OpenPasswordLink } from './find-password-link.ts';
import { LinkExpired, type SetPasswordInput } from './password-links.types.ts';

/**
 * Sets the password that a link allows to set, and signs in. The link, and every other link and session of the user, ends with it.
 * @returns why it was not done
 */
export async function setPasswordByLink(
  input: SetPasswordInput,
  ctx: RequestContext,
): Promise<LinkExpired | InvalidInput | undefined> {
  const link = await findPasswordLink(input.token, ctx);
  if (!link) return expired();
  const problem = passwordProblem(input.password);
  if (problem !== undefined) return new InvalidInput(problem, ['password']);
  const passwordHash = await hashPassword(input.password);
  const isSet = await ctx.database.write(link.organizationId, (tx) => useLink(tx, link, passwordHash, ctx));
  if (!isSet) return expired();

  const token = await startSession(ctx.database, link, ctx.now, ctx.userAgent);
  const signedIn = await findSession(ctx.database, token, ctx.now);
  if (!signedIn) return expired();
  await recordSession(ctx, 'session.started', signedIn);
  await endOwnSession(ctx.database, ctx.signedIn);
  ctx.cookie.set(token);
  await ctx.become(signedIn);
  return undefined;
}

async function useLink(
  tx: WriteTransaction,
  link: OpenPasswordLink,
  passwordHash: string,
  ctx: RequestContext,
): Promise<boolean> {
  const where = { organizationId: tx.organizationId, id: link.userId };
  // Whoever deactivates the user, or uses another link of the user, waits here.
  const user = await tx.manager.findOne(User, { where, lock: { mode: 'pessimistic_write' } });
  if (!user?.isActive) return false;
  const used = await asLoginRole(tx, async () => {
    const ended = await tx.rows<{ id: string }>(
      `UPDATE password_links SET used_at = $3
       WHERE organization_id = $1 AND user_id = $2 AND used_at IS NULL AND expires_at > $3 RETURNING id`,
      [tx.organizationId, user.id, ctx.now],
    );
    return ended.some(({ id }) => id === link.id);
  });
  if (!used) return false;
  await storePassword(tx, user, passwordHash, ctx.now);
  await tx.execute(
    `UPDATE mails SET facts = facts - 'token' - 'tokenUntil'
     WHERE organization_id = $1 AND recipient_id = $2 AND status = 'KEPT' AND facts ? 'token'`,
    [tx.organizationId, user.id],
  );
  const actor = { actorId: user.id, requestId: ctx.requestId, now: ctx.now };
  await recordAudit(tx, actor, [
    { action: 'user.passwordSet', subjectType: 'User', subjectId: user.id, after: { linkKind: link.kind } },
  ]);
  return true;
}

function expired(): LinkExpired {
  return new LinkExpired('This link was used or has expired. Ask for another one.', ['token']);
}
