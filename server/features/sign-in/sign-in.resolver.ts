import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { UserError } from '../../platform/user-error.ts';
import { Viewer } from '../people/viewer.types.ts';
import { signIn, signOut } from './sign-in.ts';
import { SignInInput, SignInPayload, SignOutPayload } from './sign-in.types.ts';

@Resolver()
export class SignInResolver {
  @Mutation(() => SignInPayload, { description: 'Starts a session with email and password and sets its cookie.' })
  async signIn(
    @Arg('input', () => SignInInput) input: SignInInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SignInPayload> {
    const outcome = await signIn(input, ctx);
    return outcome instanceof UserError
      ? { viewer: null, userErrors: [outcome] }
      : { viewer: new Viewer(), userErrors: [] };
  }

  @Mutation(() => SignOutPayload, {
    description: 'Ends the session and clears its cookie. Without a session it does nothing.',
  })
  async signOut(@Ctx() ctx: RequestContext): Promise<SignOutPayload> {
    return { signedOut: true, ended: await signOut(ctx) };
  }
}
