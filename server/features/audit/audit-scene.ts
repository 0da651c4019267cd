import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import type { TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { AuditAction } from './audit-actions.ts';
import { type AuditRecord, recordAudit } from './record-audit.ts';

export const LOG = `query ($filter: AuditLogFilter, $first: Int, $after: String) { auditLog(filter: $filter, first: $first, after: $after) {
  nodes { id action subjectType reason requestId recordedAt eventAt before after actor { name email } onBehalfOf { name }
    subject { __typename ... on User { name } ... on Venue { name } } }
  pageInfo { hasNextPage endCursor } } }`;

export interface Note extends Partial<AuditRecord> {
  actorId?: string | null;
  at?: string;
}

export interface Entry {
  id: string;
  action: AuditAction;
  reason: string | null;
}

/** Leaves an entry in the log; what is not said is as usual. */
export function recordNote(app: TestApp, world: World, { actorId = null, at, ...facts }: Note = {}): Promise<void> {
  const actor = { actorId, requestId: 'request-1', now: at ? new Date(at) : app.clock.now() };
  const entry: AuditRecord = { action: 'venue.updated', subjectType: 'Venue', subjectId: newId(), ...facts };
  return world.write((tx) => recordAudit(tx, actor, [entry]));
}

/** What the API shows of the log, newest first. */
export async function entriesOf(api: ApiClient, filter?: object): Promise<Entry[]> {
  return (await api.ask(LOG, { filter, first: 100 })).auditLog.nodes;
}
