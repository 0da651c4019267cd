import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenIdProvider, startOpenIdProvider } from '../../test/openid-provider.ts';
import type { TestApp } from '../../test/test-app.ts';
import { WalkingBrowser } from '../../test/walking-browser.ts';
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

describe('whoever did not begin here is not signed in', () => {
  test('the link to the provider works from our own page only, so that nobody is signed in to the account of another', async () => {
    provider.person = scene.person('mallory');
    const expected = `/sign-in?${new URLSearchParams({ email: `somebody@${scene.domain}`, returnTo: '/orders?tab=open' }).toString()}`;
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { referer: 'https://evil.example.com/' },
      {},
    ]) {
      expect(await scene.browser.walk(scene.startUrl(), headers as Record<string, string>)).toBe(expected);
    }
    expect(await scene.browser.walk(scene.startUrl(), { referer: `${ORIGIN}/sign-in` })).toBe('/orders?tab=open');
  });

  test('an answer that another browser asked for is refused, and stays good for that one', async () => {
    const callback = await scene.toCallback(scene.person('mallory'));
    const victim = new WalkingBrowser(app, ORIGIN);
    expect(problemIn(await victim.walk(callback))).toBe('startAgain');
    await scene.toCallback(scene.person('victim'), victim);
    expect(problemIn(await victim.walk(callback))).toBe('startAgain');
    expect(await scene.who(victim)).toBeNull();
    expect(await scene.browser.walk(callback)).toBe('/orders?tab=open');
  });

  test('another state is refused', async () => {
    const callback = new URL(await scene.toCallback(scene.person('ada')));
    callback.searchParams.set('state', 'A'.repeat(43));
    expect(problemIn(await scene.browser.walk(callback.href))).toBe('startAgain');
    callback.searchParams.delete('state');
    expect(problemIn(await scene.browser.walk(callback.href))).toBe('startAgain');
    expect(await scene.who()).toBeNull();
  });

  test('an answer works once', async () => {
    const callback = await scene.toCallback(scene.person('ada'));
    const cookie = scene.browser.cookie('backfill_sso');
    expect(await scene.browser.walk(callback)).toBe('/orders?tab=open');
    const again = await app.http.inject({
      url: callback.slice(ORIGIN.length),
      headers: { cookie: `backfill_sso=${cookie}` },
    });
    expect(problemIn(again.headers.location ?? '')).toBe('startAgain');
    expect(again.cookies.filter(({ name }) => name === 'backfill_session')).toEqual([]);
  });

  test('an answer after ten minutes is refused', async () => {
    const callback = await scene.toCallback(scene.person('ada'));
    app.clock.advance({ minutes: 10 });
    expect(problemIn(await scene.browser.walk(callback))).toBe('startAgain');
    expect(await userCount()).toBe(1);
  });

  test('a token with another nonce is refused', async () => {
    provider.person = scene.person('ada');
    const url = new URL((await scene.browser.open(scene.startUrl(), FROM_OUR_PAGE)) ?? '');
    url.searchParams.set('nonce', 'another');
    expect(problemIn(await scene.browser.walk(url.href))).toBe('badAnswer');
    expect(await userCount()).toBe(1);
  });

  test('a code that was asked for with another challenge is refused by the provider', async () => {
    provider.person = scene.person('ada');
    const url = new URL((await scene.browser.open(scene.startUrl(), FROM_OUR_PAGE)) ?? '');
    url.searchParams.set('code_challenge', 'A'.repeat(43));
    expect(problemIn(await scene.browser.walk(url.href))).toBe('badAnswer');
    expect(await userCount()).toBe(1);
  });

  test('a token that the provider’s keys did not sign is refused', async () => {
    provider.instead.set('/jwks', (response) =>
      response.setHeader('content-type', 'application/json').end('{"keys":[]}'),
    );
    expect(problemIn(await scene.signIn(scene.person('ada')))).toBe('badAnswer');
    expect(await userCount()).toBe(1);
  });

  test('a change of the settings meanwhile ends what was begun before', async () => {
    const callback = await scene.toCallback(scene.person('ada'));
    await scene.set({ trustsEmails: true });
    expect(problemIn(await scene.browser.walk(callback))).toBe('startAgain');
  });
});

describe('two organizations with one provider', () => {
  test('each signs in its own people, as users of its own', async () => {
    const other = await setScene(app, provider);
    expect(await scene.signIn(scene.person('ada'))).toBe('/orders?tab=open');
    expect(await other.signIn(other.person('ada'))).toBe('/orders?tab=open');
    expect([await scene.who(), await other.who()]).toEqual([`ada@${scene.domain}`, `ada@${other.domain}`]);
  });

  test('somebody of one is refused by the other, linked or not', async () => {
    const other = await setScene(app, provider);
    await scene.signIn(scene.person('ada'));
    expect(problemIn(await other.signIn(scene.person('ada')))).toBe('emailElsewhere');
    expect(problemIn(await other.signIn(scene.person('new')))).toBe('emailElsewhere');
    expect(await userCount(other)).toBe(1);
  });

  test('an answer for one is not taken at the callback of the other', async () => {
    const other = await setScene(app, provider);
    const callback = await scene.toCallback(scene.person('ada'));
    const moved = callback.replace(`/${scene.world.slug}?`, `/${other.world.slug}?`);
    expect(moved).not.toBe(callback);
    expect(problemIn(await scene.browser.walk(moved))).toBe('startAgain');
    expect(await scene.who()).toBeNull();
  });

  test('the provider of one cannot sign anybody in to the other', async () => {
    const hostile = await startOpenIdProvider();
    try {
      const other = await setScene(app, hostile);
      const target = await scene.world.user('SUPER_USER', { email: `boss@${scene.domain}` });
      expect(problemIn(await other.signIn({ ...scene.person('boss'), sub: 'anything' }))).toBe('emailElsewhere');
      expect(await other.who()).toBeNull();
      expect(await scene.userOf(target.email)).toMatchObject({ version: 1 });
    } finally {
      await hostile.close();
    }
  });
});
