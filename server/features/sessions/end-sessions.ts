import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId, encodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { permissionTo } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { sessionById } from './sessions.reads.ts';

/** Ends a session of the viewer, or as Super User of anybody. One that is over already counts as unknown. */
export async function endSession(nodeId: string, ctx: RequestContext): Promise<string | UnknownReference> {
  const unknown = new UnknownReference('There is no session with this id. It may be over already.', ['sessionId']);
  const id = decodeNodeId(nodeId, 'Session', ctx.organizationId);
  const session = id === undefined ? undefined : await ctx.load(sessionById, id);
  if (!session) return unknown;
  if (session.userId !== ctx.viewer.userId && !permissionTo('manageAccess', ctx).allowed) return unknown;
  const [ended] = await ctx.write((tx) => end(tx, ctx, session.userId, { only: session.id }));
  if (ended === undefined) return unknown;
  if (session.id === ctx.viewer.by.id) ctx.cookie.clear();
  return ended;
}

/** Ends all sessions of the viewer but this one. */
export function endOtherSessions(ctx: RequestContext): Promise<string[]> {
  return ctx.write((tx) => end(tx, ctx, ctx.viewer.userId, { but: ctx.viewer.by.id }));
}

/** Signs a user out everywhere. */
export async function endUserSessions(
  nodeId: string,
  ctx: RequestContext,
): Promise<{ user: User; endedSessionIds: string[] } | UnknownReference> {
  const id = decodeNodeId(nodeId, 'User', ctx.organizationId);
  return ctx.write(async (tx) => {
    const user = id ? await tx.manager.findOneBy(User, { organizationId: tx.organizationId, id }) : null;
    if (!user) return new UnknownReference('There is no user with this id.', ['userId']);
    return { user, endedSessionIds: await end(tx, ctx, user.id, {}) };
  });
}

/** Returns the ids of those that are over now, as callers know them. */
async function end(
  tx: WriteTransaction,
  ctx: RequestContext,
  userId: string,
  { only, but }: { only?: string; but?: string },
): Promise<string[]> {
  const ended = await asLoginRole(tx, () =>
    tx.rows<{ id: string }>(
      `DELETE FROM sessions
       WHERE organization_id = $1 AND user_id = $2 AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4)
       RETURNING id`,
      [tx.organizationId, userId, only ?? null, but ?? null],
    ),
  );
  if (ended.length > 0) {
    const after = { endedSessions: ended.length };
    await recordAudit(tx, ctx.actor, [{ action: 'user.sessionsEnded', subjectType: 'User', subjectId: userId, after }]);
  }
  return ended.map(({ id }) => encodeNodeId('Session', tx.organizationId, id));
}
