import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { requireAbility } from '../people/permissions.ts';
import { AUDIT_ACTIONS } from './audit-actions.ts';
import type { AuditEntry } from './audit-entry.entity.ts';
import { ENTRY_ORDER, entriesPage } from './audit.reads.ts';
import { AuditActionFacts, AuditLogFilter, AuditSealing, HistoryConnection } from './audit.types.ts';
import { readAuditFilter } from './read-audit-filter.ts';
import { auditSealing } from './seals.reads.ts';

@Resolver()
export class AuditLogResolver {
  @Query(() => HistoryConnection, {
    description:
      'Everything that was done in the organization, newest first by when it was recorded: who, on whose behalf, what, before and after. For Super Users. The same as a file: GET /audit-log.csv and /audit-log.jsonl.',
  })
  async auditLog(
    @Arg('filter', () => AuditLogFilter, { nullable: true, description: 'What to list; absent means everything.' })
    filter: AuditLogFilter | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<AuditEntry>> {
    requireAbility('administer', ctx);
    const page = readPage({ first, after }, ENTRY_ORDER, 1);
    const question = await readAuditFilter(ctx, filter ?? {});
    return entriesPage(await ctx.read(), question, page);
  }

  @Query(() => [AuditActionFacts], {
    description: 'All that leaves an entry in the audit log, in alphabetical order. For Super Users.',
  })
  auditActions(@Ctx() ctx: RequestContext): AuditActionFacts[] {
    requireAbility('administer', ctx);
    return Object.entries(AUDIT_ACTIONS).map(([action, [subjectType, description]]) => ({
      action,
      subjectType,
      description,
    }));
  }

  @Query(() => AuditSealing, {
    description: 'How far the audit log is sealed, and the hash to note outside of the database. For Super Users.',
  })
  async auditSealing(@Ctx() ctx: RequestContext): Promise<AuditSealing> {
    requireAbility('administer', ctx);
    return auditSealing(await ctx.read());
  }
}
