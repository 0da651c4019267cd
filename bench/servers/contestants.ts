import { join } from 'node:path';
import { ordinaryDialect } from '../questions/ordinary-dialect.ts';
import { plainDialect } from '../questions/plain-dialect.ts';
import { productDialect } from '../questions/product-dialect.ts';
import { type Contestant, POOL_SIZE, type Stage } from './contestant.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { signIn } from './sign-in.ts';
import { startPostgraphile } from './start-postgraphile.ts';
import { type RunningServer, startServer } from './start-server.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..');

const START: Record<string, (stage: Stage) => Promise<Contestant>> = {
  bare: async (stage) => ({
    name: 'bare',
    title: 'node:http + pg, no transaction, JSON from the database',
    dialect: plainDialect,
    ...(await startSource('floor/server.ts', stage.ownerUrl, stage)),
  }),
  floor: async (stage) => ({
    name: 'floor',
    title: 'the floor: the same inside the tenant transaction',
    dialect: plainDialect,
    ...(await startSource('floor/server.ts', stage.url, stage, { TENANT: 'on' })),
  }),
  ordinary: async (stage) => ({
    name: 'ordinary',
    title: 'Apollo + TypeGraphQL + TypeORM entities + DataLoader',
    dialect: ordinaryDialect,
    ...(await startSource('ordinary/server.ts', stage.ownerUrl, stage)),
  }),
  product: (stage) => startProduct(stage),
  postgraphile: startPostgraphile,
};

/** Starts the named servers. */
export async function startContestants(names: string[], stage: Stage): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  try {
    for (const name of names) {
      const start = START[name];
      if (!start) throw new Error(`There is no server "${name}": choose from ${Object.keys(START).join(', ')}.`);
      contestants.push(await start(stage));
    }
    return contestants;
  } catch (error) {
    await stopAll(contestants);
    throw error;
  }
}

export async function stopAll(contestants: Contestant[]): Promise<void> {
  await Promise.all(contestants.map((contestant) => contestant.stop()));
}

/** The product as it is deployed: built, in production mode, with a session from its own sign-in. */
export async function startProduct(
  stage: Stage,
  more: NodeJS.ProcessEnv = {},
  nodeOptions: string[] = [],
): Promise<Contestant> {
  const program = ['--enable-source-maps', ...NODE_FLAGS, ...nodeOptions, join(ROOT, 'dist/server/main.js')];
  const server = await startServer(process.execPath, program, {
    DATABASE_URL: stage.url,
    DATABASE_OWNER_URL: stage.ownerUrl,
    DATABASE_POOL_SIZE: POOL_SIZE,
    DEMO: 'off',
    RATE_LIMITS: 'off',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_FORMAT: 'json',
    ...more,
  });
  const cookie = await signIn(server.url, stage.organization).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const dialect = productDialect(stage.organization.id, cookie);
  return { name: 'product', title: 'Backfill: session, permissions, row-level security', dialect, ...server };
}

function startSource(file: string, url: string, stage: Stage, more: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  const args = [...NODE_FLAGS, '--import', '@swc-node/register/esm-register', join(HERE, file)];
  return startServer(process.execPath, args, {
    DATABASE_URL: url,
    ORGANIZATION_ID: stage.organization.id,
    USER_ID: stage.organization.userId,
    POOL_SIZE,
    ...more,
  });
}
