import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { buildEndSessionUrl } from 'openid-client';
import type { RequestContext } from '../../platform/context.ts';
import { SignOutPayload } from '../sign-in/sign-in.types.ts';
import { signedOutUrl } from './addresses.ts';
import { providerOf } from './provider-of.ts';
import { singleSignOnOf } from './single-sign-on.reads.ts';

@Resolver(() => SignOutPayload)
export class SignOutAtProviderResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where a browser goes on to sign out at the provider as well, and comes back from; null where there is nothing to sign out of.',
  })
  async continueAt(@Root() { ended }: SignOutPayload, @Ctx() ctx: RequestContext): Promise<string | null> {
    if (!ended?.isSingleSignOn) return null;
    const settings = await ctx.database.read(ended.organizationId, singleSignOnOf);
    const provider = await providerOf(settings, ctx);
    if (typeof provider === 'string' || !provider.serverMetadata().end_session_endpoint) return null;
    // Tokens of the provider are not kept, so it is told the client and may ask the person.
    return buildEndSessionUrl(provider, { post_logout_redirect_uri: signedOutUrl(ctx.origin) }).href;
  }
}
