import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where a Chromium is: named by CHROMIUM_PATH, a system one, or Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const candidates = [process.env.CHROMIUM_PATH, ...system, playwrightsOwn()];
  return candidates.find((path) => path !== undefined && existsSync(path));
}

function playwrightsOwn(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}
