import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Node } from '../../platform/node.ts';
import { ApiToken } from '../api-tokens/api-token.types.ts';
import { userById } from '../people/people.loaders.ts';
import { User } from '../people/user.entity.ts';
import { AuditEntry } from './audit-entry.entity.ts';
import { findApiToken, findSubject } from './find-subject.ts';
import { readableFacts } from './readable-facts.ts';

const FACTS =
  'as JSON text: users and usage categories by their names of today, tickets by their number, and never data of guests';

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who did it; null for the service itself, its commands, and whoever was not signed in.',
  })
  async actor(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<User | null> {
    return entry.actorId ? ctx.loadExisting(userById, entry.actorId) : null;
  }

  @FieldResolver(() => User, { nullable: true, description: 'For whom it was done; null where for oneself.' })
  async onBehalfOf(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<User | null> {
    return entry.onBehalfOfId ? ctx.loadExisting(userById, entry.onBehalfOfId) : null;
  }

  @FieldResolver(() => ApiToken, {
    nullable: true,
    description:
      'The API token with which it was done; null where it was done by hand, and for those who do not manage tokens.',
  })
  async apiToken(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<ApiToken | null> {
    return (entry.apiTokenId && (await findApiToken(ctx, entry.apiTokenId))) || null;
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
  async before(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return entry.before && JSON.stringify(await readableFacts(ctx, entry.before));
  }

  @FieldResolver(() => String, { nullable: true, description: `What is on file since, ${FACTS}; null where nothing.` })
  async after(@Root() entry: AuditEntry, @Ctx() ctx: RequestContext): Promise<string | null> {
    return entry.after && JSON.stringify(await readableFacts(ctx, entry.after));
  }
}
