import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { Outside } from '../../platform/http/outside.ts';

/** How a provider is reached and by which client it knows us. */
export interface ProviderClient {
  issuer: string;
  clientId: string;
  /** Null for a public client. */
  clientSecret: string | null;
}

/**
 * Reads what the provider says about itself. Tokens are checked by the provider's keys even though they come from it directly. A
 * secret goes in the header, unless the provider takes it in the body only.
 */
export function discoverProvider(
  { issuer, clientId, clientSecret }: ProviderClient,
  outside: Outside,
): Promise<Configuration> {
  return discovery(new URL(issuer), clientId, undefined, clientSecret === null ? None() : withSecret(clientSecret), {
    timeout: 5,
    [customFetch]: (url, options) => outside.fetch(url, options),
    execute: outside.allowsLocal ? [enableNonRepudiationChecks, allowInsecureRequests] : [enableNonRepudiationChecks],
  });
}

const REMEMBERED_FOR = 10 * 60_000;
const MOST_REMEMBERED = 200;
const remembered = new Map<string, { until: number; configuration: Configuration }>();

/** As discoverProvider, but remembered for ten minutes by the version of the settings. */
export async function knownProvider(
  settings: { organizationId: string; version: number },
  client: ProviderClient,
  { outside, now }: { outside: Outside; now: Date },
): Promise<Configuration> {
  const key = `${settings.organizationId} ${settings.version}`;
  const known = remembered.get(key);
  if (known && known.until > now.getTime()) return known.configuration;
  const configuration = await discoverProvider(client, outside);
  remembered.delete(key);
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size >= MOST_REMEMBERED) remembered.delete(oldest);
  remembered.set(key, { until: now.getTime() + REMEMBERED_FOR, configuration });
  return configuration;
}

function withSecret(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const takesBodyOnly = methods?.includes('client_secret_post') && !methods.includes('client_secret_basic');
    return (takesBodyOnly ? post : basic)(server, ...rest);
  };
}
