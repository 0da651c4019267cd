import type { Options } from '../options.ts';
import type { BenchDatabase } from '../data/open-bench-database.ts';

/** What a scenario is given. */
export interface Ground {
  options: Options;
  database: BenchDatabase;
}

/** One thing that is measured. It says what it found, and returns it for the file of results. */
export interface Scenario {
  name: string;
  title: string;
  run(ground: Ground): Promise<unknown>;
}
