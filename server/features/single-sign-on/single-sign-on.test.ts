import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenIdProvider, startOpenIdProvider } from '../../test/openid-provider.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { WalkingBrowser } from '../../test/walking-browser.ts';
import { callbackUrl } from './addresses.ts';
import { ORIGIN, type Scene, problemIn, setScene, startWithProvider } from './single-sign-on-scene.ts';

const FROM_OUR_PAGE = { 'sec-fetch-site': 'same-origin' };

let provider: OpenIdProvider;
let app: TestApp;
let close: () => Promise<void>;
let scene: Scene;
beforeAll(async () => {
  ({ app, provider, close } = await startWithProvider());
});
afterAll(() => close());
beforeEach(async () => {
  app.clock.set('2026-07-20T12:00:00.000Z');
  provider.instead.clear();
  scene = await setScene(app, provider);
});

async function userCount(of: Scene = scene): Promise<number> {
  const [row] = await of.world.write((tx) => tx.rows<{ count: number }>('SELECT count(*)::int FROM users'));
  return row?.count ?? 0;
}

describe('signing in', () => {
  test('leads by the domain to the provider and back to the page that was asked for, as a new user', async () => {
    expect(await scene.signIn(scene.person('ada'))).toBe('/orders?tab=open');
    expect(await scene.who()).toBe(`ada@${scene.domain}`);
    expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject({
      name: 'ada Example',
      role: 'EMPLOYEE',
      is_active: true,
      search_text: `ada example ada@${scene.domain}`,
    });
    const audit = await scene.world.write((tx) =>
      tx.rows('SELECT action, actor_id IS NULL AS system, after FROM audit_entries WHERE action LIKE $1 ORDER BY id', [
        'user.%',
      ]),
    );
    expect(audit).toEqual([
      {
        action: 'user.created',
        system: true,
        after: { role: 'EMPLOYEE', isActive: true, managerId: null, bySingleSignOn: true },
      },
      { action: 'user.singleSignOnLinked', system: false, after: { issuer: provider.issuer } },
    ]);
  });

  test('asks for a code with PKCE, state, nonce, the address as a hint and this organization’s callback', async () => {
    const url = new URL((await scene.browser.open(scene.startUrl(), FROM_OUR_PAGE)) ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(`${provider.issuer}/auth`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: expect.any(String),
      response_type: 'code',
      redirect_uri: callbackUrl(ORIGIN, scene.world.slug),
      scope: 'openid email profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      login_hint: `somebody@${scene.domain}`,
    });
  });

  test('works with a public client, which has no secret', async () => {
    const { clientId } = await provider.register(callbackUrl(ORIGIN, scene.world.slug), { isPublic: true });
    await scene.set({ clientId });
    expect(await scene.signIn(scene.person('ada'))).toBe('/orders?tab=open');
  });

  test('finds whoever is on file already by address, whatever its case, and by subject from then on', async () => {
    const ada = await scene.world.user('TICKET_MANAGER', { email: `Ada@${scene.domain}`, name: 'A. Example' });
    await scene.signIn(scene.person('ada', { title: 'Analyst' }));
    expect(await scene.userOf(`ada@${scene.domain}`)).toMatchObject({
      id: ada.id,
      role: 'TICKET_MANAGER',
      name: 'ada Example',
      version: 2,
    });
    await scene.signIn({ ...scene.person('ada'), email: `ada.lovely@${scene.domain}`, name: 'Ada Lovely' });
    expect(await scene.who()).toBe(`ada.lovely@${scene.domain}`);
    expect(await scene.userOf(`ada.lovely@${scene.domain}`)).toMatchObject({
      id: ada.id,
      name: 'Ada Lovely',
      version: 3,
    });
    expect(await userCount()).toBe(2);
  });

  test('gives a new session each time and ends the one before', async () => {
    await scene.signIn(scene.person('ada'));
    const first = scene.browser.cookie('backfill_session');
    const before = new WalkingBrowser(app, ORIGIN);
    await scene.signIn(scene.person('ada'));
    expect(scene.browser.cookie('backfill_session')).not.toBe(first);
    expect(
      await app.database.global(
        'SELECT count(*)::int FROM sessions s WHERE is_single_sign_on AND organization_id = $1',
        [scene.world.organizationId],
      ),
    ).toEqual([{ count: 1 }]);
    expect(await scene.who(before)).toBeNull();
  });

  test('twice at once makes one user', async () => {
    const browsers = [1, 2, 3, 4].map(() => new WalkingBrowser(app, ORIGIN));
    const ends = await Promise.all(browsers.map((browser) => scene.signIn(scene.person('ada'), browser)));
    expect(ends).toEqual(Array(4).fill('/orders?tab=open'));
    expect(await userCount()).toBe(2);
  });

  test('returns to paths of ours only', async () => {
    for (const returnTo of [
      'https://evil.example.com/',
      '//evil.example.com',
      '/\\evil.example.com',
      'orders',
      '/a/..//evil.example.com',
    ]) {
      provider.person = scene.person('ada');
      expect(await scene.browser.walk(scene.startUrl(returnTo), FROM_OUR_PAGE)).toBe('/');
    }
  });
});

describe('the provider', () => {
  test('may say no, and what it says is not passed on', async () => {
    const end = await scene.signIn(null);
    expect(problemIn(end)).toBe('declined');
    expect(end).toMatch(/^\/sign-in\?problem=declined&requestId=[0-9a-f-]{36}&returnTo=%2Forders%3Ftab%3Dopen$/);
  });

  test('may be down when somebody begins, or comes back', async () => {
    const { issuer, close } = await startOpenIdProvider();
    await close();
    await scene.set({ issuer, clientId: 'x' });
    expect(problemIn(await scene.signIn(scene.person('ada')))).toBe('unreachable');

    const another = await setScene(app, provider);
    const callback = await another.toCallback(another.person('ada'));
    provider.instead.set('/token', (response) => void response.destroy());
    expect(problemIn(await another.browser.walk(callback))).toBe('unreachable');
    expect(await userCount(another)).toBe(1);
  });

  test('may be slow: it is given up after 5 seconds', async () => {
    provider.instead.set('/.well-known/openid-configuration', () => undefined);
    const begun = performance.now();
    expect(problemIn(await scene.signIn(scene.person('ada')))).toBe('unreachable');
    expect(performance.now() - begun).toBeGreaterThan(4_900);
    expect(performance.now() - begun).toBeLessThan(8_000);
  }, 20_000);

  test('may answer nonsense', async () => {
    const callback = await scene.toCallback(scene.person('ada'));
    provider.instead.set('/token', (response) => response.end('<html>not what you think</html>'));
    expect(problemIn(await scene.browser.walk(callback))).toBe('badAnswer');
  });
});

test('an address gets no further than its points of a minute allow', async () => {
  const limited = await startTestApp({ PUBLIC_URL: ORIGIN, RATE_LIMITS: 'on', RATE_LIMIT_ADDRESS: '60' });
  try {
    const ends: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      const { headers } = await limited.http.inject({ url: '/sso/start?email=x@example.com', headers: FROM_OUR_PAGE });
      ends.push(problemIn(headers.location ?? '') ?? 'none');
    }
    expect(ends).toEqual(['notOffered', 'notOffered', 'notOffered', 'tooMany']);
  } finally {
    await limited.close();
  }
});
