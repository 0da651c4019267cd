import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Mail } from './mail.entity.ts';
import type { ResendMailInput, ResendMailPayload } from './mails.types.ts';
import { addDeliveries } from './queue-mails.ts';

/** Queues a mail again that was given up or kept, with as many attempts as a new one. */
export async function resendMail(input: ResendMailInput, ctx: RequestContext): Promise<ResendMailPayload> {
  const mailId = decodeNodeId(input.mailId, 'Mail', ctx.organizationId);
  if (mailId === undefined) return unknown();
  return ctx.write(async (tx) => {
    const where = { organizationId: tx.organizationId, id: mailId };
    const mail = await tx.manager.findOne(Mail, { where, lock: { mode: 'pessimistic_write' } });
    if (!mail) return unknown();
    if (mail.status !== 'DEAD' && mail.status !== 'KEPT') {
      const message = `Only a mail that is DEAD or KEPT can be sent again; this one is ${mail.status}.`;
      return { mail, userErrors: [new InvalidInput(message, ['mailId'])] };
    }
    const { orderIds, toManager } = mail.facts;
    const changes = {
      status: 'QUEUED' as const,
      attempts: 0,
      lastError: null,
      // Since when it waits: a forgotten mail is found by this.
      nextAttemptAt: ctx.now,
      claimedUntil: null,
      facts: { ...(orderIds ? { orderIds } : {}), ...(toManager ? { toManager } : {}) },
    };
    await tx.manager.update(Mail, where, changes);
    await addDeliveries(tx, [mail.id]);
    await recordAudit(tx, ctx.actor, [
      {
        action: 'mail.resent',
        subjectType: 'Mail',
        subjectId: mail.id,
        before: { status: mail.status, attempts: mail.attempts },
        after: { status: changes.status },
      },
    ]);
    return { mail: Object.assign(mail, changes), userErrors: [] };
  });
}

function unknown(): ResendMailPayload {
  return { mail: null, userErrors: [new UnknownReference('There is no mail with this id.', ['mailId'])] };
}
