import { expect, test } from '@jest/globals';
import { describeInBrowser } from './describe-in-browser.ts';
import { PASSWORD, seedSeason } from './season.ts';

/* The explorer in a real Chromium: offline, under the strict policy, against the real server. */
describeInBrowser('the explorer', (stage) => {
  test('sends a stranger to sign in and back, knows the schema and runs an example, without a request to elsewhere', async () => {
    const { manager } = await seedSeason(stage.app);
    const page = await stage.open();
    const elsewhere: string[] = [];
    const operations: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1') elsewhere.push(request.url());
      if (url.pathname === '/graphql') operations.push(request.postData() ?? '');
    });

    await page.goto('/explorer');
    await page.waitForURL(/\/sign-in\?returnTo=/);
    await page.getByLabel('Email').fill(manager.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/explorer');

    // The example of the tab that is open at the first visit.
    const run = page.getByText('(Send query EventView)');
    await run.waitFor({ timeout: 60_000 });
    const answered = page.waitForResponse((response) =>
      (response.request().postData() ?? '').includes('query EventView'),
    );
    await run.click();
    const answer = await answered;
    expect((await answer.json()).data.unusedQueue.totals).toMatchObject({ eventCount: 2, ticketCount: 10 });
    await page.getByText('"ticketCount"').first().waitFor();
    expect(operations.some((body) => body.includes('IntrospectionQuery'))).toBe(true);
    expect(elsewhere).toEqual([]);
    if (process.env.EXPLORER_PICTURE) await page.screenshot({ path: process.env.EXPLORER_PICTURE });
  });
});
