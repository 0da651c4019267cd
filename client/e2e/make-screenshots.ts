import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { demoSignIns } from '../../server/demo/demo-sign-ins.ts';
import { startScriptedSmtp } from '../../server/test/scripted-smtp.ts';
import { findChromium } from './find-chromium.ts';
import { type Picture, pictures } from './pictures.ts';

/*
 * Makes the pictures of the docs from the product itself: `npm run screenshots` builds and starts it on a folder of its own, with
 * the demo company and a mail server that refuses the first mail, and takes each picture in a browser of its own. The demo company
 * moves along with the calendar, and so do the dates in the pictures.
 */
const root = join(import.meta.dirname, '../..');
const images = join(root, 'docs/images');

process.exitCode = await main();

async function main(): Promise<number> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    process.stderr.write('No Chromium was found. Install one, or name it in CHROMIUM_PATH.\n');
    return 1;
  }
  await mkdir(images, { recursive: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'backfill-pictures-'));
  const smtp = await startScriptedSmtp((attempt) => (attempt === 1 ? 'refuseForGood' : 'take'));
  const product = await startProduct({ DATA_DIR: dataDir, SMTP_URL: smtp.url, MAIL_FROM: 'backfill@example.com' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    for (const picture of pictures) await take(picture, browser, product.address);
    return 0;
  } finally {
    await browser.close();
    await product.stop();
    await smtp.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startProduct(env: NodeJS.ProcessEnv): Promise<{ address: string; stop: () => Promise<void> }> {
  const product = spawn(process.execPath, ['start.js'], {
    cwd: root,
    env: { ...process.env, ...env, PORT: '0', HOST: '127.0.0.1', DEMO: 'on', LOG_FORMAT: 'text', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => product.once('exit', () => resolve()));
  return {
    address: await addressOf(product),
    async stop() {
      product.kill('SIGTERM');
      await ended;
    },
  };
}

/** What the product prints once it is ready. */
function addressOf(product: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    product.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /ready at (\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    product.once('exit', () => reject(new Error(`The product did not start:\n${printed}`)));
  });
}

async function take(picture: Picture, browser: Browser, baseURL: string): Promise<void> {
  const { name, as, path, show, width = 1280, height = 800, colorScheme = 'light' } = picture;
  const context = await browser.newContext({
    baseURL,
    colorScheme,
    viewport: { width, height },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  try {
    await signIn(page, as, path);
    await show(page);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled', caret: 'hide' });
    process.stdout.write(`${name}.png\n`);
  } catch (error) {
    await page.screenshot({ path: join(tmpdir(), `${name}-failed.png`) });
    throw new Error(`The picture ${name} could not be taken.`, { cause: error });
  } finally {
    await context.close();
  }
}

/** Strangers are asked to sign in, and then led to where they wanted to go. */
async function signIn(page: Page, as: Picture['as'], path: string): Promise<void> {
  const person = demoSignIns.find(({ role }) => role === as);
  if (!person) throw new Error(`Nobody in the demo company can sign in as ${as}.`);
  await page.goto(path);
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
