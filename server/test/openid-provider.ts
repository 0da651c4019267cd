import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';

/** A person as the provider knows one: a subject and claims. */
export type Person = { sub: string } & Record<string, unknown>;

export interface RegisteredClient {
  clientId: string;
  clientSecret: string | undefined;
}

/** A real OpenID provider on this machine. It signs in whoever is its current person, by itself or with a page of its own. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** Who signs in next. */
  person: Person | null;
  /** Shows a page with a button first; without it the person is signed in at once. */
  showsPage: boolean;
  /** Answers the paths with something else than the provider would, to play a broken or a hostile one. */
  readonly instead: Map<string, (response: ServerResponse) => void>;
  /** Sees every request. */
  onRequest: (request: IncomingMessage) => void;
  register(redirectUri: string, options?: { isPublic?: boolean; signedOutUri?: string }): Promise<RegisteredClient>;
  close(): Promise<void>;
}

export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Person>();
  const provider = await quietly(() => createProvider(issuer, people));
  const state: OpenIdProvider = {
    issuer,
    person: null,
    showsPage: false,
    instead: new Map(),
    onRequest: () => undefined,
    register: (redirectUri, options) => register(issuer, redirectUri, options),
    close: () => stop(server),
  };
  const serve = provider.callback();
  handle = async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    state.onRequest(request);
    if (state.person) people.set(state.person.sub, state.person);
    const instead = state.instead.get(path);
    if (instead) return instead(response);
    if (!path.startsWith('/interaction/')) return serve(request, response);
    if (state.showsPage && request.method === 'GET') return response.setHeader('content-type', 'text/html').end(PAGE);
    return finishInteraction(provider, state.person, request, response);
  };
  return state;
}

const PAGE_TOP = '<!doctype html><html lang="en"><title>Example Identity</title><link rel="icon" href="data:,">';
const PAGE = `${PAGE_TOP}<h1>Example Identity</h1><form method="post"><button>Sign in as yourself</button></form></html>`;

/** The package warns that it stores nothing and would rather have a newer Node; for a test both are fine. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  // eslint-disable-next-line no-console -- there is no other way to quiet it
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    // eslint-disable-next-line no-console -- as it was before
    console.warn = warn;
  }
}

async function createProvider(issuer: string, people: Map<string, Person>): Promise<Provider> {
  const { default: OpenId } = await import('oidc-provider');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return new OpenId(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'test' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name', 'title', 'department', 'division', 'manager'],
      groups: ['groups', 'realm_access'],
    },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `${PAGE_TOP}<h1>Sign out?</h1>${form}
            <button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button></html>`;
        },
      },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
}

/** Signs the person in and lets the client have whatever it asks for; without a person it is refused. */
async function finishInteraction(
  provider: Provider,
  person: Person | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  if (!person) {
    const refusal = { error: 'access_denied', error_description: 'Somebody named Person said no.' };
    return provider.interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
  }
  const grant = new provider.Grant({ accountId: person.sub, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const grantId = await grant.save();
  const result = { login: { accountId: person.sub, remember: false }, consent: { grantId } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function register(
  issuer: string,
  redirectUri: string,
  { isPublic = false, signedOutUri }: { isPublic?: boolean; signedOutUri?: string } = {},
): Promise<RegisteredClient> {
  const answer = await fetch(`${issuer}/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: signedOutUri ? [signedOutUri] : [],
      scope: 'openid email profile groups',
      token_endpoint_auth_method: isPublic ? 'none' : 'client_secret_basic',
    }),
  });
  const client = (await answer.json()) as { client_id: string; client_secret?: string };
  if (!client.client_id) throw new Error(`The provider did not register the client: ${JSON.stringify(client)}`);
  return { clientId: client.client_id, clientSecret: client.client_secret };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
