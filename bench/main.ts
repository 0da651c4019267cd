import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { openBenchDatabase } from './data/open-bench-database.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { say } from './say.ts';
import { clientScenario } from './scenarios/client.ts';
import { confirmScenario } from './scenarios/confirm.ts';
import { confirmsScenario } from './scenarios/confirms.ts';
import { growthScenario } from './scenarios/growth.ts';
import { importScenario } from './scenarios/import.ts';
import { processesScenario } from './scenarios/processes.ts';
import { readScenarios, stopReaders } from './scenarios/reads.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { signInScenario } from './scenarios/sign-in.ts';
import { soakScenario } from './scenarios/soak.ts';

/** What runs when no scenario is named. */
const USUAL: Scenario[] = [
  ...readScenarios,
  signInScenario,
  confirmScenario,
  importScenario,
  growthScenario,
  clientScenario,
];
/** These take as long as one wants. */
const SCENARIOS: Scenario[] = [...USUAL, confirmsScenario, soakScenario, processesScenario];
const args = process.argv.slice(2);

if (args.includes('--help')) say(USAGE);
else await bench(readOptions(args));

/** Runs the chosen scenarios on one database and writes what they found. */
async function bench(options: Options): Promise<void> {
  const started = performance.now();
  const chosen = choose(options.scenarios);
  const built = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'build.js'), 'server'], {
    stdio: 'inherit',
  });
  if (built.status !== 0) throw new Error('The product could not be built.');
  const database = await openBenchDatabase(options);
  const { dataDir: _, output, ...settings } = options;
  const results: Record<string, unknown> = { about: { ...machine(), database: database.kind, options: settings } };
  try {
    for (const scenario of chosen) {
      say(`\n${scenario.name}: ${scenario.title}`);
      results[scenario.name] = await scenario.run({ options, database });
    }
  } finally {
    await stopReaders();
    await database.stop();
  }
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, `${JSON.stringify(results, null, 2)}\n`);
  say(`\nWritten to ${output} after ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

function choose(names: string[] | null): Scenario[] {
  if (names === null) return USUAL;
  return names.map((name) => {
    const scenario = SCENARIOS.find((each) => each.name === name);
    if (!scenario) throw new Error(`There is no scenario "${name}": ${SCENARIOS.map((each) => each.name).join(', ')}.`);
    return scenario;
  });
}

function machine(): Record<string, unknown> {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return {
    at: new Date().toISOString(),
    node: process.version,
    processors: processors.length,
    model: processors[0]?.model,
    memory,
  };
}
