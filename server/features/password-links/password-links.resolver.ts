import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { requireAbility } from '../people/permissions.ts';
import { Viewer } from '../people/viewer.types.ts';
import { findPasswordLink } from './find-password-link.ts';
import { inviteUser } from './invite-user.ts';
import {
  InviteUserInput,
  InviteUserPayload,
  PasswordLink,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  SetPasswordInput,
  SetPasswordPayload,
} from './password-links.types.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { setPasswordByLink } from './set-password-by-link.ts';

@Resolver()
export class PasswordLinksResolver {
  @Query(() => PasswordLink, {
    nullable: true,
    description: 'What a password link is for; null when it is unknown, used or expired. Needs no session.',
  })
  async passwordLink(
    @Arg('token', () => String, { description: 'What follows the # in the link.' }) token: string,
    @Ctx() ctx: RequestContext,
  ): Promise<PasswordLink | null> {
    return (await findPasswordLink(token, ctx)) ?? null;
  }

  @Mutation(() => InviteUserPayload, {
    description:
      'Mails a user who has no password yet a link to set one. It works once and for 72 hours; inviting again sends another. For Super Users.',
  })
  inviteUser(
    @Arg('input', () => InviteUserInput) input: InviteUserInput,
    @Ctx() ctx: RequestContext,
  ): Promise<InviteUserPayload> {
    requireAbility('administer', ctx);
    return inviteUser(input, ctx);
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description:
      'Mails whoever signs in with the address a link to set a new password. It works once and for 2 hours; at most 3 are sent within an hour. The answer is the same for every address. Needs no session.',
  })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RequestPasswordResetPayload> {
    await requestPasswordReset(input.email, ctx);
    return { requested: true };
  }

  @Mutation(() => SetPasswordPayload, {
    description:
      'Sets a password with the token of a link and signs in. All other links and sessions of the user end. Needs no session.',
  })
  async setPassword(
    @Arg('input', () => SetPasswordInput) input: SetPasswordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SetPasswordPayload> {
    const problem = await setPasswordByLink(input, ctx);
    return problem ? { viewer: null, userErrors: [problem] } : { viewer: new Viewer(), userErrors: [] };
  }
}
