import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether browser tests can run. Where they must (BROWSER_TESTS=required), a missing browser is a failure, never a skip. */
export function browserOrReason(): { executablePath: string } | { reason: string } {
  const executablePath = findChromium();
  if (executablePath) return { executablePath };
  const reason = 'No Chromium was found. Install one, or name it in CHROMIUM_PATH.';
  if (process.env.BROWSER_TESTS === 'required') throw new Error(reason);
  return { reason };
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

export interface Look {
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** A page of a browser of its own, which fails the test when a script throws or something is logged as an error. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  look: Look = {},
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({
    baseURL,
    colorScheme: look.colorScheme ?? 'light',
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, context, errors };
}

/** Fails with what axe finds wrong with the page as it is now, in its own theme and then in the other one. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor({ state: 'attached' });
    // Colors that are on their way to the new theme are nobody's fault.
    await page.evaluate(
      'Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => null)',
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    );
    expect({ state, colorScheme, violations: found }).toEqual({ state, colorScheme, violations: [] });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Fails when the page can be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow).toBeLessThanOrEqual(0);
}
