import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { User } from '../../server/features/people/user.entity.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { PASSWORD, type Season, seedSeason } from './season.ts';

/*
 * The whole main path in a real Chromium against the real server and database: from the unused queue to a confirmed order, in both
 * views, with the mouse, with the keyboard alone and on a phone. Elements are found by role and label only.
 */
describeInBrowser('the main path', (stage) => {
  let season: Season;

  beforeEach(async () => {
    season = await seedSeason(stage.app);
  });

  const openAs = (user: User, path: string, look?: Look): Promise<Page> => stage.openAs(season.world, user, path, look);

  /** Fills the assignment that is open in the tree. */
  async function assign(page: Page, quantity: string): Promise<void> {
    const form = page.getByRole('form', { name: /^Assignment:/ });
    await form.getByRole('textbox', { name: 'Quantity' }).fill(quantity);
    await form.getByRole('combobox', { name: 'Recipient' }).fill('remy rec');
    await page.getByRole('option', { name: /Remy Recipient/ }).click();
    await form.getByRole('combobox', { name: 'Usage category' }).selectOption('Client Entertainment');
    await form.getByRole('button', { name: 'Create Assignment' }).click();
  }

  async function confirmDraft(page: Page, button: string): Promise<void> {
    await page
      .getByRole('link', { name: /^Review/ })
      .or(page.getByRole('button', { name: /^Review/ }))
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
    await expectAccessible(page, 'review');
    await page
      .getByRole('link', { name: 'Continue' })
      .or(page.getByRole('button', { name: 'Continue' }))
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Backfill details' }).waitFor();
    await expectAccessible(page, 'details');
    await page.getByRole('button', { name: button }).dblclick();
    await page.getByRole('heading', { level: 1, name: 'Backfill confirmed' }).waitFor();
  }

  async function countOrders(): Promise<number> {
    const [row] = await season.world.write((tx) =>
      tx.rows<{ n: number }>('SELECT count(*)::int AS n FROM orders WHERE organization_id = $1', [tx.organizationId]),
    );
    return row?.n ?? -1;
  }

  test('signing in leads back to where one wanted to go', async () => {
    const page = await stage.open();
    await page.goto('/inventory/backfill-tickets?view=venue');
    await page.getByRole('textbox', { name: 'Email' }).fill(season.manager.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await expectAccessible(page, 'sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .getByText(/do not match an active user/)
      .first()
      .waitFor();
    await expectAccessible(page, 'sign-in refused');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Backfill Tickets' }).waitFor();
    expect(new URL(page.url()).search).toContain('view=venue');
    await page.getByRole('row', { name: /Harbor Dome/ }).waitFor();
  });

  test('Event View: from the queue to confirmed orders, with the mouse', async () => {
    const page = await openAs(season.manager, '/inventory/backfill-tickets');
    await page.getByText(/2 events, 10 unused tickets, \$1\.4K face value/).waitFor();
    await expectAccessible(page, 'queue, closed');
    await page.getByRole('row', { name: /Otters vs Bears/ }).click();
    await page.getByRole('button', { name: /^Assign tickets: Suite 214/ }).click();
    await expectAccessible(page, 'queue, assigning');
    await assign(page, '2');
    await page.getByText(/1 assignment, 2 tickets/).waitFor();
    await page.reload();
    await page.getByText(/1 assignment, 2 tickets/).waitFor();
    await page.getByRole('button', { name: /^Assign tickets: Lot G/ }).click();
    await assign(page, '3');
    await page.getByText(/2 assignments, 5 tickets/).waitFor();
    await confirmDraft(page, 'Confirm: 5 tickets to 1 person');
    await page.getByText(/Seats 1–2/).waitFor();
    await expectAccessible(page, 'result');
    expect(await countOrders()).toBe(2);
    await page.getByRole('link', { name: 'Back to Backfill Tickets' }).click();
    await page.getByText(/2 events, 5 unused tickets/).waitFor();
  });

  test('Venue View: with the keyboard alone', async () => {
    const page = await openAs(season.manager, '/inventory/backfill-tickets');
    await page.getByRole('row', { name: /Otters vs Bears/ }).waitFor();
    await page.keyboard.press('v');
    await page.getByRole('row', { name: /Copper Park/ }).waitFor();
    await page.getByRole('row', { name: /Copper Park/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('row', { name: /Club 108, row C/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('row', { name: /Summer Gala/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: /^Assignment:/ });
    await form.getByRole('textbox', { name: 'Quantity' }).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('2');
    await form.getByRole('combobox', { name: 'Recipient' }).focus();
    await page.keyboard.type('remy rec');
    await page.getByRole('option', { name: /Remy Recipient/ }).waitFor();
    await page.keyboard.press('Enter');
    await form.getByRole('combobox', { name: 'Usage category' }).focus();
    await page.keyboard.type('Char');
    await form.getByRole('button', { name: 'Create Assignment' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/1 assignment, 2 tickets/).waitFor();
    await page
      .getByRole('link', { name: /^Review/ })
      .or(page.getByRole('button', { name: /^Review/ }))
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor();
    await page
      .getByRole('link', { name: 'Continue' })
      .or(page.getByRole('button', { name: 'Continue' }))
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Confirm: 2 tickets to 1 person' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Backfill confirmed' }).waitFor();
    expect(await countOrders()).toBe(1);
  });

  test('too late: what was typed stays, the line says what is left, and one click repairs it', async () => {
    const page = await openAs(season.manager, '/inventory/backfill-tickets');
    await page.getByRole('row', { name: /Otters vs Bears/ }).click();
    await page.getByRole('button', { name: /^Assign tickets: Suite 214/ }).click();
    await assign(page, '5');
    await page.getByText(/1 assignment, 5 tickets/).waitFor();
    await season.world.order({
      recipient: season.recipient,
      group: season.groups.suite,
      tickets: season.groups.suite.tickets.slice(0, 2),
    });
    await page
      .getByRole('link', { name: /^Review/ })
      .or(page.getByRole('button', { name: /^Review/ }))
      .first()
      .click();
    await page.getByText(/Only 3 unused tickets left; 5 were planned/).waitFor();
    await expectAccessible(page, 'review with a shortage');
    await page.getByRole('button', { name: 'Take 3' }).click();
    await page.getByText(/Only 3 unused tickets left/).waitFor({ state: 'detached' });
    await page
      .getByRole('link', { name: 'Continue' })
      .or(page.getByRole('button', { name: 'Continue' }))
      .first()
      .click();
    await page.getByRole('button', { name: 'Confirm: 3 tickets to 1 person' }).click();
    await page.getByRole('heading', { level: 1, name: 'Backfill confirmed' }).waitFor();
    expect(await countOrders()).toBe(2);
  });

  test('a filter that hides everything is named, and dropping it brings the rows back', async () => {
    const page = await openAs(season.manager, '/inventory/backfill-tickets');
    await page.getByRole('row', { name: /Otters vs Bears/ }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('no such thing');
    await page
      .getByText(/10 (unused )?tickets/)
      .first()
      .waitFor();
    await expectAccessible(page, 'no match');
    expect(new URL(page.url()).search).toContain('no');
    await page
      .getByRole('button', { name: /search/i })
      .last()
      .click();
    await page.getByRole('row', { name: /Otters vs Bears/ }).waitFor();
  });

  test('Confirm Guest List on a phone: from Open to Confirmed', async () => {
    const order = await season.world.order({
      recipient: season.recipient,
      group: season.groups.suite,
      tickets: season.groups.suite.tickets.slice(0, 2),
    });
    const page = await openAs(season.recipient, '/orders', { width: 320, height: 720 });
    await page.getByRole('link', { name: /^Confirm Guest List/ }).waitFor();
    await expectAccessible(page, 'my orders');
    await expectNoSidewaysScroll(page);
    await page.getByRole('link', { name: /^Confirm Guest List/ }).click();
    const first = page.getByRole('group', { name: 'Seat 1' });
    const second = page.getByRole('group', { name: 'Seat 2' });
    await first.getByRole('combobox', { name: 'Guest type' }).selectOption('Myself');
    await second.getByRole('combobox', { name: 'Guest type' }).selectOption('Contact');
    await second.getByRole('combobox', { name: 'Contact' }).fill('Gia Guest');
    await page.getByText('Create New Contact').last().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Gia Guest');
    await page.getByRole('textbox', { name: 'Email' }).fill('gia@example.com');
    await expectAccessible(page, 'new contact');
    await page.getByRole('button', { name: 'Use this contact' }).click();
    await page.getByRole('button', { name: 'Save & Review' }).click();
    await page
      .getByRole('heading', { name: /Review/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('alert').getByText('2 problems to fix').waitFor();
    await expectAccessible(page, 'guest list with errors');
    await page.getByRole('link', { name: /^Seat 2:/ }).click();
    await page.getByRole('button', { name: 'All attended' }).click();
    await page.getByRole('button', { name: 'Save & Review' }).click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Save & Confirm' }).dblclick();
    await page.getByText('Confirmed').first().waitFor();
    await expectAccessible(page, 'confirmed');
    const stored = await season.world.write((tx) =>
      tx.rows<{ status: string; guests: number }>(
        `SELECT o.status, count(g.id)::int AS guests FROM orders o
         JOIN guest_list_versions v ON v.organization_id = o.organization_id AND v.order_id = o.id AND v.version = o.guest_list_version
         JOIN guests g ON g.organization_id = o.organization_id AND g.guest_list_version_id = v.id
         WHERE o.organization_id = $1 AND o.id = $2 GROUP BY o.status`,
        [tx.organizationId, order.id],
      ),
    );
    expect(stored).toEqual([{ status: 'CONFIRMED', guests: 2 }]);
  });
});
