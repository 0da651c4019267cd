import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Mail } from '../mails/mail.entity.ts';
import { queueMail } from '../mails/queue-mails.ts';
import { singleSignOnOf } from '../single-sign-on/single-sign-on.reads.ts';
import { User } from '../people/user.entity.ts';
import { hasSetPasswordSince, makePasswordLink } from './make-password-link.ts';
import type { InviteUserInput, InviteUserPayload } from './password-links.types.ts';

/** Mails a user who has no password yet a link to set one. While such a mail still waits to be sent, no second one is queued. */
export async function inviteUser(input: InviteUserInput, ctx: RequestContext): Promise<InviteUserPayload> {
  const userId = decodeNodeId(input.userId, 'User', ctx.organizationId);
  if (userId === undefined) return unknown();
  return ctx.write(async (tx) => {
    const where = { organizationId: tx.organizationId, id: userId };
    const user = await tx.manager.findOne(User, { where, lock: { mode: 'pessimistic_write' } });
    if (!user) return unknown();
    if (!user.isActive) return refused(user, 'An inactive user cannot be invited. Activate the user first.');
    if (!(await singleSignOnOf(tx)).allowsPasswords) {
      return refused(user, 'Passwords are switched off: this user signs in with the organization’s provider.');
    }
    if (await hasSetPasswordSince(tx, user.id, EVER)) {
      return refused(user, 'This user has a password already, and can ask for another one on the sign-in page.');
    }
    const queued = {
      organizationId: tx.organizationId,
      recipientId: user.id,
      status: 'QUEUED',
      kind: 'INVITATION',
    } as const;
    if (await tx.manager.existsBy(Mail, queued)) return { user, userErrors: [] };
    // From now on the invitation is open. Nobody has the token of this link: each mail that goes out brings one of its own.
    await makePasswordLink(tx, 'INVITATION', user.id, ctx.now);
    await queueMail(tx, { kind: 'INVITATION', recipientId: user.id, facts: {} }, ctx.now);
    await recordAudit(tx, ctx.actor, [{ action: 'user.invited', subjectType: 'User', subjectId: user.id }]);
    return { user, userErrors: [] };
  });
}

/** Before every password. */
const EVER = new Date(0);

function unknown(): InviteUserPayload {
  return { user: null, userErrors: [new UnknownReference('There is no user with this id.', ['userId'])] };
}

function refused(user: User, message: string): InviteUserPayload {
  return { user, userErrors: [new InvalidInput(message, ['userId'])] };
}
