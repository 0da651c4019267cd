import type { Page } from 'playwright-core';
import { latencyOf } from './watch-page.ts';

/** What a person does with hundreds of rows open. */
export interface Interaction {
  name: string;
  /** What has to be there before. It is not measured. */
  prepare?(page: Page): Promise<void>;
  act(page: Page, time: number): Promise<void>;
  /** Afterwards, so that the next time finds the same. */
  restore?(page: Page): Promise<void>;
}

const row = (page: Page, time: number) => page.locator('[role=treegrid] tr[aria-level="1"]').nth(time % 3);
const name = (page: Page, time: number) => row(page, time).locator('td').first().locator('.font-medium');
const quantity = (page: Page) => page.getByRole('textbox', { name: 'Quantity' });

async function openEditor(page: Page): Promise<void> {
  if (await quantity(page).isVisible()) return;
  await page
    .getByRole('button', { name: /^Assign tickets/ })
    .first()
    .click();
  await quantity(page).waitFor();
}

async function closeEditor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click();
  await quantity(page).waitFor({ state: 'detached' });
}

async function openCategories(page: Page): Promise<void> {
  if (await page.getByRole('checkbox').first().isVisible()) return;
  await page.getByRole('button', { name: /^Ticket category/ }).click();
  await page.getByRole('checkbox').first().waitFor();
}

export const INTERACTIONS: Interaction[] = [
  { name: 'collapse a row', act: (page) => name(page, 0).click(), restore: (page) => name(page, 0).click() },
  { name: 'expand a row', prepare: (page) => name(page, 0).click(), act: (page) => name(page, 0).click() },
  {
    name: 'move to the next row by key',
    prepare: (page) => row(page, 0).focus(),
    act: (page) => page.keyboard.press('ArrowDown'),
  },
  {
    name: 'open the form of an assignment',
    act: (page) =>
      page
        .getByRole('button', { name: /^Assign tickets/ })
        .first()
        .click(),
    restore: closeEditor,
  },
  {
    name: 'type a quantity',
    prepare: openEditor,
    act: async (page, time) => {
      await quantity(page).focus();
      await page.keyboard.press(time % 2 === 0 ? '2' : '1');
    },
  },
  {
    name: 'step the quantity',
    prepare: openEditor,
    act: (page, time) => quantity(page).press(time % 2 === 0 ? 'ArrowUp' : 'ArrowDown'),
  },
  {
    name: 'type in the search',
    act: (page) => page.getByRole('search').getByRole('textbox').press('a'),
    // Before the search is asked for.
    restore: (page) => page.getByRole('search').getByRole('textbox').press('Backspace'),
  },
  {
    name: 'tick a ticket category',
    prepare: openCategories,
    act: (page) => page.getByRole('checkbox').first().click(),
    restore: (page) => page.getByRole('checkbox').first().click(),
  },
];

/** The latency of one interaction, done some times. */
export async function measureInteraction(
  page: Page,
  { prepare, act, restore }: Interaction,
  times: number,
  settled: () => Promise<void>,
): Promise<number[]> {
  const latencies: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await prepare?.(page);
    await settled();
    latencies.push(await latencyOf(page, () => act(page, time)));
    await restore?.(page);
  }
  await settled();
  return latencies.sort((a, b) => a - b);
}
