import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { User } from '../../server/features/people/user.entity.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { type Season, seedSeason } from './season.ts';

/* Guest lists that get completed: by paste, with the keyboard alone, on a phone. Elements are found by role and label only. */
describeInBrowser('a guest list', (stage) => {
  let season: Season;

  beforeEach(async () => {
    season = await seedSeason(stage.app);
  });

  const openAs = (user: User, path: string, look?: Look): Promise<Page> => stage.openAs(season.world, user, path, look);

  async function orderOfTen(facts: Partial<Parameters<Season['world']['order']>[0]> = {}): Promise<string> {
    const group = await season.world.ticketGroup({ seats: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
    const order = await season.world.order({ recipient: season.recipient, group, ...facts });
    return season.world.id('Order', order);
  }

  const guestListOf = (orderId: string) => `/orders/${encodeURIComponent(orderId)}/guest-list`;

  async function confirm(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Save & Review' }).click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('button', { name: 'Save & Confirm' }).click();
    await page.getByText('This guest list is confirmed').waitFor();
  }

  async function confirmedGuests(): Promise<{ type: string; status: string; n: number }[]> {
    return season.world.write((tx) =>
      tx.rows<{ type: string; status: string; n: number }>(
        `SELECT g.guest_type AS type, g.attendee_status AS status, count(*)::int AS n FROM orders o
         JOIN guest_list_versions v ON v.organization_id = o.organization_id AND v.order_id = o.id AND v.version = o.guest_list_version
         JOIN guests g ON g.organization_id = o.organization_id AND g.guest_list_version_id = v.id
         WHERE o.organization_id = $1 AND o.status = 'CONFIRMED' GROUP BY 1, 2 ORDER BY 1, 2`,
        [tx.organizationId],
      ),
    );
  }

  test('of ten is completed by pasting ten names and emails', async () => {
    await season.world.contact(season.manager, { name: 'Kim Roe', email: 'kim.roe@example.com' });
    const page = await openAs(season.recipient, guestListOf(await orderOfTen()));
    await page.getByRole('button', { name: 'Paste a list' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste a list of guests' });
    const strangers = Array.from({ length: 9 }, (_, index) => `Guest ${index} Pasted, pasted${index}@example.com`);
    await dialog
      .getByRole('textbox', { name: 'Guests' })
      .fill(
        ['Name\tEmail', 'Kim R. <KIM.ROE@example.com>', 'Remy Recipient\tremy@example.com', ...strangers].join('\n'),
      );
    await expectAccessible(page, 'paste, empty');
    await dialog.getByRole('button', { name: 'Look them up' }).click();
    await dialog.getByText('Too many: 1 guest is left out').waitFor();
    expect(await dialog.getByText('On file').count()).toBe(2);
    expect(await dialog.getByText('New contact').count()).toBe(9);
    await expectAccessible(page, 'paste, preview');
    await dialog.getByRole('button', { name: 'Fill in 10 guests' }).click();
    await page.getByText('10 guests of the list are filled in.').waitFor();
    await expectAccessible(page, 'ten guests, filled in');
    await confirm(page);
    expect(await confirmedGuests()).toEqual([
      { type: 'CONTACT', status: 'ATTENDED', n: 9 },
      { type: 'MYSELF', status: 'ATTENDED', n: 1 },
    ]);
  });

  test('of ten is completed with the keyboard alone', async () => {
    for (let number = 0; number < 10; number += 1) {
      await season.world.contact(season.manager, { name: `Keyed Guest${number}`, email: `keyed${number}@example.com` });
    }
    const page = await openAs(season.recipient, guestListOf(await orderOfTen()));
    await page.getByRole('group', { name: 'Seat 1', exact: true }).waitFor();
    const press = (key: string) => page.keyboard.press(key);
    await tabTo(page, 'All attended');
    await press('Enter');
    for (let number = 0; number < 10; number += 1) {
      await tabTo(page, 'Guest');
      await page.keyboard.type(`keyed${number}@`);
      await page.getByRole('option', { name: new RegExp(`Keyed Guest${number}`) }).waitFor();
      await press('Enter');
    }
    await tabTo(page, 'Save & Review');
    await press('Enter');
    await page.getByRole('heading', { name: 'Review the guest list' }).waitFor();
    await tabTo(page, 'Submit');
    await press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Confirm the guest list' }).waitFor();
    await tabTo(page, 'Save & Confirm');
    await press('Enter');
    await page.getByText('This guest list is confirmed').waitFor();
    expect(await confirmedGuests()).toEqual([{ type: 'CONTACT', status: 'ATTENDED', n: 10 }]);
  });

  test('is completed on a 320 px phone with the fast path, and what it did can be taken back', async () => {
    const orderId = await orderOfTen();
    const page = await openAs(season.recipient, guestListOf(orderId), { width: 320, height: 720 });
    await page.getByRole('button', { name: 'Only me' }).click();
    await page.getByText(/the 9 others have the placeholder “Client’s guest” as a no-show/).waitFor();
    await expectAccessible(page, 'only me, phone');
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    await page.getByRole('button', { name: 'Only me' }).click();
    await confirm(page);
    await expectNoSidewaysScroll(page);
    expect(await confirmedGuests()).toEqual([
      { type: 'MYSELF', status: 'ATTENDED', n: 1 },
      { type: 'SYSTEM_PROFILE', status: 'NO_SHOW', n: 9 },
    ]);
  });

  test('asks only for what the usage category requires, and says what is missing at its row', async () => {
    const usageCategory = await season.world.usageCategory('Government', null, [
      'EMAIL',
      'RELATIONSHIP',
      'BUSINESS_PURPOSE',
      'PUBLIC_OFFICIAL',
    ]);
    await season.world.contact(season.manager, { name: 'Kim Roe', email: null });
    const group = await season.world.ticketGroup({ seats: [1, 2] });
    const page = await openAs(season.recipient, guestListOf(await orderOfTen({ usageCategory, group })));
    const second = page.getByRole('group', { name: 'Seat 2', exact: true });
    await page
      .getByRole('group', { name: 'Seat 1', exact: true })
      .getByRole('combobox', { name: 'Guest type' })
      .selectOption('Myself');
    await second.getByRole('combobox', { name: 'Guest', exact: true }).fill('kim roe');
    await page.getByRole('option', { name: /Kim Roe/ }).click();
    await page.getByRole('button', { name: 'All attended' }).click();
    expect(await page.getByRole('textbox', { name: 'Relationship, such as client' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Save & Review' }).click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('alert').getByText('4 problems to fix').waitFor();
    await page.getByRole('link', { name: 'Seat 2: Enter the guest’s email.' }).click();
    await expectAccessible(page, 'required fields missing');
    await page.keyboard.type('kim.roe@example.com');
    await second.getByRole('textbox', { name: 'Relationship, such as client' }).fill('Regulator');
    await second.getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('textbox', { name: 'Business purpose' }).fill('Spring briefing');
    await confirm(page);
    await page.getByText('kim.roe@example.com · Regulator · Public official').waitFor();
    await page.getByText('Spring briefing').waitFor();
    await expectAccessible(page, 'required fields, confirmed');
  });

  test('points out a contact that may be on file, and of a private one only that it exists', async () => {
    await season.world.contact(season.recipient, { name: 'Kim Roe', email: 'kim.roe@example.com' });
    await season.world.contact(season.manager, { name: 'Kim Roe', email: 'secret@example.com', visibility: 'PRIVATE' });
    const page = await openAs(season.recipient, guestListOf(await orderOfTen()));
    const first = page.getByRole('group', { name: 'Seat 1', exact: true });
    await first.getByRole('combobox', { name: 'Guest', exact: true }).fill('Kim Row');
    await page.getByRole('button', { name: 'Create New Contact “Kim Row”' }).click();
    await first.getByRole('textbox', { name: 'Name' }).fill('Kim Roe');
    await first.getByRole('button', { name: 'Use this contact' }).click();
    await page.getByText('Somebody else has a private contact that may be the same person.').waitFor();
    expect(await page.content()).not.toContain('secret@example.com');
    await expectAccessible(page, 'possible duplicates');
    await first.getByRole('button', { name: 'Use Kim Roe' }).click();
    await first.getByText('kim.roe@example.com').waitFor();
  });

  test('is completed for somebody else, reopened with a reason, and all of it stays readable and comparable', async () => {
    const usageCategory = await season.world.usageCategory('Hosting');
    const group = await season.world.ticketGroup({ seats: [1, 2] });
    const orderId = await orderOfTen({ usageCategory, group });
    const page = await openAs(season.manager, guestListOf(orderId));
    await page.getByText('You complete this for Remy Recipient').waitFor();
    await page.getByRole('button', { name: 'Only Remy Recipient' }).click();
    await expectAccessible(page, 'on behalf');
    await confirm(page);
    await page.getByText(/Tess Ticket confirmed it for Remy Recipient/).waitFor();
    const boss = await season.world.user('SUPER_USER', { name: 'Sue Super' });
    const supers = await openAs(boss, `/orders/${encodeURIComponent(orderId)}`);
    await supers.getByRole('button', { name: 'Reopen' }).click();
    await supers.getByRole('button', { name: 'Reopen the guest list' }).click();
    await supers.getByText('Say why, in at least 3 characters.').waitFor();
    await expectAccessible(supers, 'reopen, refused');
    await supers.getByRole('textbox', { name: 'Reason' }).fill('Remy had a guest');
    await supers.getByRole('button', { name: 'Reopen the guest list' }).click();
    await supers.getByRole('link', { name: 'Confirm Guest List' }).click();
    await supers.getByRole('button', { name: 'All attended' }).click();
    await supers.getByRole('button', { name: 'Save & Review' }).click();
    await supers.getByRole('heading', { name: 'Review the guest list' }).waitFor();
    await supers.goto(`/orders/${encodeURIComponent(orderId)}`);
    await supers.getByRole('button', { name: 'Show 3 versions' }).click();
    await supers.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 2 });
    await supers.getByText('1 difference between version 1 and version 3.').waitFor();
    await supers.getByRole('row', { name: /Seat 2.*No-show.*Attended/ }).waitFor();
    await supers.getByRole('button', { name: 'Show the history' }).click();
    await supers.getByText('Reason: Remy had a guest').waitFor();
    await supers.getByText('Tess Ticket for Remy Recipient').first().waitFor();
    await expectAccessible(supers, 'versions and history');
    await supers.setViewportSize({ width: 320, height: 720 });
    await expectNoSidewaysScroll(supers);
  });

  test('has its part in the history of its tickets, which the queue opens in a dialog', async () => {
    const { suite } = season.groups;
    await season.world.order({ recipient: season.recipient, group: suite, tickets: suite.tickets.slice(0, 2) });
    const page = await openAs(season.manager, '/inventory/backfill-tickets');
    await page.getByRole('row', { name: /Otters vs Bears/ }).click();
    await page.getByRole('button', { name: 'History of Suite 214' }).click();
    const dialog = page.getByRole('dialog', { name: 'History of Suite 214' });
    await dialog.getByText('Nothing is on record').waitFor();
    await expectAccessible(page, 'history of a group');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('form', { name: /^Assignment:/ }).count()).toBe(0);
  });

  test('is submitted with a reason where the same person is rightly on two lists of the event', async () => {
    const group = await season.world.ticketGroup({ seats: [1, 2] });
    const [one, two] = group.tickets;
    if (!one || !two) throw new Error('The group has two tickets.');
    const first = await orderOfTen({ group, tickets: [one] });
    const second = await orderOfTen({ group, tickets: [two] });
    const page = await openAs(season.recipient, guestListOf(first));
    await page.getByRole('button', { name: 'Only me' }).click();
    await confirm(page);
    await page.goto(guestListOf(second));
    await page.getByRole('button', { name: 'Only me' }).click();
    await page.getByRole('button', { name: 'Save & Review' }).click();
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByRole('heading', { name: 'Is this right all the same?' }).waitFor();
    await expectAccessible(page, 'duplicate');
    await page.getByRole('textbox', { name: /Why the same person/ }).fill('Moved to another box at half-time');
    await page.getByRole('button', { name: 'Submit with this reason' }).click();
    await page.getByRole('button', { name: 'Save & Confirm' }).click();
    await page.getByText('This guest list is confirmed').waitFor();
  });

  test('can be entrusted to a proxy, who finds it and whom one can end', async () => {
    await orderOfTen();
    const proxy = await season.world.user('EMPLOYEE', { name: 'Pia Proxy', email: 'pia@example.com' });
    const page = await openAs(season.recipient, '/proxies');
    await page.getByText('Nobody stands in for you.').waitFor();
    await page.getByRole('button', { name: 'Appoint a proxy' }).click();
    await page.getByText('Choose who stands in.').waitFor();
    await expectAccessible(page, 'proxies, refused');
    await page.getByRole('combobox', { name: 'Who stands in' }).fill('pia');
    await page.getByRole('option', { name: /Pia Proxy/ }).click();
    // The browser has a clock of its own: the days hold by both.
    await page.getByLabel('Last day').fill(await page.getByLabel('First day').inputValue());
    await page.getByLabel('First day').fill(season.world.day(0));
    await page.getByRole('button', { name: 'Appoint a proxy' }).click();
    await page.getByText('Pia Proxy for Remy Recipient').waitFor();
    await expectAccessible(page, 'proxies');
    const theirs = await openAs(proxy, '/proxies', { width: 320, height: 720 });
    await theirs.getByRole('link', { name: 'See their orders' }).click();
    await theirs.getByRole('link', { name: /^Confirm Guest List/ }).click();
    await theirs.getByText('You complete this for Remy Recipient').waitFor();
    await expectNoSidewaysScroll(theirs);
    await page.getByRole('button', { name: 'End: Pia Proxy for Remy Recipient' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('Nobody stands in for you.').waitFor();
  });
});

/** Presses Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(
      `(() => { const e = document.activeElement; return (e.labels?.[0] ?? e).textContent.trim(); })()`,
    );
    if (focused === name) return;
  }
  throw new Error(`Tab does not reach "${name}".`);
}
