import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { Viewer } from '../people/viewer.types.ts';
import { endOtherSessions, endSession, endUserSessions } from './end-sessions.ts';
import {
  EndOtherSessionsPayload,
  EndSessionInput,
  EndSessionPayload,
  EndUserSessionsInput,
  EndUserSessionsPayload,
  Session,
} from './session.types.ts';
import { openSessions, sessionsOfUser } from './sessions.reads.ts';

@Resolver(() => Session)
export class SessionsResolver {
  @Mutation(() => EndSessionPayload, {
    description: 'Ends one session: of the caller, or for Super Users of anybody. Ending the own one signs out.',
  })
  async endSession(
    @Arg('input', () => EndSessionInput) input: EndSessionInput,
    @Ctx() ctx: RequestContext,
  ): Promise<EndSessionPayload> {
    const outcome = await endSession(input.sessionId, ctx);
    return outcome instanceof UnknownReference
      ? { endedSessionId: null, userErrors: [outcome] }
      : { endedSessionId: outcome, userErrors: [] };
  }

  @Mutation(() => EndOtherSessionsPayload, {
    description: 'Signs the caller out everywhere else. Safe to repeat.',
  })
  async endOtherSessions(@Ctx() ctx: RequestContext): Promise<EndOtherSessionsPayload> {
    return { endedSessionIds: await endOtherSessions(ctx) };
  }

  @Mutation(() => EndUserSessionsPayload, {
    description: 'Signs a user out everywhere; API tokens stay. Safe to repeat. For Super Users.',
  })
  async endUserSessions(
    @Arg('input', () => EndUserSessionsInput) input: EndUserSessionsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<EndUserSessionsPayload> {
    requireAbility('manageAccess', ctx);
    const outcome = await endUserSessions(input.userId, ctx);
    return outcome instanceof UnknownReference
      ? { user: null, endedSessionIds: [], userErrors: [outcome] }
      : { ...outcome, userErrors: [] };
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  isCurrent(@Root() session: Session, @Ctx() ctx: RequestContext): boolean {
    return session.id === ctx.viewer.by.id;
  }
}

@Resolver(() => Viewer)
export class ViewerSessionsResolver {
  @FieldResolver(() => [Session], { description: 'Where the viewer is signed in, the one used last first.' })
  async sessions(@Ctx() ctx: RequestContext): Promise<Session[]> {
    return openSessions(await ctx.loadExisting(sessionsOfUser, ctx.viewer.userId), ctx.now);
  }
}

@Resolver(() => User)
export class UserSessionsResolver {
  @FieldResolver(() => [Session], {
    nullable: true,
    description: 'Where the user is signed in, the one used last first; null for all but Super Users.',
  })
  async sessions(@Root() user: User, @Ctx() ctx: RequestContext): Promise<Session[] | null> {
    if (!permissionTo('manageAccess', ctx).allowed) return null;
    return openSessions(await ctx.loadExisting(sessionsOfUser, user.id), ctx.now);
  }
}
