import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { queueMail } from '../mails/queue-mails.ts';
import { User } from '../people/user.entity.ts';

/** A user gets at most so many of these mails within an hour. */
export const RESETS_PER_HOUR = 3;
/** Each answer takes at least so long, in ms, so that its time does not tell whether somebody has the address. */
const ANSWER_TAKES = 300;

/**
 * Mails a link to whoever has the address and a password, in each organization. The answer is the same for every address; who
 * never had a password needs an invitation.
 */
export async function requestPasswordReset(email: string, ctx: RequestContext): Promise<void> {
  const emailKey = email.trim().toLowerCase();
  ctx.beginAttempt('PASSWORD_RESET', emailKey);
  const answer = new Promise((resolve) => setTimeout(resolve, ANSWER_TAKES));
  try {
    const candidates = await ctx.database.global<{ organization_id: string; user_id: string; is_active: boolean }>(
      'SELECT organization_id, user_id, is_active FROM sign_in_candidates($1)',
      [emailKey],
    );
    for (const { organization_id, user_id, is_active } of candidates) {
      if (is_active) await ctx.database.write(organization_id, (tx) => mailLink(tx, user_id, ctx));
    }
  } finally {
    await answer;
  }
}

async function mailLink(tx: WriteTransaction, userId: string, ctx: RequestContext): Promise<void> {
  const where = { organizationId: tx.organizationId, id: userId };
  // Requests for one user wait for each other, so that all are counted.
  await tx.manager.findOneOrFail(User, { where, lock: { mode: 'pessimistic_write' } });
  const [recent] = await tx.rows<{ count: number }>(
    `SELECT count(*)::int FROM mails
     WHERE organization_id = $1 AND recipient_id = $2 AND kind = 'PASSWORD_RESET' AND created_at > $3`,
    [tx.organizationId, userId, new Date(ctx.now.getTime() - 3_600_000)],
  );
  if ((recent?.count ?? 0) >= RESETS_PER_HOUR) return;
  await queueMail(tx, { kind: 'PASSWORD_RESET', recipientId: userId, facts: {} }, ctx.now);
  const stranger = { actorId: null, requestId: ctx.requestId, now: ctx.now };
  const entry = { action: 'user.passwordResetRequested' as const, subjectType: 'User', subjectId: userId };
  await recordAudit(tx, stranger, [entry]);
}
