import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterFolder } from './platform/database/embedded/cluster.ts';
import { readPostmaster } from './platform/database/embedded/postmaster-file.ts';
import { startEmbeddedDatabase } from './platform/database/embedded/start-embedded-database.ts';
import { silentLog } from './platform/log.ts';

// Whole processes are started, and killed; on a busy machine that takes a while.
jest.setTimeout(90_000);

const password = 'correct horse battery';
const create = [
  ...['organization', 'create', '--slug', 'northwind', '--name', 'Northwind', '--time-zone', 'America/New_York'],
  ...['--admin-email', 'admin@northwind.example', '--admin-name', 'First Admin'],
];
const changePassword = ['user', 'set-password', '--organization', 'northwind', '--email', 'admin@northwind.example'];

describe('the service as a process', () => {
  let dataDir: string;
  let running: Service[];

  beforeAll(() => void execFileSync(process.execPath, ['build.js', 'server'], { stdio: 'pipe' }));

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'backfill-main-'));
    running = [];
  });

  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ exited }) => exited));
    // Whatever a test left running is shared, and stopped as the last to leave.
    await startEmbeddedDatabase({ dataDir, log: silentLog }).then((database) => database.stop());
    await rm(dataDir, { recursive: true, force: true });
  });

  it('says where it is, is healthy, and stops with its database when it is told to', async () => {
    const service = await start();
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect(databasePid()).toBeDefined();
    service.child.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(databasePid()).toBeUndefined();
  });

  it('takes Ctrl-C, even twice in a row as npm passes it on', async () => {
    const service = await start();
    service.child.kill('SIGINT');
    service.child.kill('SIGINT');
    expect(await service.exited).toBe(0);
    expect(databasePid()).toBeUndefined();
  });

  it('explains a port that is in use, and leaves the service that uses it alone', async () => {
    const first = await start();
    const second = run('main.js', [], { PORT: new URL(first.url).port });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`Port ${new URL(first.url).port} of 127.0.0.1 is in use.`);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  });

  it('shares its database with a second service on the same folder, and either may leave first', async () => {
    const [first, second] = [await start(), await start()];
    first.child.kill('SIGTERM');
    expect(await first.exited).toBe(0);
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200);
    second.child.kill('SIGTERM');
    expect(await second.exited).toBe(0);
    expect(databasePid()).toBeUndefined();
  });

  it('names all that is wrong with its configuration, and starts nothing', async () => {
    const service = run('main.js', [], { PORT: 'http', LOG_LEVEL: 'loud' });
    expect(await service.exited).toBe(2);
    expect(service.output()).toContain('PORT: must be a whole number from 0 to 65535');
    expect(service.output()).toContain('LOG_LEVEL: must be one of');
    expect(databasePid()).toBeUndefined();
  });

  it('loses nothing when it is killed, and leaves no process behind', async () => {
    const service = await start();
    expect(await command(create, `${password}\n`)).toEqual([
      0,
      expect.stringContaining('admin@northwind.example can sign in'),
    ]);
    service.child.kill('SIGKILL');
    await service.exited;
    const again = await start();
    expect(await signIn(again.url, password)).toBe('First Admin');
    again.child.kill('SIGKILL');
    await again.exited;
    for (let waited = 0; waited < 10_000 && databasePid() !== undefined; waited += 50) await sleep(50);
    expect(databasePid()).toBeUndefined();
  });

  it('has an organization and a password that were set without it', async () => {
    expect((await command(create, `${password}\n`))[0]).toBe(0);
    expect(databasePid()).toBeUndefined();
    const service = await start();
    expect(await signIn(service.url, password)).toBe('First Admin');
    expect((await command(changePassword, 'another horse battery\n'))[0]).toBe(0);
    expect(await signIn(service.url, password)).toBeNull();
    expect(await signIn(service.url, 'another horse battery')).toBe('First Admin');
  });

  it('loads the demo company and says how to sign in to it, each time; not beside a real organization', async () => {
    const first = await start({ DEMO: 'on' });
    const signIns = [...first.output().matchAll(/^ {2}(\S+@demo\.example) +(\S+) +([A-Z_]+)$/gm)];
    expect(signIns.map(([, , , role]) => role)).toEqual([
      'EMPLOYEE',
      'MANAGER',
      'TICKET_MANAGER',
      'INVENTORY_MANAGER',
      'SUPER_USER',
    ]);
    for (const [, email = '', secret = ''] of signIns) expect(await signIn(first.url, secret, email)).not.toBeNull();
    first.child.kill('SIGTERM');
    expect(await first.exited).toBe(0);
    expect((await command(create, `${password}\n`))[0]).toBe(0);
    const second = await start({ DEMO: 'on' });
    expect(second.output()).not.toContain('@demo.example');
    expect(await signIn(second.url, password)).toBe('First Admin');
  });

  it('refuses an empty and a short password from standard input', async () => {
    for (const given of ['', '\n', 'eleven char\n']) {
      expect(await command(create, given)).toEqual([1, 'The password must have at least 12 characters.\n']);
    }
  });

  async function start(env: NodeJS.ProcessEnv = {}): Promise<Service & { url: string }> {
    const service = run('main.js', [], { PORT: '0', ...env });
    const url = () => /"url":"([^"]+)"/.exec(service.output())?.[1];
    const ended = service.exited.then((code) => {
      throw new Error(`The service ended with ${code}:\n${service.output()}`);
    });
    while (url() === undefined) await Promise.race([sleep(20), ended]);
    ended.catch(() => {});
    return { ...service, url: url() ?? '' };
  }

  async function command(words: string[], input: string): Promise<[number | null, string]> {
    const { child, exited, output } = run('cli.js', words, {});
    child.stdin?.end(input);
    return [await exited, output()];
  }

  function run(file: string, args: string[], env: NodeJS.ProcessEnv): Service {
    const child = spawn(process.execPath, [join('dist/server', file), ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, DEMO: 'off', LOG_FORMAT: 'json', ...env },
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const exited = once(child, 'close').then(([code]) => code as number | null);
    const service = { child, exited, output: () => text };
    running.push(service);
    return service;
  }

  function databasePid(): number | undefined {
    return readPostmaster(clusterFolder(dataDir))?.pid;
  }
});

interface Service {
  child: ChildProcess;
  /** The exit code, once the process has ended. */
  exited: Promise<number | null>;
  /** All that it has printed. */
  output(): string;
}

/** @returns the name of who is signed in, or null where signing in is refused */
async function signIn(url: string, secret: string, email = 'admin@northwind.example'): Promise<string | null> {
  const variables = { input: { email, password: secret } };
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: 'sign-in', variables }),
  });
  const body = (await answer.json()) as { data: { signIn: { viewer: { user: { name: string } } | null } } };
  return body.data.signIn.viewer?.user.name ?? null;
}
