import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage, toConnection } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { Node } from '../../platform/node.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { userById } from '../people/people.loaders.ts';
import { User } from '../people/user.entity.ts';
import { findHistorySubject, findSubject } from './find-subject.ts';
import { HISTORY_ORDER, historyPage } from './history.reads.ts';
import { HistoryConnection } from './history.types.ts';
import { readableFacts } from './readable-facts.ts';

const FACTS =
  'as JSON text: users and usage categories by their names of today, tickets by their number, and never data of guests';

@Resolver(() => AuditEntry)
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
    const page = readPage({ first, after }, HISTORY_ORDER, 1);
    const subject = await findHistorySubject(ctx, subjectId);
    return subject ? historyPage(await ctx.read(), subject, page) : toConnection([], page, HISTORY_ORDER, () => []);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who did it; null for the service itself and its commands.',
  })
  async actor(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<User | null> {
    return entry.actorId ? ctx.loadExisting(userById, entry.actorId) : null;
  }

  @FieldResolver(() => User, { nullable: true, description: 'For whom it was done; null where for oneself.' })
  async onBehalfOf(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<User | null> {
    return entry.onBehalfOfId ? ctx.loadExisting(userById, entry.onBehalfOfId) : null;
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What it was done to; null where the viewer may not see it.',
  })
  async subject(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<Node | null> {
    return (await findSubject(ctx, entry.subjectType, entry.subjectId)) ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `What was on file before, ${FACTS}; null where nothing.`,
  })
  before(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return readableFacts(ctx, entry.before);
  }

  @FieldResolver(() => String, { nullable: true, description: `What is on file since, ${FACTS}; null where nothing.` })
  after(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return readableFacts(ctx, entry.after);
  }
}
