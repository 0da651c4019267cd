import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { silentLog } from '../../log.ts';
import { clusterFolder } from './cluster.ts';
import { isAlive } from './process-identity.ts';
import { readPostmaster } from './postmaster-file.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database.ts';

// Processes are started and killed; on a busy machine that takes a while.
jest.setTimeout(60_000);

describe('embedded database', () => {
  let dataDir: string;
  let started: EmbeddedDatabase[];
  let children: ChildProcess[];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'backfill-embedded-'));
    [started, children] = [[], []];
  });

  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await until(() => children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null), 5000);
    for (const database of started) await database.stop();
    await startEmbeddedDatabase({ dataDir, log: silentLog }).then((database) => database.stop());
    await rm(dataDir, { recursive: true, force: true });
  });

  it('keeps its data, its port and its passwords over a restart', async () => {
    const first = await start();
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(serverPid()).toBeUndefined();
    const second = await start();
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(second.url).toBe(first.url);
    expect(await query(second.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('gives the service a role that may do next to nothing by itself', async () => {
    const { url } = await start();
    expect(
      await query(
        url,
        'SELECT current_user::text AS name, rolsuper, rolinherit, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user',
      ),
    ).toEqual([
      {
        name: 'backfill_app',
        rolsuper: false,
        rolinherit: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolbypassrls: false,
      },
    ]);
    expect(await query(url, 'SHOW statement_timeout')).toEqual([{ statement_timeout: '5s' }]);
    expect(await query(url, 'SHOW lock_timeout')).toEqual([{ lock_timeout: '2s' }]);
    expect(await query(url, 'SET ROLE app_rw; SELECT current_user::text AS name')).toEqual([{ name: 'app_rw' }]);
    await expect(query(url, 'CREATE TABLE mine ()')).rejects.toThrow('permission denied');
  });

  it('compares text the same way everywhere and knows letters with accents', async () => {
    const { ownerUrl } = await start();
    const found = await query(
      ownerUrl,
      `SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) AS encoding, lower('ÉTÉ') AS lower FROM pg_database WHERE datname = 'backfill'`,
    );
    expect(found).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8', lower: 'été' }]);
  });

  it('keeps the passwords to itself and asks for them', async () => {
    const { url } = await start();
    expect((await stat(join(dataDir, 'database.json'))).mode & 0o777).toBe(0o600);
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('listens on this machine alone', async () => {
    const { ownerUrl } = await start();
    expect(await query(ownerUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(ownerUrl, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  });

  it('takes another port when its own is in use', async () => {
    const first = await start();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const { createServer } = await import('node:net');
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(Number(new URL(second.url).port)).not.toBe(port);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    squatter.close();
  });

  it('is shared by all that ask at once, and stopped by the last to leave', async () => {
    const all = await Promise.all([start(), start(), start()]);
    expect(new Set(all.map((database) => database.ownerUrl)).size).toBe(1);
    const pid = serverPid();
    await all[0].stop();
    await all[0].stop();
    await all[1].stop();
    expect(serverPid()).toBe(pid);
    expect(await query(all[2].url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await all[2].stop();
    expect(serverPid()).toBeUndefined();
  });

  it('is shared with another process and outlives either of them', async () => {
    const child = await startInChild();
    const here = await start();
    const pid = serverPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(2500);
    expect(serverPid()).toBe(pid);
    expect(await query(here.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await here.stop();
    expect(serverPid()).toBeUndefined();
  });

  it('comes back on the same port when the server is killed, and nothing committed is lost', async () => {
    const [{ url, ownerUrl }] = await Promise.all([start(), start()]);
    await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const killed = serverPid() ?? 0;
    process.kill(killed, 'SIGKILL');
    await until(() => serverPid() !== undefined && serverPid() !== killed, 15_000);
    expect(isAlive(killed)).toBe(false);
    await until(() => readPostmaster(clusterFolder(dataDir))?.state === 'ready', 15_000);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await query(ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('leaves no process behind when every holder is killed, and nothing committed is lost', async () => {
    const child = await startInChild();
    const database = await start();
    await query(database.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await database.stop();
    const [server, keeper] = [serverPid() ?? 0, await keeperPid()];
    expect([isAlive(server), isAlive(keeper)]).toEqual([true, true]);
    child.kill('SIGKILL');
    await until(() => !isAlive(server) && !isAlive(keeper), 8000);
    expect([isAlive(server), isAlive(keeper)]).toEqual([false, false]);
    expect(await readdir(join(dataDir, 'holders'))).toEqual([]);
    expect(await query((await start()).ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('adopts the server and the keeper that a killed process left', async () => {
    const child = await startInChild();
    const left = [serverPid(), await keeperPid()];
    child.kill('SIGKILL');
    await once(child, 'exit');
    const database = await start();
    expect([serverPid(), await keeperPid()]).toEqual(left);
    await sleep(2500);
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('recovers when the server, its keeper and its holder are all killed', async () => {
    const child = await startInChild();
    const database = await start();
    await query(database.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await database.stop();
    const keeper = await keeperPid();
    process.kill(-keeper, 'SIGKILL');
    child.kill('SIGKILL');
    process.kill(serverPid() ?? 0, 'SIGKILL');
    await until(() => serverPid() === undefined, 2000);
    expect(await query((await start()).ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await keeperPid()).not.toBe(keeper);
  });

  it('says whose version wrote the data when it cannot read it', async () => {
    await (await start()).stop();
    const { writeFile } = await import('node:fs/promises');
    const file = join(dataDir, 'postgres', 'PG_VERSION');
    await writeFile(file, '15\n');
    await expect(start()).rejects.toThrow('was written by PostgreSQL 15, but this is PostgreSQL 18');
    await writeFile(file, '18\n');
  });

  async function start(): Promise<EmbeddedDatabase> {
    const database = await startEmbeddedDatabase({ dataDir, log: silentLog });
    started.push(database);
    return database;
  }

  /** Holds the database in another process, as the service does, until it is killed. */
  async function startInChild(): Promise<ChildProcess> {
    const module = new URL('./start-embedded-database.ts', import.meta.url).href;
    const log = new URL('../../log.ts', import.meta.url).href;
    const program = `
      const { startEmbeddedDatabase } = await import('${module}');
      const { silentLog } = await import('${log}');
      await startEmbeddedDatabase({ dataDir: process.argv[1], log: silentLog });
      console.log('ready');
      setInterval(() => {}, 60_000);`;
    const loader = ['--import', '@swc-node/register/esm-register', '--input-type=module'];
    const child = spawn(process.execPath, [...loader, '-e', program, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  function serverPid(): number | undefined {
    return readPostmaster(clusterFolder(dataDir))?.pid;
  }

  async function keeperPid(): Promise<number> {
    return (JSON.parse(await readFile(join(dataDir, 'keeper'), 'utf8')) as { pid: number }).pid;
  }
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results = [await client.query(sql)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

async function until(condition: () => boolean, patienceMs: number): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && !condition();) await sleep(20);
}
