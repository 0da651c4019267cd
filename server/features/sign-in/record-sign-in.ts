import type { RequestContext, SignedIn } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';

/** Of refusals for one user at most so many are recorded within an hour, so that guessing does not fill the audit log. */
export const REFUSALS_PER_HOUR = 20;

/** Leaves an audit entry of a session that began or ended. */
export async function recordSession(
  ctx: RequestContext,
  action: 'session.started' | 'session.ended',
  { organizationId, userId }: SignedIn,
): Promise<void> {
  const actor = { actorId: userId, requestId: ctx.requestId, now: ctx.now };
  await ctx.database.write(organizationId, (tx) =>
    recordAudit(tx, actor, [{ action, subjectType: 'User', subjectId: userId }]),
  );
}

/** Leaves an audit entry that somebody was refused as this user. What was typed is not kept; addresses of nobody leave none. */
export async function recordRefusal(
  ctx: RequestContext,
  user: { organizationId: string; userId: string },
): Promise<void> {
  await ctx.database.write(user.organizationId, async (tx) => {
    if ((await refusalsWithinAnHour(tx, user.userId, ctx.now)) >= REFUSALS_PER_HOUR) return;
    const stranger = { actorId: null, requestId: ctx.requestId, now: ctx.now };
    await recordAudit(tx, stranger, [{ action: 'session.refused', subjectType: 'User', subjectId: user.userId }]);
  });
}

async function refusalsWithinAnHour(tx: WriteTransaction, userId: string, now: Date): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM audit_entries
     WHERE organization_id = $1 AND subject_type = 'User' AND subject_id = $2 AND recorded_at > $3 AND action = 'session.refused'`,
    [tx.organizationId, userId, new Date(now.getTime() - 3_600_000)],
  );
  return row?.count ?? 0;
}
