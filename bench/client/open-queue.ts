import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until, watchPage } from './watch-page.ts';

export const QUEUE = '/inventory/backfill-tickets';
/** Everything open, with as many events as are shown at once. */
const EXPANDED = `${QUEUE}?shown=100&rows=closed`;

export const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
export type Width = keyof typeof WIDTHS;

/** A browser's window with an empty cache, in which somebody is signed in. */
export async function openWindow(browser: Browser, url: string, cookie: string, width: Width): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, viewport: WIDTHS[width], locale: 'en-US' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url, httpOnly: true }]);
  return context;
}

export async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await watchPage(page);
  return page;
}

/** Holds the answers of the API back, each for another time, so that they come in another order than they were asked for. */
export async function answerLate(page: Page): Promise<void> {
  let asked = 0;
  await page.route('**/graphql', async (route) => {
    asked += 1;
    const delay = 100 + ((asked * 7) % 5) * 100;
    await new Promise((resolve) => setTimeout(resolve, delay));
    await route.continue();
  });
}

export async function openExpanded(page: Page): Promise<number> {
  await page.goto(EXPANDED);
  await settle(page);
  return countRows(page);
}

/** Waits until no row says that it is loading. */
export async function settle(page: Page): Promise<void> {
  await until(
    page,
    `document.querySelector('[role=treegrid] [aria-level="1"]') && !document.querySelector('[data-row-key$="/loading"]')`,
  );
  await page.waitForLoadState('networkidle');
}

function countRows(page: Page): Promise<number> {
  return page.locator('[role=treegrid] tr[data-row-key]').count();
}
