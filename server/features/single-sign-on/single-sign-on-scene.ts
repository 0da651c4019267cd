import { randomBytes } from 'node:crypto';
import { ApiClient } from '../../test/api-client.ts';
import { type OpenIdProvider, type Person, startOpenIdProvider } from '../../test/openid-provider.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { WalkingBrowser } from '../../test/walking-browser.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { callbackUrl, signedOutUrl } from './addresses.ts';

/** Where the tests' service says it is. Nobody listens there. */
export const ORIGIN = 'http://127.0.0.1:4321';

export const UPDATE = `mutation ($input: UpdateSingleSignOnInput!) { updateSingleSignOn(input: $input) {
  singleSignOn { version isEnabled issuer clientId hasClientSecret domains allowsPasswords viewerCanForbidPasswords { allowed } }
  userErrors { __typename ... on UserError { message path } } } }`;

const FROM_OUR_PAGE = { 'sec-fetch-site': 'same-origin' };
let domains = 0;

/** An organization whose people sign in with the provider. */
export interface Scene {
  world: World;
  admin: User;
  api: ApiClient;
  domain: string;
  browser: WalkingBrowser;
  /** A person at the provider with a verified address of the organization. */
  person(name: string, claims?: Record<string, unknown>): Person;
  /** Changes the settings as they are now, and fails if they are refused. */
  set(changes: Record<string, unknown>): Promise<void>;
  /** Signs the person in from our page and returns where the browser ends. */
  signIn(person: Person | null, browser?: WalkingBrowser): Promise<string>;
  startUrl(returnTo?: string): string;
  /** Opens our page's link to the provider and goes on until the provider sends the browser back. */
  toCallback(person: Person, browser?: WalkingBrowser): Promise<string>;
  /** Who is signed in in the browser: the address, or null. */
  who(browser?: WalkingBrowser): Promise<string | null>;
  /** The API with the session of the browser. */
  client(): ApiClient;
  userOf(email: string): Promise<User & Record<string, unknown>>;
}

/** The product and a provider, which `close` ends. */
export interface AppWithProvider {
  app: TestApp;
  provider: OpenIdProvider;
  close(): Promise<void>;
}

export async function startWithProvider(): Promise<AppWithProvider> {
  const provider = await startOpenIdProvider();
  const app = await startTestApp({ PUBLIC_URL: ORIGIN, SECRETS_KEY: randomBytes(32).toString('base64') });
  const close = async (): Promise<void> => {
    await app.close();
    await provider.close();
  };
  return { app, provider, close };
}

/** What the page where a browser ends tells of a sign-in that failed. */
export function problemIn(path: string): string | null {
  return new URL(path, ORIGIN).searchParams.get('problem');
}

export async function setScene(
  app: TestApp,
  provider: OpenIdProvider,
  changes: Record<string, unknown> = {},
): Promise<Scene> {
  domains += 1;
  const domain = `company${domains}.example.com`;
  const world = await app.world();
  const { user: admin, api } = await world.actor('SUPER_USER', { email: `admin@${domain}` });
  const browser = new WalkingBrowser(app, ORIGIN);
  const client = await provider.register(callbackUrl(ORIGIN, world.slug), { signedOutUri: signedOutUrl(ORIGIN) });
  const set = async (more: Record<string, unknown>): Promise<void> => {
    const { singleSignOn } = await scene.api.ask('{ singleSignOn { version } }');
    const input = { expectedVersion: singleSignOn.version, ...more };
    const { updateSingleSignOn } = await scene.api.ask(UPDATE, { input });
    if (updateSingleSignOn.userErrors.length > 0) throw new Error(JSON.stringify(updateSingleSignOn.userErrors));
  };
  const startUrl = (returnTo = '/orders?tab=open') =>
    `/sso/start?${new URLSearchParams({ email: `somebody@${domain}`, returnTo }).toString()}`;
  const scene: Scene = {
    world,
    admin,
    api,
    domain,
    browser,
    person: (name, claims = {}) => ({
      sub: `${domain} ${name}`,
      email: `${name}@${domain}`,
      email_verified: true,
      name: `${name} Example`,
      ...claims,
    }),
    set,
    signIn(person, from = browser) {
      provider.person = person;
      from.forget(provider.issuer);
      return from.walk(startUrl(), FROM_OUR_PAGE);
    },
    startUrl,
    toCallback(person, from = browser) {
      provider.person = person;
      from.forget(provider.issuer);
      return from.walkToCallback(startUrl(), FROM_OUR_PAGE);
    },
    async who(from = browser) {
      const answer = await new ApiClient(app, { session: from.cookie('backfill_session') }).send(
        '{ viewer { user { email } } }',
      );
      return answer.data?.viewer?.user.email ?? null;
    },
    client: () => new ApiClient(app, { session: browser.cookie('backfill_session') }),
    async userOf(email) {
      const [user] = await world.write((tx) =>
        tx.rows<User & Record<string, unknown>>('SELECT * FROM users WHERE email_key = $1', [email]),
      );
      if (!user) throw new Error(`There is no user ${email}.`);
      return user;
    },
  };
  await set({ isEnabled: true, issuer: provider.issuer, ...client, domains: [domain], ...changes });
  return scene;
}
