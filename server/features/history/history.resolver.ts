import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { AuditEntry } from '../audit/audit-entry.entity.ts';
import { HistoryConnection } from '../audit/audit.types.ts';
import { ENTRY_ORDER } from '../audit/audit.reads.ts';
import { findHistorySubject } from './find-history-subject.ts';
import { historyPage } from './history.reads.ts';

@Resolver()
export class HistoryResolver {
  @Query(() => HistoryConnection, {
    description:
      'What was done to an order, a backfill or a ticket group, newest first. The history of a ticket group has that of its orders and of its event as well. Empty for anything that the viewer may not see.',
  })
  async history(
    @Arg('subjectId', () => ID, { description: 'Id of an Order, a Backfill or a TicketGroup.' }) subjectId: string,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<AuditEntry>> {
    const page = readPage({ first, after }, ENTRY_ORDER, 1);
    const subject = await findHistorySubject(ctx, subjectId);
    return subject ? historyPage(await ctx.read(), subject, page) : toConnection([], page, ENTRY_ORDER, () => []);
  }
}
