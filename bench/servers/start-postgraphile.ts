import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { postgraphileDialect } from '../questions/postgraphile-dialect.ts';
import { say } from '../say.ts';
import { type Contestant, POOL_SIZE, type Stage } from './contestant.ts';
import { VIEWS } from './postgraphile/views.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { startServer } from './start-server.ts';

const FOLDER = join(import.meta.dirname, 'postgraphile');
const NODE = join(FOLDER, 'node_modules/node/bin/node');

/** Installs PostGraphile the first time, makes its views, and starts it on a Node of its own. */
export async function startPostgraphile(stage: Stage): Promise<Contestant> {
  if (!existsSync(NODE)) install();
  const owner = new Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  await owner.query(VIEWS).finally(() => owner.end());
  // Twice the room of the others: on its Node a fifth of its time depends on it.
  const flags = [...NODE_FLAGS, '--max-semi-space-size=64'];
  const server = await startServer(NODE, [...flags, join(FOLDER, 'server.mjs')], {
    DATABASE_URL: stage.url,
    ORGANIZATION_ID: stage.organization.id,
    POOL_SIZE,
  });
  return { name: 'postgraphile', title: 'PostGraphile 5 over views', dialect: postgraphileDialect, ...server };
}

function install(): void {
  say('Installing PostGraphile and its Node ...');
  const npm = process.env.npm_execpath;
  if (!npm) throw new Error('Run the benchmark by "npm run bench", so that npm can install PostGraphile.');
  const { status } = spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('PostGraphile could not be installed.');
}
