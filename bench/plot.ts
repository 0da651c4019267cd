import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Figures } from './measure/figures.ts';
import { barChart, lineChart, timeChart } from './plot/charts.ts';
import { say } from './say.ts';
import type { Touched } from './scenarios/growth.ts';
import type { Sample } from './scenarios/soak.ts';

/*
 * Draws the pictures of docs/performance.md from the results that are kept: `npm run bench:plot`.
 */
const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'bench/results');
const IMAGES = join(ROOT, 'docs/images');
/** What the product is meant to reach against the floor: at least, and better. */
const TARGETS: Record<string, [must: number, aim: number]> = {
  'event-view': [0.6, 1],
  'deep-page': [0.6, 0.9],
  filters: [0.6, 0.9],
  search: [0.6, 0.9],
  'venue-view': [0.6, 0.9],
};
/** The same for confirms against a single INSERT. */
const CONFIRM_TARGETS: [must: number, aim: number] = [0.35, 0.5];
/** With as many events in a range at every size. */
const GROWTH = ['event-view', 'deep-page', 'filters, 1000 events', 'search, 1000 events', 'venue-view', 'totals'];
const READS = ['event-view', 'deep-page', 'filters', 'search', 'venue-view', 'totals'];

interface Results {
  about: { options: { tickets: number } };
  growth?: Record<string, Touched>;
  confirm?: { figures: Record<string, Figures[]> };
  soak?: { samples: Sample[] };
  [scenario: string]: unknown;
}

const kept = (await readdir(RESULTS)).filter((name) => name.startsWith('baseline-')).sort();
const all: Results[] = [];
for (const name of kept) all.push(JSON.parse(await readFile(join(RESULTS, name), 'utf8')) as Results);
all.sort((a, b) => a.about.options.tickets - b.about.options.tickets);

const reads = newest((each) => each[READS[0] ?? '']);
if (!reads)
  throw new Error('There are no results: run the benchmark first, and name its file baseline-<tickets>.json.');
const sets = READS.flatMap((name) => {
  const figures = (reads.results[name] as { figures: Figures[] } | undefined)?.figures ?? [];
  return figures.length > 0
    ? [
        {
          name,
          bars: figures.map((row) => ({ label: row.server, value: row.ratio ?? 0 })),
          marks: marksOf(TARGETS[name]),
        },
      ]
    : [];
});
await draw(
  'bench-reads.svg',
  barChart(
    `Reads at ${thousands(reads.results)} tickets, requests/s against the floor (line: Must, dashed: Aim)`,
    sets,
  ),
);

const confirms = newest((each) => each.confirm);
if (confirms) {
  // The INSERT is 1 and would only make the others small.
  const places = Object.entries(confirms.found.figures).map(([name, figures]) => ({
    name,
    bars: figures.flatMap(({ server, ratio }) =>
      server === 'bare' || ratio === undefined ? [] : [{ label: server, value: ratio }],
    ),
    marks: marksOf(name === 'everywhere, 64' ? CONFIRM_TARGETS : undefined),
  }));
  const title = `Confirms at ${thousands(confirms.results)} tickets against a single INSERT (line: Must, dashed: Aim)`;
  await draw('bench-confirm.svg', barChart(title, places));
}

const lines = GROWTH.map((name) => ({
  label: name.replace(/,.*/, ''),
  points: all.flatMap((each) => {
    const touched = each.growth?.[name];
    return touched ? [{ x: thousands(each), value: touched.buffers }] : [];
  }),
}));
await draw('bench-growth.svg', lineChart('Pages of memory that the product’s statements touch', lines));

const soak = newest((each) => each.soak);
if (soak) {
  const { samples } = soak.found;
  const lines = (['rss', 'heap'] as const).map((kind) => ({
    label: kind,
    points: samples.map((each) => ({ at: each.at, value: each[kind] })),
  }));
  await draw('bench-soak.svg', timeChart('Memory of the product under mixed load', lines, 'MB'));
}

/** What the results with the most tickets that have it say. */
function newest<Found>(find: (results: Results) => Found | undefined): { found: Found; results: Results } | undefined {
  for (const results of all.toReversed()) {
    const found = find(results);
    if (found !== undefined) return { found, results };
  }
  return undefined;
}

function marksOf(targets: [must: number, aim: number] | undefined): { label: string; value: number }[] {
  return targets
    ? [
        { label: 'Must', value: targets[0] },
        { label: 'Aim', value: targets[1] },
      ]
    : [];
}

async function draw(name: string, svg: string): Promise<void> {
  await writeFile(join(IMAGES, name), svg);
  say(`docs/images/${name}`);
}

function thousands({ about }: Results): string {
  return about.options.tickets.toLocaleString('en-US');
}
