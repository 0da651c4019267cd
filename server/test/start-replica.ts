import { cp, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from '../platform/database/embedded/binaries.ts';
import { clusterFolder } from '../platform/database/embedded/cluster.ts';
import { freePort } from '../platform/database/embedded/free-port.ts';
import { type ServerAccount, serverAccount } from '../platform/database/embedded/server-account.ts';
import { serverEnvironment } from '../platform/database/embedded/server-environment.ts';
import { serverArguments } from '../platform/database/embedded/server-settings.ts';

/** A streaming replica of an embedded database. */
export interface ReplicaServer {
  /** Its address for the login role. */
  url: string;
  /** Runs a statement on the replica as the owner, who may pause it. */
  ask<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]>;
  stop(): Promise<void>;
  /** Starts it again after it was stopped. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export interface Primary {
  dataDir: string;
  url: string;
  ownerUrl: string;
}

const PATIENCE_MS = 30_000;
/** What a copy must not have, as the manual says of base backups. */
const LEFT_OUT = ['postmaster.pid', 'postmaster.opts'];
const EMPTIED = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];

/** Copies the running primary's data and follows it. The embedded package brings no pg_basebackup, so the copy is made by hand. */
export async function startReplica(primary: Primary): Promise<ReplicaServer> {
  const folder = await mkdtemp(join(tmpdir(), 'backfill-replica-'));
  const binaries = await findBinaries();
  const account = await serverAccount([folder, binaries.root]);
  const data = join(folder, 'postgres');
  await copyData(primary, data);
  const port = await freePort(0);
  await writeFile(join(data, 'standby.signal'), '');
  const { hostname: host, port: from, username: user, password } = new URL(primary.ownerUrl);
  const settings = {
    primary_conninfo: `host=${host} port=${from} user=${user} password=${password} application_name=replica`,
    hot_standby_feedback: 'on',
  };
  await ownAll(account, data);

  let stop: () => Promise<void> = async () => {};
  const start = async (): Promise<void> => {
    const child = account.run(binaries.postgres, serverArguments(data, port, settings), {
      cwd: data,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    let hasEnded = false;
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<void>((resolve) => child.once('exit', () => ((hasEnded = true), resolve())));
    stop = async () => {
      if (!hasEnded) child.kill('SIGINT');
      await ended;
    };
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(50)) {
      const isUp = await ask('SELECT 1').then(
        () => true,
        () => false,
      );
      if (isUp) return;
      if (hasEnded || Date.now() > end) throw new Error(`The replica did not start:\n${said}`);
    }
  };
  const ask = <Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> =>
    connected(at(primary.ownerUrl), async (client) => (await client.query<Row>(statement)).rows);
  await start();
  return {
    url: at(primary.url),
    ask,
    start,
    stop: () => stop(),
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };

  function at(url: string): string {
    const changed = new URL(url);
    changed.port = String(port);
    return changed.href;
  }
}

async function copyData({ dataDir, ownerUrl }: Primary, target: string): Promise<void> {
  const source = clusterFolder(dataDir).data;
  await connected(ownerUrl, async (client) => {
    await client.query(`SELECT pg_backup_start('replica', fast => true)`);
    const filter = (path: string): boolean => !LEFT_OUT.includes(basename(path)) && !isEmptied(path, source);
    await cp(source, target, { recursive: true, preserveTimestamps: true, filter });
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    await writeFile(join(target, 'backup_label'), rows[0]?.labelfile ?? '');
  });
  for (const name of EMPTIED) await mkdir(join(target, name), { recursive: true, mode: 0o700 });
}

function isEmptied(path: string, source: string): boolean {
  return EMPTIED.some((name) => path === join(source, name));
}

/** PostgreSQL refuses data that others can read, or that is somebody else's. */
async function ownAll(account: ServerAccount, path: string): Promise<void> {
  await account.own(path);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await ownAll(account, join(path, name));
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
