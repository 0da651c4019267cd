import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { User } from '../../server/features/people/user.entity.ts';
import { ApiClient } from '../../server/test/api-client.ts';
import type { World } from '../../server/test/world.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';

/* API tokens in a real Chromium against the real server and database. Elements are found by role and label only. */
const phone: Look = { width: 320, height: 640 };
const WHO = '{ viewer { user { email } } }';

describeInBrowser('API tokens', (stage) => {
  let world: World;
  let superUser: User;

  beforeEach(async () => {
    world = await stage.app.world();
    superUser = await world.user('SUPER_USER', { name: 'Sue Super', email: 'sue@example.com' });
  });

  const open = (look?: Look): Promise<Page> => stage.openAs(world, superUser, '/administration/api-tokens', look);
  const secretOf = (page: Page): Promise<string> => page.getByRole('textbox', { name: 'Secret' }).inputValue();

  test('a token is made on a phone, tried, and revoked, by keyboard alone', async () => {
    await world.user('TICKET_MANAGER', { name: 'Quinn Queue', email: 'quinn@example.com' });
    const page = await open(phone);
    await page.getByRole('heading', { name: 'No tokens yet' }).waitFor();
    await expectAccessible(page, 'no tokens');
    await page.getByRole('button', { name: 'Create a token' }).first().press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Create a token' });
    await dialog.getByRole('button', { name: 'Create the token' }).press('Enter');
    await dialog.getByText('Enter a name.').waitFor();
    await dialog.getByText('Choose at least one.').waitFor();
    await expectAccessible(page, 'a token with nothing entered');
    await page.keyboard.type('Queue sync');
    await dialog.getByRole('checkbox', { name: 'Read inventory' }).press('Space');
    await dialog.getByRole('combobox', { name: 'How long it works' }).selectOption('30 days');
    await dialog.getByRole('combobox', { name: 'Whom it acts as' }).fill('quinn');
    await page.getByRole('option', { name: 'Quinn Queue' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Create the token' }).press('Enter');

    const shown = page.getByRole('dialog', { name: 'Queue sync is created' });
    await shown.waitFor();
    await expectAccessible(page, 'the secret');
    await expectNoSidewaysScroll(page);
    const secret = await secretOf(page);
    expect(secret).toMatch(/^bft_[0-9A-Za-z]{49}$/);
    expect(await shown.getByRole('textbox', { name: 'Try it in a terminal' }).inputValue()).toContain(
      `Bearer ${secret}`,
    );
    await page.keyboard.press('Escape');
    await shown.getByRole('button', { name: 'I have kept it' }).press('Enter');
    await page.getByText('Queue sync is created.').waitFor();

    const program = new ApiClient(stage.app, { bearer: secret });
    expect(await program.ask(WHO)).toEqual({ viewer: { user: { email: 'quinn@example.com' } } });
    await page.reload();
    const row = page.getByRole('row', { name: /Queue sync/ });
    await row.getByText(`${secret.slice(0, 12)}…`).waitFor();
    await row.getByText('Used last').waitFor();
    expect(await page.content()).not.toContain(secret.slice(12));
    await expectAccessible(page, 'tokens');
    await expectNoSidewaysScroll(page);

    await row.getByRole('button', { name: 'Revoke Queue sync' }).press('Enter');
    await expectAccessible(page, 'revoking a token');
    await page.getByRole('button', { name: 'Revoke the token' }).press('Enter');
    await page.getByText('Queue sync is revoked.').waitFor();
    await row.getByText('Revoked', { exact: true }).waitFor();
    expect(await program.refusal(WHO)).toBe('UNAUTHENTICATED');
  });

  test('a name that is taken is said at the field', async () => {
    await world.token(superUser);
    const [token] = await stage.app.database.global<{ name: string }>(
      'SELECT name FROM api_tokens WHERE organization_id = $1',
      [world.organizationId],
    );
    const page = await open();
    await page.getByRole('button', { name: 'Create a token' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(token?.name ?? '');
    await page.getByRole('checkbox', { name: 'Backfill' }).check();
    await page.getByRole('button', { name: 'Create the token' }).click();
    await page.getByText('This is taken already. Choose another.').waitFor();
  });
});
