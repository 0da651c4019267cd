import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { allowed, denied, Permission } from '../../platform/permission.ts';
import { organizationOf } from '../people/people.reads.ts';
import { requireAbility } from '../people/permissions.ts';
import { callbackUrl, signedOutUrl } from './addresses.ts';
import { checkSingleSignOn } from './check-single-sign-on.ts';
import { findSignInMethods } from './find-sign-in-methods.ts';
import { SingleSignOn } from './single-sign-on.entity.ts';
import { type CurrentSingleSignOn, domainsOf, hasSignedInSuperUser, singleSignOnOf } from './single-sign-on.reads.ts';
import {
  CheckSingleSignOnInput,
  CheckSingleSignOnPayload,
  SignInMethods,
  UnlinkSingleSignOnInput,
  UnlinkSingleSignOnPayload,
  UpdateSingleSignOnInput,
  UpdateSingleSignOnPayload,
} from './single-sign-on.types.ts';
import { unlinkSingleSignOn } from './unlink-single-sign-on.ts';
import { NO_KEY, updateSingleSignOn } from './update-single-sign-on.ts';

@Resolver(() => SingleSignOn)
export class SingleSignOnResolver {
  @Query(() => SignInMethods, {
    description:
      'How whoever has the address signs in. The answer follows from the domain alone, so it does not tell whether anybody has the address. Needs no session.',
  })
  signInMethods(
    @Arg('email', () => String, { description: 'The whole address.' }) email: string,
    @Ctx() ctx: RequestContext,
  ): Promise<SignInMethods> {
    return findSignInMethods(ctx.database, email);
  }

  @Query(() => SingleSignOn, { description: 'How the organization signs its people in. For Super Users.' })
  async singleSignOn(@Ctx() ctx: RequestContext): Promise<CurrentSingleSignOn> {
    requireAbility('manageAccess', ctx);
    return singleSignOnOf(await ctx.read());
  }

  @Mutation(() => UpdateSingleSignOnPayload, {
    description: 'Changes how the organization signs its people in. For Super Users.',
  })
  async updateSingleSignOn(
    @Arg('input', () => UpdateSingleSignOnInput) input: UpdateSingleSignOnInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateSingleSignOnPayload> {
    requireAbility('manageAccess', ctx);
    const outcome = await updateSingleSignOn(input, ctx);
    return Array.isArray(outcome)
      ? { singleSignOn: null, userErrors: outcome }
      : { singleSignOn: outcome, userErrors: [] };
  }

  @Mutation(() => CheckSingleSignOnPayload, {
    description:
      'Asks a provider what it offers and whether it takes the client. Changes nothing here. For Super Users.',
  })
  async checkSingleSignOn(
    @Arg('input', () => CheckSingleSignOnInput) input: CheckSingleSignOnInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CheckSingleSignOnPayload> {
    requireAbility('manageAccess', ctx);
    return { findings: await checkSingleSignOn(input, ctx) };
  }

  @Mutation(() => UnlinkSingleSignOnPayload, {
    description:
      'Forgets which account at the provider a user has, so that the next one with the user’s address takes its place. For Super Users.',
  })
  unlinkSingleSignOn(
    @Arg('input', () => UnlinkSingleSignOnInput) input: UnlinkSingleSignOnInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UnlinkSingleSignOnPayload> {
    requireAbility('manageAccess', ctx);
    return unlinkSingleSignOn(input, ctx);
  }

  @FieldResolver(() => [String], { description: 'The domains of the organization’s addresses, in alphabetical order.' })
  async domains(@Ctx() ctx: RequestContext): Promise<string[]> {
    return domainsOf(await ctx.read());
  }

  @FieldResolver(() => Boolean, { description: 'Whether a client secret is stored. It cannot be read.' })
  hasClientSecret(@Root() settings: CurrentSingleSignOn): boolean {
    return settings.clientSecret !== null;
  }

  @FieldResolver(() => String, {
    description: 'The address to register at the provider for coming back after signing in.',
  })
  async redirectUri(@Ctx() ctx: RequestContext): Promise<string> {
    return callbackUrl(ctx.origin, (await organizationOf(await ctx.read())).slug);
  }

  @FieldResolver(() => String, {
    description: 'The address to register at the provider for coming back after signing out.',
  })
  signedOutUri(@Ctx() ctx: RequestContext): string {
    return signedOutUrl(ctx.origin);
  }

  @FieldResolver(() => Permission, { description: 'Whether a client secret can be stored in this deployment.' })
  viewerCanStoreSecret(@Ctx() ctx: RequestContext): Permission {
    return ctx.secrets ? allowed : denied(NO_KEY);
  }

  @FieldResolver(() => Permission, { description: 'Whether passwords can be switched off.' })
  async viewerCanForbidPasswords(
    @Root() settings: CurrentSingleSignOn,
    @Ctx() ctx: RequestContext,
  ): Promise<Permission> {
    const isTried = settings.isEnabled && (await hasSignedInSuperUser(await ctx.read(), settings.issuer));
    return isTried ? allowed : denied('A Super User has to sign in with the provider first, to be sure that it works.');
  }
}
