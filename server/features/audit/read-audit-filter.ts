import type { RequestContext } from '../../platform/context.ts';
import { endOfLocalDay, startOfLocalDay } from '../../platform/local-time.ts';
import { decodeNodeId, readNodeId } from '../../platform/node-id.ts';
import { badInput } from '../../platform/request-error.ts';
import { organizationOf } from '../people/people.reads.ts';
import { isAuditAction } from './audit-actions.ts';
import type { AuditLogFilter } from './audit.types.ts';
import type { EntryQuestion } from './entries-query.ts';

/** What the filter asks for. Ids of another organization and ids that never existed ask for nobody. */
export async function readAuditFilter(ctx: RequestContext, filter: AuditLogFilter): Promise<EntryQuestion> {
  const { actorId, onBehalfOfId, actions, subjectId, recordedFrom, recordedTo } = filter;
  const user = (id: string): string => decodeNodeId(id, 'User', ctx.organizationId) ?? NOBODY;
  const timeZone = recordedFrom || recordedTo ? (await organizationOf(await ctx.read())).timeZone : '';
  return {
    ...(actorId ? { actorId: user(actorId) } : {}),
    ...(onBehalfOfId ? { onBehalfOfId: user(onBehalfOfId) } : {}),
    ...(actions?.length ? { actions: [...new Set(actions)].map(knownAction) } : {}),
    ...(subjectId ? { subject: subjectOf(subjectId, ctx.organizationId) } : {}),
    ...(recordedFrom ? { from: startOfLocalDay(recordedFrom, timeZone) } : {}),
    ...(recordedTo ? { until: endOfLocalDay(recordedTo, timeZone) } : {}),
  };
}

/** An id that nobody and nothing has. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function knownAction(text: string) {
  if (isAuditAction(text)) return text;
  throw badInput(`There is no action ${JSON.stringify(text.slice(0, 60))}; auditActions lists them.`);
}

function subjectOf(nodeId: string, organizationId: string): { type: string; id: string } {
  const node = readNodeId(nodeId);
  return node?.organizationId === organizationId ? { type: node.type, id: node.id } : { type: 'Nothing', id: NOBODY };
}
