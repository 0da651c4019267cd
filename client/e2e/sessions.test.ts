import { beforeEach, expect, test } from '@jest/globals';
import type { User } from '../../server/features/people/user.entity.ts';
import type { World } from '../../server/test/world.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';

/* Sessions in a real Chromium against the real server and database. Elements are found by role and label only. */
const phone: Look = { width: 320, height: 640 };
const WHO = '{ viewer { user { email } } }';

describeInBrowser('sessions', (stage) => {
  let world: World;
  let ada: User;

  beforeEach(async () => {
    world = await stage.app.world();
    ada = await world.user('EMPLOYEE', { name: 'Ada Example' });
  });

  test('one’s own are listed and ended, by keyboard alone, from the user menu', async () => {
    const elsewhere = [await world.signedIn(ada), await world.signedIn(ada), await world.signedIn(ada)];
    const page = await stage.openAs(world, ada, '/orders');
    await page.getByRole('button', { name: /Account: theme/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Sessions' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor();
    await page.getByText('This one').waitFor();
    expect(await page.getByText('This one').count()).toBe(1);
    const buttons = page.getByRole('button', { name: /^End the session/ });
    expect(await buttons.count()).toBe(3);
    await expectAccessible(page, 'sessions');
    await buttons.first().press('Enter');
    await page.getByText('1 session has ended.').waitFor();
    expect(await buttons.count()).toBe(2);
    await page.getByRole('button', { name: 'End all others' }).press('Enter');
    await page.getByText('2 sessions have ended.').waitFor();
    for (const other of elsewhere) expect(await other.refusal(WHO)).toBe('UNAUTHENTICATED');
    expect(await page.getByRole('button', { name: 'End all others' }).count()).toBe(0);
    await page.reload();
    await page.getByText('This one').waitFor();
  });

  test('fit a phone', async () => {
    await world.signedIn(ada);
    const page = await stage.openAs(world, ada, '/sessions', phone);
    await page.getByRole('button', { name: 'End all others' }).waitFor();
    await expectAccessible(page, 'sessions on a phone');
    await expectNoSidewaysScroll(page);
  });

  test('a Super User signs somebody out everywhere', async () => {
    const superUser = await world.user('SUPER_USER');
    const elsewhere = await world.signedIn(ada);
    const page = await stage.openAs(world, superUser, `/administration/users/${world.id('User', ada)}`, phone);
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await page.getByRole('heading', { name: 'Sign Ada Example out everywhere?' }).waitFor();
    await expectAccessible(page, 'signing out a user');
    await page.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
    await page.getByText('1 session has ended.').waitFor();
    await page.getByText('Not signed in anywhere.').waitFor();
    await expectAccessible(page, 'a user without sessions');
    await expectNoSidewaysScroll(page);
    expect(await elsewhere.refusal(WHO)).toBe('UNAUTHENTICATED');
  });
});
