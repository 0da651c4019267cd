import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { AuditAction } from './audit-actions.ts';

/** Who acts, for the audit trail; `actorId` is null for a command or a job. */
export interface Actor {
  actorId: string | null;
  /** The API token with which it is done, if any. */
  apiTokenId?: string | null;
  requestId: string | null;
  now: Date;
}

export interface AuditRecord {
  action: AuditAction;
  subjectType: string;
  subjectId: string;
  /** The user for whom somebody else acted. */
  onBehalfOfId?: string | null;
  eventAt?: Date | null;
  before?: object;
  after?: object;
  reason?: string;
}

/**
 * Writes audit entries in the transaction of the change itself. Guests are named by the id of their list's version only.
 */
export async function recordAudit(tx: WriteTransaction, actor: Actor, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => ({
    id: newId(),
    recorded_at: actor.now,
    event_at: record.eventAt,
    actor_id: actor.actorId,
    api_token_id: actor.apiTokenId,
    on_behalf_of_id: record.onBehalfOfId,
    action: record.action,
    subject_type: record.subjectType,
    subject_id: record.subjectId,
    before: record.before,
    after: record.after,
    reason: record.reason,
    request_id: actor.requestId,
  }));
  await tx.execute(RECORD, [tx.organizationId, JSON.stringify(rows), rows.length], 'record-audit');
}

const COLUMNS = {
  id: 'uuid',
  recorded_at: 'timestamptz',
  event_at: 'timestamptz',
  actor_id: 'uuid',
  api_token_id: 'uuid',
  on_behalf_of_id: 'uuid',
  action: 'text',
  subject_type: 'text',
  subject_id: 'uuid',
  before: 'jsonb',
  after: 'jsonb',
  reason: 'text',
  request_id: 'text',
};
const NAMES = Object.keys(COLUMNS).join(', ');
const TYPES = Object.entries(COLUMNS).map((column) => column.join(' '));

/**
 * Writes audit entries as parts of a WITH, `recorded` and `unsealed`, and notes that they wait to be sealed. $1 is the organization.
 * @param rows what follows FROM: rows with all columns of an entry but the organization
 */
export const auditParts = (rows: string): string => `
  recorded AS (
    INSERT INTO audit_entries (organization_id, ${NAMES}) SELECT $1::uuid, ${NAMES} FROM ${rows} RETURNING organization_id, id
  ), unsealed AS (
    INSERT INTO audit_unsealed (organization_id, entry_id) SELECT organization_id, id FROM recorded
  )`;

const RECORD = `
  WITH ${auditParts(`jsonb_to_recordset($2::jsonb) AS entry (${TYPES.join(', ')})`)}
  SELECT require_rows('recorded', (SELECT count(*) FROM recorded), $3)`;
