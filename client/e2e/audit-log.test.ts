import { beforeEach, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { recordAudit } from '../../server/features/audit/record-audit.ts';
import type { User } from '../../server/features/people/user.entity.ts';
import type { World } from '../../server/test/world.ts';
import { expectAccessible, expectNoSidewaysScroll, type Look } from './browser.ts';
import { describeInBrowser } from './describe-in-browser.ts';

/* The audit log in a real Chromium against the real server and database. Elements are found by role and label only. */
const phone: Look = { width: 320, height: 640 };

describeInBrowser('the audit log', (stage) => {
  let world: World;
  let sue: User;
  let rita: User;

  beforeEach(async () => {
    world = await stage.app.world();
    sue = await world.user('SUPER_USER', { name: 'Sue Super', email: 'sue@example.com' });
    rita = await world.user('EMPLOYEE', { name: 'Rita Recipient', email: 'rita@example.com' });
  });

  /** A venue that was changed twice, once for Rita, and 30 sign-ins of hers. */
  async function pastOfTheCompany(): Promise<void> {
    const venue = await world.venue({ name: 'Example Park' });
    const about = { subjectType: 'Venue', subjectId: venue.id };
    const at = (time: string, actor: User) => ({ actorId: actor.id, requestId: 'request-1', now: new Date(time) });
    await world.write(async (tx) => {
      for (let day = 1; day <= 30; day += 1) {
        const time = `2026-06-${String(day).padStart(2, '0')}T12:00:00Z`;
        await recordAudit(tx, at(time, rita), [{ action: 'session.started', subjectType: 'User', subjectId: rita.id }]);
      }
      await recordAudit(tx, at('2026-07-18T12:00:00Z', sue), [
        { ...about, action: 'venue.updated', before: { capacity: 100 }, after: { capacity: 200 }, reason: 'Rebuilt' },
      ]);
      await recordAudit(tx, at('2026-07-19T12:00:00Z', sue), [
        {
          ...about,
          action: 'venue.updated',
          onBehalfOfId: rita.id,
          before: { capacity: 200 },
          after: { capacity: 300 },
        },
      ]);
    });
    await stage.app.tasks.sealAudit?.({ organizationId: world.organizationId });
  }

  const items = (page: Page) => page.getByRole('list', { name: 'Audit log' }).getByRole('listitem');

  test('tells what was done, opens to what was before and after, and says how far it is sealed', async () => {
    await pastOfTheCompany();
    const page = await stage.openAs(world, sue, '/administration/users');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor();
    await page.getByText('The newest 25 entries').waitFor();
    await page.getByText(/^Sealed up to .* · seal 1, hash [0-9a-f]{12}…$/).waitFor();
    await page.getByText('Sue Super for Rita Recipient').waitFor();
    await page
      .getByRole('button', { name: /^Details: Venue changed, / })
      .last()
      .click();
    await page.getByText('Reason: Rebuilt').waitFor();
    expect(await page.getByRole('definition').allInnerTexts()).toEqual([
      expect.stringMatching(/100.*200/s),
      'Sue Super, sue@example.com',
      'request-1',
    ]);
    await expectAccessible(page, 'the audit log');

    await page.getByRole('button', { name: 'Show only this object' }).click();
    await page.getByText('2 entries', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove the filter “Venue Example Park”' }).waitFor();
    await expectAccessible(page, 'the entries of one object');
  });

  test('is narrowed in the URL by person, action and day, and downloads what the filters find', async () => {
    await pastOfTheCompany();
    const page = await stage.openAs(world, sue, '/administration/audit-log');
    await page.getByRole('combobox', { name: 'Person' }).fill('rita');
    await page.getByRole('option', { name: /Rita Recipient/ }).click();
    await page.getByText('By Rita Recipient').waitFor();
    await page.getByText('The newest 25 entries').waitFor();
    await page.getByRole('button', { name: 'Recorded' }).click();
    await page.getByRole('button', { name: /Last 30 days|30 days/ }).waitFor();
    await page.getByLabel('To', { exact: true }).fill('2026-06-03');
    await page.getByLabel('To', { exact: true }).press('Tab');
    await page.keyboard.press('Escape');
    await page.getByText('3 entries', { exact: true }).waitFor();
    const address = new URL(page.url());
    expect([...address.searchParams.keys()].sort()).toEqual(['person', 'to']);
    await page.reload();
    await page.getByText('3 entries', { exact: true }).waitFor();
    await page.getByText('By Rita Recipient').waitFor();
    expect(await page.getByRole('combobox', { name: 'Person' }).inputValue()).toBe('Rita Recipient');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'JSON Lines' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).recordedAt)).toEqual([
      '2026-06-03T12:00:00.000Z',
      '2026-06-02T12:00:00.000Z',
      '2026-06-01T12:00:00.000Z',
    ]);

    await page.getByRole('button', { name: 'What' }).click();
    await page.getByRole('checkbox', { name: 'Venue changed' }).check();
    await page.getByRole('heading', { name: 'No entry matches these filters' }).waitFor();
    await expectAccessible(page, 'nothing matches');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear all' }).first().click();
    await page.getByText('Sue Super for Rita Recipient').waitFor();
    expect(await page.getByRole('combobox', { name: 'Person' }).inputValue()).toBe('');
  });

  test('works on a phone, by the keyboard alone, and goes on to older entries', async () => {
    await pastOfTheCompany();
    const page = await stage.openAs(world, sue, '/administration/audit-log', phone);
    await page.getByText('The newest 25 entries').waitFor();
    await expectAccessible(page, 'the audit log on a phone');
    await expectNoSidewaysScroll(page);
    const first = page.getByRole('button', { name: /^Details: Venue changed, / }).first();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByText('On behalf of:').waitFor();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Enter');
    await page.getByText('On behalf of:').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Show \d+ more/ }).press('Enter');
    await page.getByText('32 entries', { exact: true }).waitFor();
    expect(await items(page).count()).toBe(32);
  });

  test('says so where nothing is on record, and what to do where it cannot be loaded', async () => {
    const page = await stage.openAs(world, sue, '/administration/audit-log');
    await page.getByRole('heading', { name: 'Nothing is on record yet' }).waitFor();
    await page.getByText('Not sealed yet: the first seal follows within ten minutes.').waitFor();
    await expectAccessible(page, 'an empty audit log');
    await page.goto('/administration/audit-log?action=nothing.known');
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
    await expectAccessible(page, 'an audit log that cannot be loaded');
  });
});
