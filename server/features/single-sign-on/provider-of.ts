import type { Configuration } from 'openid-client';
import type { RequestContext } from '../../platform/context.ts';
import { openClientSecret } from './client-secret.ts';
import { knownProvider } from './provider.ts';
import type { SignInProblem } from './sign-in-problem.ts';
import type { CurrentSingleSignOn } from './single-sign-on.reads.ts';

/** The organization's provider, or why it cannot be asked. */
export async function providerOf(
  settings: CurrentSingleSignOn,
  { secrets, outside, now }: Pick<RequestContext, 'secrets' | 'outside' | 'now'>,
): Promise<Configuration | SignInProblem> {
  if (!settings.isEnabled) return 'notOffered';
  const clientSecret = openClientSecret(secrets, settings);
  if (clientSecret === undefined) return 'unreachable';
  const client = { issuer: settings.issuer, clientId: settings.clientId, clientSecret };
  return knownProvider(settings, client, { outside, now }).catch((): SignInProblem => 'unreachable');
}
