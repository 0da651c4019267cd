import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { User } from '../../server/features/people/user.entity.ts';
import { type OpenIdProvider, startOpenIdProvider } from '../../server/test/openid-provider.ts';
import type { World } from '../../server/test/world.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';

/* Signing in through a real OpenID provider, in a real Chromium against the real server and database. */
const phone: Look = { width: 320, height: 640 };
/** SCREENSHOTS_TO=folder keeps a picture of each state, to be looked at. */
const folder = process.env.SCREENSHOTS_TO;

describeInBrowser('single sign-on', (stage) => {
  let provider: OpenIdProvider;
  let world: World;
  let superUser: User;
  let domain: string;
  let count = 0;

  beforeAll(async () => {
    provider = await startOpenIdProvider();
    provider.showsPage = true;
  });
  afterAll(() => provider?.close());
  beforeEach(async () => {
    world = await stage.app.world();
    count += 1;
    domain = `company${count}.example.com`;
    superUser = await world.user('SUPER_USER', { name: 'Sue Super', email: `sue@${domain}` });
  });

  async function picture(page: Page, name: string): Promise<void> {
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  /** Fills the settings page as an administrator does, with what the page and the provider say. */
  async function setUp(page: Page): Promise<void> {
    const redirectUri = await page.getByRole('textbox', { name: 'Redirect address' }).inputValue();
    const signedOutUri = await page.getByRole('textbox', { name: 'Address after signing out' }).inputValue();
    const { clientId, clientSecret = '' } = await provider.register(redirectUri, { signedOutUri });
    await page.getByRole('textbox', { name: 'Issuer' }).fill(provider.issuer);
    await page.getByRole('textbox', { name: 'Client id' }).fill(clientId);
    await page.getByLabel('Client secret', { exact: true }).fill(clientSecret);
    await page.getByRole('textbox', { name: 'Domains' }).fill(domain);
    await page.getByRole('checkbox', { name: 'Offer single sign-on' }).check();
  }

  async function save(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Save single sign-on' }).click();
    await page.getByText('Single sign-on is saved.').waitFor();
  }

  async function signInAtProvider(page: Page): Promise<void> {
    await page.getByRole('heading', { name: 'Example Identity' }).waitFor();
    await page.getByRole('button', { name: 'Sign in as yourself' }).click();
  }

  test('is set up by a Super User, who is told what the provider thinks of it', async () => {
    const page = await stage.openAs(world, superUser, '/administration/single-sign-on');
    await page.getByRole('heading', { level: 1, name: 'Single sign-on' }).waitFor();
    await expectAccessible(page, 'single sign-on that is not set up');
    await setUp(page);
    await page.getByLabel('Client secret', { exact: true }).press('End');
    await page.keyboard.type('x');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('The provider does not know this client id').waitFor();
    await expectAccessible(page, 'a client that the provider refuses');
    await picture(page, 'settings-refused');
    await page.getByLabel('Client secret', { exact: true }).press('End');
    await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('The provider answers, and takes the client.').waitFor();

    await page.getByRole('textbox', { name: 'More scopes' }).fill('groups');
    await page.getByRole('textbox', { name: 'Role claim' }).fill('groups');
    await page.getByRole('button', { name: 'Add a role' }).click();
    await page.keyboard.type('ticket-people');
    await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption({ label: 'Ticket Manager' });
    expect(await page.getByRole('checkbox', { name: 'Allow passwords too' }).isDisabled()).toBe(true);
    await save(page);
    await picture(page, 'settings-saved');
    await expectAccessible(page, 'single sign-on that is set up');
  });

  test('is tried by a Super User and then made the only way in', async () => {
    const page = await stage.openAs(world, superUser, '/administration/single-sign-on');
    await setUp(page);
    await save(page);
    provider.person = { sub: `${domain} sue`, email: superUser.email, email_verified: true, name: 'Sue Super' };
    const own = await stage.open();
    await own.goto('/sign-in');
    await own.getByRole('textbox', { name: 'Email' }).fill(superUser.email);
    await own.keyboard.press('Enter');
    await signInAtProvider(own);
    await own.getByRole('heading', { level: 1, name: 'Backfill Tickets' }).waitFor();

    await page.reload();
    await page.getByRole('checkbox', { name: 'Allow passwords too' }).uncheck();
    await save(page);
    const stranger = await stage.open(phone);
    await stranger.goto('/sign-in');
    await stranger.getByRole('textbox', { name: 'Email' }).fill(`anybody@${domain}`);
    await stranger.keyboard.press('Tab');
    await stranger.getByText('Your organization signs in with single sign-on only.').waitFor();
    expect(await stranger.getByLabel('Password', { exact: true }).count()).toBe(0);
    await expectAccessible(stranger, 'single sign-on as the only way in');
    await expectNoSidewaysScroll(stranger);
    await picture(stranger, 'sign-in-only');
  });

  test('leads from the sign-in page to the provider and back, and out again', async () => {
    const settings = await stage.openAs(world, superUser, '/administration/single-sign-on');
    await setUp(settings);
    await save(settings);

    provider.person = { sub: `${domain} ada`, email: `ada@${domain}`, email_verified: true, name: 'Ada Example' };
    const page = await stage.open();
    await page.goto('/orders?tab=closed');
    await page.getByRole('heading', { level: 1, name: 'Sign in to Backfill' }).waitFor();
    await page.getByRole('textbox', { name: 'Email' }).fill(`ada@${domain}`);
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Continue with single sign-on' }).waitFor();
    await page.getByText(`At ${new URL(provider.issuer).host}`).waitFor();
    await page.getByLabel('Password', { exact: true }).waitFor();
    await expectAccessible(page, 'single sign-on beside a password');
    await picture(page, 'sign-in-both');
    await page.getByRole('button', { name: 'Continue with single sign-on' }).press('Enter');
    await signInAtProvider(page);
    await page.getByRole('heading', { level: 1, name: 'My Orders' }).waitFor();
    expect(new URL(page.url()).search).toBe('?tab=closed');

    await page.getByRole('button', { name: 'Ada Example' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: /yes, sign me out/i }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in to Backfill' }).waitFor();
    await page.goto('/orders');
    await page.getByRole('heading', { level: 1, name: 'Sign in to Backfill' }).waitFor();
  });

  test('says what went wrong, with the id of the request', async () => {
    const settings = await stage.openAs(world, superUser, '/administration/single-sign-on', phone);
    await setUp(settings);
    await save(settings);
    await expectNoSidewaysScroll(settings);
    await picture(settings, 'settings-phone');

    provider.person = { sub: `${domain} eve`, email: 'eve@elsewhere.example.com', email_verified: true };
    const page = await stage.open(phone);
    await page.goto('/sign-in');
    await page.getByRole('textbox', { name: 'Email' }).fill(`eve@${domain}`);
    await page.keyboard.press('Enter');
    await signInAtProvider(page);
    await page.getByText('The address that you signed in with does not belong to this organization.').waitFor();
    await page.getByText(/^[0-9a-f-]{36}$/).waitFor();
    await expectAccessible(page, 'a sign-in that failed');
    await expectNoSidewaysScroll(page);
    await picture(page, 'sign-in-problem');
  });
});
