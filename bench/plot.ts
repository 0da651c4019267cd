import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figures } from './measure/figures.ts';
import { barChart, lineChart } from './plot/charts.ts';
import { say } from './say.ts';
import type { Touched } from './scenarios/growth.ts';

/*
 * Draws the pictures of docs/performance.md from the results that are kept: `npm run bench:plot`.
 */
const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'bench/results');
const IMAGES = join(ROOT, 'docs/images');
const READS = ['event-view', 'deep-page', 'filters', 'search', 'venue-view', 'totals'];

interface Results {
  about: { options: { tickets: number } };
  growth?: Record<string, Touched>;
  [scenario: string]: unknown;
}

const kept = (await readdir(RESULTS)).filter((name) => name.startsWith('baseline-')).sort();
const all: Results[] = [];
for (const name of kept) all.push(JSON.parse(await readFile(join(RESULTS, name), 'utf8')) as Results);
all.sort((a, b) => a.about.options.tickets - b.about.options.tickets);

const largest = all.at(-1);
if (!largest)
  throw new Error('There are no results: run the benchmark first, and name its file baseline-<tickets>.json.');
const sets = READS.flatMap((name) => {
  const figures = (largest[name] as { figures: Figures[] } | undefined)?.figures ?? [];
  return figures.length > 0
    ? [{ name, bars: figures.map((row) => ({ label: row.server, value: row.ratio ?? 0 })) }]
    : [];
});
await draw('bench-reads.svg', barChart(`Reads at ${thousands(largest)} tickets, requests/s against the floor`, sets));

const lines = READS.map((name) => ({
  label: name,
  points: all.flatMap((each) => {
    const touched = each.growth?.[name];
    return touched ? [{ x: thousands(each), value: touched.buffers }] : [];
  }),
}));
await draw('bench-growth.svg', lineChart('Pages of memory that the product’s statements touch', lines));

async function draw(name: string, svg: string): Promise<void> {
  await writeFile(join(IMAGES, name), svg);
  say(`docs/images/${name}`);
}

function thousands({ about }: Results): string {
  return about.options.tickets.toLocaleString('en-US');
}
