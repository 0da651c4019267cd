import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../server/platform/database/embedded/start-embedded-database.ts';
import { silentLog } from '../../server/platform/log.ts';
import { checkRecords, type Problem } from './check-records.ts';
import type { Damage } from './damage.ts';
import { type Scene, setScene } from './set-scene.ts';
import { type Load, startLoad } from './start-load.ts';
import { type Product, startProduct } from './product.ts';

export interface ChaosOptions {
  apiKills: number;
  databaseKills: number;
  clients: number;
  groups: number;
  secondsBetween: number;
  /** What is damaged afterwards, to see that it would be noticed; each is rolled back. */
  damages: readonly Damage[];
  say(text: string): void;
}

export interface ChaosOutcome {
  load: Omit<Load, 'stop' | 'giveUp'>;
  /** Answers that no client should see: neither data nor "try again". */
  unexpected: string[];
  kills: { victim: 'API' | 'DATABASE'; recoveredAfterMs: number }[];
  problems: Problem[];
  damages: { name: string; noticed: boolean; as: string[] }[];
  seconds: number;
}

/** Sets the scene, kills under load, stops, and checks what is in the database. */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const startedAt = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'backfill-chaos-'));
  try {
    const scene = await setScene(dataDir, options.groups);
    const product = await startProduct(dataDir);
    const load = startLoad(scene, product.url, options.clients);
    try {
      const kills = await killInTurns(product, load, options);
      // What is left of the answers, and some confirms in peace.
      await sleep(options.secondsBetween * 1000);
      await load.stop();
      const { problems, damages } = await check(dataDir, scene, load, options.damages);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      return { load, unexpected: load.unexpected, kills, problems, damages, seconds };
    } finally {
      await load.giveUp();
      await product.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function killInTurns(product: Product, load: Load, options: ChaosOptions): Promise<ChaosOutcome['kills']> {
  const kills: ChaosOutcome['kills'] = [];
  for (const victim of victims(options)) {
    await sleep(options.secondsBetween * 1000 * (0.5 + Math.random()));
    const recoveredAfterMs = await (victim === 'API' ? product.killApi() : product.killDatabase());
    kills.push({ victim, recoveredAfterMs });
    options.say(
      `${victim} killed (${kills.length}), ready again after ${recoveredAfterMs} ms; ${load.acknowledged.length} confirms acknowledged`,
    );
  }
  return kills;
}

/** Spreads the kills of the database evenly between those of the API. */
function victims({ apiKills, databaseKills }: ChaosOptions): ('API' | 'DATABASE')[] {
  const at = (count: number, victim: 'API' | 'DATABASE') =>
    Array.from({ length: count }, (_, index) => ({ place: (index + 0.5) / count, victim }));
  const all = [...at(apiKills, 'API'), ...at(databaseKills, 'DATABASE')];
  return all.sort((a, b) => a.place - b.place).map(({ victim }) => victim);
}

async function check(
  dataDir: string,
  scene: Scene,
  load: Load,
  damages: readonly Damage[],
): Promise<Pick<ChaosOutcome, 'problems' | 'damages'>> {
  const database = await startEmbeddedDatabase({ dataDir, log: silentLog });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const records = { organizationId: scene.organizationId, acknowledged: load.acknowledged };
    const problems = await checkRecords(owner, records);
    const outcomes: ChaosOutcome['damages'] = [];
    for (const damage of damages) {
      await owner.query('BEGIN');
      await damage.inflict(owner, records);
      const found = await checkRecords(owner, records);
      await owner.query('ROLLBACK');
      const as = [...new Set(found.map(({ rule }) => rule))];
      outcomes.push({ name: damage.name, noticed: as.includes(damage.breaks), as });
    }
    return { problems, damages: outcomes };
  } finally {
    await owner.end();
    await database.stop();
  }
}
