import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makePasswordLink } from '../../server/features/password-links/make-password-link.ts';
import type { User } from '../../server/features/people/user.entity.ts';
import { NOW } from '../../server/test/test-app.ts';
import type { World } from '../../server/test/world.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';

/* Administration in a real Chromium against the real server and database. Elements are found by role and label only. */
const phone: Look = { width: 320, height: 640 };

describeInBrowser('administration', (stage) => {
  let world: World;
  let superUser: User;

  beforeEach(async () => {
    world = await stage.app.world();
    superUser = await world.user('SUPER_USER', { name: 'Sue Super' });
  });

  async function open(path: string, user?: User, look?: Look): Promise<Page> {
    if (user) return stage.openAs(world, user, path, look);
    const page = await stage.open(look);
    await page.goto(path);
    return page;
  }

  test('is in the navigation of Super Users alone; others are told why a page does not open', async () => {
    const manager = await world.user('INVENTORY_MANAGER');
    const page = await open('/administration/users', manager);
    await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor();
    expect(await page.getByRole('link', { name: 'Outbox' }).count()).toBe(0);
    const own = await open('/administration/users', superUser);
    await own.getByRole('link', { name: 'Outbox' }).waitFor();
  });

  test('adds a user on a phone, who sets a password by a link and is signed in', async () => {
    await world.user('EMPLOYEE', { name: 'Mia Manager', email: 'mia@example.com' });
    const page = await open('/administration/users', superUser, phone);
    await page.getByRole('table', { name: 'Users' }).waitFor();
    await expectAccessible(page, 'users');
    await page.getByRole('link', { name: 'Add user' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Nia Newcomer');
    await page.getByRole('textbox', { name: 'Email' }).fill('mia@example.com');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByText('This is taken already. Choose another.').waitFor();
    await expectAccessible(page, 'an address that is taken');
    await expectNoSidewaysScroll(page);
    await page.getByRole('textbox', { name: 'Email' }).fill('nia@example.com');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByRole('heading', { level: 1, name: 'Nia Newcomer' }).waitFor();
    await page.getByRole('button', { name: 'Send an invitation' }).click();
    await page.getByText('An invitation is on its way to nia@example.com.').waitFor();
    await page.getByText('Invited', { exact: true }).waitFor();
    await expectAccessible(page, 'an invited user');
    await expectNoSidewaysScroll(page);

    const { token } = await world.write(async (tx) => {
      const [nia] = await tx.rows<{ id: string }>(
        'SELECT id FROM users WHERE organization_id = $1 AND email_key = $2',
        [tx.organizationId, 'nia@example.com'],
      );
      return makePasswordLink(tx, 'INVITATION', nia?.id ?? '', new Date(NOW));
    });
    const stranger = await open(`/set-password#${token}`, undefined, phone);
    await stranger.getByText('nia@example.com').waitFor();
    await expectAccessible(stranger, 'a password link');
    await stranger.getByLabel('New password').fill('too short');
    await stranger.keyboard.press('Enter');
    await stranger.getByText('Use at least 12 characters.').waitFor();
    await stranger.getByLabel('New password').fill('plainly invented words');
    await stranger.keyboard.press('Enter');
    await stranger.getByRole('heading', { level: 1, name: 'My Orders' }).waitFor();

    const again = await open(`/set-password#${token}`);
    await again.getByRole('heading', { level: 1, name: 'This link no longer works' }).waitFor();
    await expectAccessible(again, 'a used link');
    await again.getByRole('link', { name: 'Ask for a new link' }).click();
    await again.getByRole('textbox', { name: 'Email' }).fill('nobody@example.com');
    await again.getByRole('button', { name: 'Send the link' }).click();
    await again.getByText('If nobody@example.com belongs to an active user, a mail is on its way.').waitFor();
    await expectAccessible(again, 'a link that was asked for');
  });

  test('never takes the last Super User away', async () => {
    const page = await open(`/administration/users/${world.id('User', superUser)}`, superUser);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('button', { name: 'Deactivate Sue Super' }).click();
    await page.getByText('This is the last active Super User: make somebody else a Super User first.').waitFor();
    await expectAccessible(page, 'the last Super User');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Can sign in').or(page.getByText('No password yet')).first().waitFor();
  });

  test('shows what somebody else saved, and saves over it only what was touched here', async () => {
    const first = await open('/administration/settings', superUser);
    const second = await open('/administration/settings', superUser);
    await second.getByRole('button', { name: 'Save settings' }).waitFor();
    await first.getByRole('button', { name: 'Remove the reminder after 3 days' }).click();
    await first.getByRole('radio', { name: 'Refuse' }).check();
    await first.getByRole('button', { name: 'Save settings' }).click();
    await first.getByText('The settings are saved.').waitFor();

    await second.getByRole('checkbox', { name: 'Somebody else must confirm' }).check();
    await second.getByRole('button', { name: 'Save settings' }).click();
    await second.getByText('Somebody changed this meanwhile').waitFor();
    await expectAccessible(second, 'settings that somebody else saved');
    await second.getByRole('button', { name: 'Save over it' }).click();
    await second.getByText('The settings are saved.').waitFor();

    await first.reload();
    await first.getByRole('radio', { name: 'Refuse', checked: true }).waitFor();
    await first.getByRole('checkbox', { name: 'Somebody else must confirm', checked: true }).waitFor();
    expect(await first.getByRole('textbox', { name: 'Days' }).count()).toBe(3);
  });

  test('asks before unsaved settings are left', async () => {
    const page = await open('/administration/settings', superUser);
    await page.getByRole('radio', { name: 'Refuse' }).check();
    await page.getByRole('link', { name: 'Outbox' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('link', { name: 'Outbox' }).click();
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { level: 1, name: 'Outbox' }).waitFor();
    await expectAccessible(page, 'the outbox');
  });

  test('adds a venue by the keyboard alone, and warns before a new time zone moves its events', async () => {
    const page = await open('/administration/venues/new', superUser);
    await page.getByRole('textbox', { name: 'Name' }).focus();
    await page.keyboard.type('Example Field');
    for (let field = 0; field < 4; field += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('lisbon');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Example Field' }).waitFor();
    await page.getByRole('combobox', { name: 'Time zone' }).fill('new york');
    await expectAccessible(page, 'the time zones');
    await page.keyboard.press('Enter');
    await page.getByText('Saving retimes all events of this venue: Europe/Lisbon becomes America/New_York').waitFor();
    await expectAccessible(page, 'another time zone');
  });

  test('retires a usage category and takes it back', async () => {
    await world.usageCategory('Client Entertainment');
    const page = await open('/administration/usage-categories', superUser, phone);
    await page.getByRole('button', { name: 'Change Client Entertainment' }).click();
    await page.getByRole('checkbox', { name: 'Business purpose' }).check();
    await expectAccessible(page, 'a usage category');
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Business purpose' }).waitFor();
    await page.getByRole('button', { name: 'Retire Client Entertainment' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click();
    await page.getByRole('button', { name: 'Take back Client Entertainment' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('button', { name: 'Retire Client Entertainment' }).waitFor();
  });

  test('erases a contact only without a legal hold, and only once the name is typed', async () => {
    await world.contact(superUser, { name: 'Cora Contact', email: 'cora@example.com' });
    const page = await open('/administration/contacts', superUser);
    await page.getByRole('button', { name: 'Set a hold on Cora Contact' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('A case is pending');
    await page.getByRole('button', { name: 'Set the legal hold' }).click();
    await page.getByRole('button', { name: 'Erase Cora Contact', disabled: true }).waitFor();
    await expectAccessible(page, 'a legal hold');
    await page.getByRole('button', { name: 'Lift the hold on Cora Contact' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The case is settled');
    await page.getByRole('button', { name: 'Lift the legal hold' }).click();
    await page.getByRole('button', { name: 'Erase Cora Contact', disabled: false }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Asked for it by letter');
    await page.getByRole('button', { name: 'Erase Cora Contact for good' }).click();
    await page.getByText('Type exactly: Cora Contact').waitFor();
    await expectAccessible(page, 'erasing');
    await page.getByRole('textbox', { name: 'Type the name to confirm: Cora Contact' }).fill('Cora Contact');
    await page.getByRole('button', { name: 'Erase Cora Contact for good' }).click();
    await page.getByText('Erased person').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
  });
});
