import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { AuditEntry } from './audit-entry.entity.ts';

/** Who acts, for the audit trail; `actorId` is null for a command or a job. */
export interface Actor {
  actorId: string | null;
  /** The API token with which it is done, if any. */
  apiTokenId?: string | null;
  requestId: string | null;
  now: Date;
}

export interface AuditRecord {
  action: string;
  subjectType: string;
  subjectId: string;
  /** The user for whom somebody else acted. */
  onBehalfOfId?: string | null;
  eventAt?: Date | null;
  before?: object;
  after?: object;
  reason?: string;
}

/** Writes audit entries in the transaction of the change itself. Guests are named by the id of their list's version only. */
export async function recordAudit(tx: WriteTransaction, actor: Actor, records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx.manager.insert(
    AuditEntry,
    records.map((record) => ({
      organizationId: tx.organizationId,
      id: newId(),
      recordedAt: actor.now,
      eventAt: record.eventAt ?? null,
      actorId: actor.actorId,
      apiTokenId: actor.apiTokenId ?? null,
      onBehalfOfId: record.onBehalfOfId ?? null,
      action: record.action,
      subjectType: record.subjectType,
      subjectId: record.subjectId,
      before: record.before ?? null,
      after: record.after ?? null,
      reason: record.reason ?? null,
      requestId: actor.requestId,
    })),
  );
}
