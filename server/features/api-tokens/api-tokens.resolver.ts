import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { UnknownReference } from '../../platform/common-errors.ts';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { userById } from '../people/people.loaders.ts';
import { requireAbility } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import {
  ApiToken,
  ApiTokenConnection,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenInput,
  RevokeApiTokenPayload,
} from './api-token.types.ts';
import { API_TOKEN_ORDER, apiTokenById, apiTokensPage } from './api-tokens.reads.ts';
import { createApiToken } from './create-api-token.ts';
import { revokeApiToken } from './revoke-api-token.ts';

@Resolver(() => ApiToken)
export class ApiTokensResolver {
  @Query(() => ApiTokenConnection, {
    description: 'The API tokens of the organization, newest first, revoked and expired ones too. For Super Users.',
  })
  async apiTokens(
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<ApiToken>> {
    requireAbility('manageAccess', ctx);
    return apiTokensPage(await ctx.read(), readPage({ first, after }, API_TOKEN_ORDER, 2));
  }

  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Creates an API token and shows its secret, this once. For Super Users with a session: a token cannot make tokens.',
  })
  async createApiToken(
    @Arg('input', () => CreateApiTokenInput) input: CreateApiTokenInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateApiTokenPayload> {
    requireAbility('manageAccess', ctx);
    const userId = input.userId ? decodeNodeId(input.userId, 'User', ctx.organizationId) : ctx.viewer.userId;
    const outcome = await createApiToken((work) => ctx.write(work), { ...input, userId }, ctx.actor);
    if (Array.isArray(outcome)) return { apiToken: null, secret: null, userErrors: outcome };
    return { apiToken: await ctx.loadExisting(apiTokenById, outcome.id), secret: outcome.secret, userErrors: [] };
  }

  @Mutation(() => RevokeApiTokenPayload, {
    description: 'Ends an API token at once and for good. Safe to repeat. For Super Users with a session.',
  })
  async revokeApiToken(
    @Arg('input', () => RevokeApiTokenInput) input: RevokeApiTokenInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RevokeApiTokenPayload> {
    requireAbility('manageAccess', ctx);
    const id = await revokeApiToken(input.apiTokenId, ctx);
    if (id !== undefined) return { apiToken: await ctx.loadExisting(apiTokenById, id), userErrors: [] };
    return {
      apiToken: null,
      userErrors: [new UnknownReference('There is no API token with this id.', ['apiTokenId'])],
    };
  }

  @FieldResolver(() => User, { description: 'The user it acts as: its role is what the scopes narrow.' })
  user(@Root() token: ApiToken, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, token.userId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who created it; null for the command line.' })
  async createdBy(@Root() token: ApiToken, @Ctx() ctx: RequestContext): Promise<User | null> {
    return token.createdById ? ctx.loadExisting(userById, token.createdById) : null;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who revoked it, or deactivated its user; null unless it was revoked, and where a command did it.',
  })
  async revokedBy(@Root() token: ApiToken, @Ctx() ctx: RequestContext): Promise<User | null> {
    return token.revokedById ? ctx.loadExisting(userById, token.revokedById) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it works now: neither revoked nor expired, its user active.' })
  async isUsable(@Root() token: ApiToken, @Ctx() ctx: RequestContext): Promise<boolean> {
    if (token.revokedAt !== null || token.expiresAt <= ctx.now) return false;
    return (await ctx.loadExisting(userById, token.userId)).isActive;
  }
}
