import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../client/e2e/find-chromium.ts';
import { firstLoad } from '../client/first-load.ts';
import { INTERACTIONS, measureInteraction } from '../client/interactions.ts';
import {
  answerLate,
  newPage,
  openExpanded,
  openWindow,
  QUEUE,
  settle,
  type Width,
  WIDTHS,
} from '../client/open-queue.ts';
import { rowsPaintedAt, type Shift, shiftsOf } from '../client/watch-page.ts';
import { LARGEST } from '../data/shape.ts';
import { type Budget, budgetTable } from '../measure/budgets.ts';
import { percentile } from '../measure/figures.ts';
import { say } from '../say.ts';
import { startContestants, stopAll } from '../servers/contestants.ts';
import { signIn } from '../servers/sign-in.ts';
import { findOrganization } from './landmarks.ts';
import type { Ground, Scenario } from './scenario.ts';

const ROWS = 500;
const WARM_LOADS = 5;
/** How often each interaction is done for each round. */
const TIMES = 2;
/** As the Web Vitals judge a page: what three of four times are not slower than. */
const JUDGED = 0.75;

/** The queue in a real Chromium: what it loads, when rows are seen, what moves, and how long a hand waits. */
export const clientScenario: Scenario = {
  name: 'client',
  title: `the queue in Chromium, with ${ROWS} rows open`,
  run,
};

async function run({ options, database }: Ground): Promise<unknown> {
  const executablePath = findChromium();
  if (!executablePath) {
    say('  left out: no Chromium was found. Install one, or name it in CHROMIUM_PATH.');
    return { leftOut: 'no Chromium' };
  }
  const built = spawnSync(process.execPath, [join(import.meta.dirname, '../../build.js'), 'client'], {
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('The client could not be built.');
  const organization = await findOrganization(database.ownerUrl, LARGEST);
  const servers = await startContestants(['product'], { ...database, organization });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const url = servers[0]?.url ?? '';
    const cookie = await signIn(url, organization);
    const budgets = [...(await load(browser, url, cookie))];
    for (const width of Object.keys(WIDTHS) as Width[]) {
      budgets.push(...(await use(browser, url, cookie, width, TIMES * options.rounds)));
    }
    say(budgetTable(budgets));
    return { budgets };
  } finally {
    await browser.close();
    await stopAll(servers);
  }
}

async function load(browser: Browser, url: string, cookie: string): Promise<Budget[]> {
  const context = await openWindow(browser, url, cookie, 'desktop');
  try {
    const page = await newPage(context);
    const { bytes, files } = await firstLoad(page, QUEUE);
    const largest = files.slice(0, 3).map((file) => `${file.path} ${(file.bytes / 1024).toFixed(0)} KB`);
    say(`  ${files.length} files before the first page's data, the largest: ${largest.join(', ')}`);
    const painted: number[] = [];
    for (let time = 0; time < WARM_LOADS; time += 1) {
      await page.goto(QUEUE);
      painted.push(await rowsPaintedAt(page));
    }
    painted.sort((a, b) => a - b);
    return [
      { what: "loaded before the first page's data, gzip", measured: bytes / 1024, unit: 'KB', must: 250 },
      { what: 'first rows visible, warm', measured: percentile(painted, 0.5), unit: 'ms', must: 1000, aim: 500 },
    ];
  } finally {
    await context.close();
  }
}

async function use(browser: Browser, url: string, cookie: string, width: Width, times: number): Promise<Budget[]> {
  const context = await openWindow(browser, url, cookie, width);
  try {
    const late = await newPage(context);
    await answerLate(late);
    await late.goto(QUEUE);
    await settle(late);
    await late.locator('[role=treegrid] tr[aria-level="1"] td').first().click();
    await settle(late);
    const shifts = await shiftsOf(late);
    await late.close();

    const page = await newPage(context);
    const rows = await openExpanded(page);
    if (rows < ROWS) throw new Error(`Only ${rows} rows are open: use more tickets.`);
    shifts.push(...(await shiftsOf(page)));
    tellShifts(width, shifts);
    const budgets: Budget[] = [
      {
        what: `${width}: layout shift`,
        measured: shifts.reduce((sum, { value }) => sum + value, 0),
        unit: '',
        must: 0,
      },
    ];
    for (const interaction of INTERACTIONS) {
      const latencies = await measureInteraction(page, interaction, times, () => settle(page));
      const measured = percentile(latencies, JUDGED);
      budgets.push({ what: `${width}: ${interaction.name}, ${rows} rows`, measured, unit: 'ms', must: 100 });
    }
    return budgets;
  } finally {
    await context.close();
  }
}

function tellShifts(width: Width, shifts: Shift[]): void {
  for (const { value, at, moved } of shifts) {
    say(`  ${width}: ${value.toFixed(4)} moved at ${at} ms: ${moved.join(' | ')}`);
  }
}
