import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { User } from '../../server/features/people/user.entity.ts';
import { SESSION_COOKIE } from '../../server/platform/http/session-cookie.ts';
import { startTestApp, type TestApp } from '../../server/test/test-app.ts';
import type { World } from '../../server/test/world.ts';
import { browserOrReason, launch, type Look, openPage } from './browser.ts';

/** What browser tests act on; its parts are there once the first test runs. */
export interface Stage {
  app: TestApp;
  /** A page of a stranger, nothing opened yet. */
  open(look?: Look): Promise<Page>;
  /** A page at the path, signed in as the user. */
  openAs(world: World, user: User, path: string, look?: Look): Promise<Page>;
}

/**
 * Tests in a real Chromium against the real server and database. A test fails when any of its pages logs an error. Without a
 * browser they are skipped with the reason; where they are required, that is a failure.
 */
export function describeInBrowser(name: string, tests: (stage: Stage) => void): void {
  jest.setTimeout(120_000);
  const chromium = browserOrReason();
  if ('reason' in chromium) {
    process.stderr.write(`Browser tests are skipped: ${chromium.reason}\n`);
    describe.skip(name, () => tests({} as Stage));
    return;
  }
  describe(name, () => {
    let address: string;
    let browser: Browser;
    let opened: { context: BrowserContext; errors: string[] }[] = [];
    const stage = {
      async open(look?: Look) {
        const { page, context, errors } = await openPage(browser, address, look);
        opened.push({ context, errors });
        return page;
      },
      async openAs(world: World, user: User, path: string, look?: Look) {
        const page = await stage.open(look);
        const token = (await world.signedIn(user)).sessionToken ?? '';
        await page.context().addCookies([{ name: SESSION_COOKIE, value: token, url: address, httpOnly: true }]);
        await page.goto(path);
        return page;
      },
    } as Stage;

    beforeAll(async () => {
      stage.app = await startTestApp({ SECRETS_KEY: randomBytes(32).toString('base64') });
      address = await stage.app.listen();
      browser = await launch(chromium.executablePath);
    });
    afterAll(async () => {
      await browser?.close();
      await stage.app?.close();
    });
    beforeEach(() => void (opened = []));
    afterEach(async () => {
      const errors = opened.flatMap((page) => page.errors);
      for (const { context } of opened) await context.close();
      expect(errors).toEqual([]);
    });
    tests(stage);
  });
}
