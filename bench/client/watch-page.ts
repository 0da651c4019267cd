import type { Page } from 'playwright-core';

export interface Shift {
  value: number;
  /** In ms since the navigation began. */
  at: number;
  /** The beginnings of the elements that moved. */
  moved: string[];
}

/** Runs in the page before anything of its own: notes shifts, slow interactions, and when the first rows are painted. */
const WATCH = `
  window.bench = { shifts: [], interactions: [], rowsAt: null };
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue;
      const moved = shift.sources.map(({ node }) => (node?.outerHTML ?? node?.nodeName ?? '').slice(0, 160));
      window.bench.shifts.push({ value: shift.value, at: Math.round(shift.startTime), moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries()) if (interactionId) window.bench.interactions.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[role=treegrid] [aria-level="1"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.bench.rowsAt = performance.now())));
  }).observe(document, { childList: true, subtree: true });
`;

export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

/** Waits until an expression is true. Playwright's own waiting evaluates text in the page, which the product's policy forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  const poll = `new Promise((done) => {
    const look = () => ((${expression}) ? done(null) : setTimeout(look, 20));
    look();
  })`;
  await page.evaluate(poll);
}

/** When the first rows were painted, in ms since the navigation began. */
export async function rowsPaintedAt(page: Page): Promise<number> {
  await until(page, 'window.bench?.rowsAt');
  return (await page.evaluate('window.bench.rowsAt')) as number;
}

/** What moved so far without somebody having acted just before. */
export async function shiftsOf(page: Page): Promise<Shift[]> {
  return (await page.evaluate('window.bench.shifts')) as Shift[];
}

/** The browser says nothing of what is painted faster than that. */
const UNSEEN = 16;

/** From an interaction's first input to the next paint, in ms, as the browser measures it (in steps of 8). */
export async function latencyOf(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('window.bench.interactions.length = 0');
  await act();
  // Entries come after the paint that they end with.
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))',
  );
  const durations = (await page.evaluate('window.bench.interactions')) as number[];
  return Math.max(UNSEEN, ...durations);
}
