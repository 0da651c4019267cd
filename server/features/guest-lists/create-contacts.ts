import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Contact } from '../people/contact.entity.ts';
import type { NewContact } from './plan-new-contact.ts';

/** Creates contacts for the viewer and returns their ids in the same order. The audit entries name no person. */
export async function createContacts(
  tx: WriteTransaction,
  ctx: RequestContext,
  contacts: readonly NewContact[],
): Promise<string[]> {
  const rows = contacts.map((contact) => ({
    ...contact,
    organizationId: tx.organizationId,
    id: newId(),
    searchText: fold(`${contact.name} ${contact.email ?? ''} ${contact.company ?? ''}`),
    createdById: ctx.viewer.userId,
    createdAt: ctx.now,
  }));
  if (rows.length === 0) return [];
  await tx.manager.insert(Contact, rows);
  await recordAudit(
    tx,
    ctx.actor,
    rows.map(({ id, visibility }) => ({
      action: 'contact.created',
      subjectType: 'Contact',
      subjectId: id,
      after: { visibility },
    })),
  );
  return rows.map(({ id }) => id);
}
