import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../platform/database/embedded/free-port.ts';
import { serverAccount } from '../platform/database/embedded/server-account.ts';

/** Whether PgBouncer can be tried. Where it must (PGBOUNCER_TESTS=required), its absence is a failure, never a skip. */
export function pgbouncerOrReason(): { program: string } | { reason: string } {
  // Debian puts it where the path of ordinary users does not lead.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const program = folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path));
  if (program) return { program };
  const reason = 'No PgBouncer was found. Install one: apt-get install pgbouncer, or brew install pgbouncer.';
  if (process.env.PGBOUNCER_TESTS === 'required') throw new Error(reason);
  return { reason };
}

export interface Pgbouncer {
  /** The number of its process. */
  pid: number;
  /** The address of the database through it. */
  url: string;
  stop(): Promise<void>;
}

export interface PgbouncerOptions {
  /** The database, as the role that clients sign in with. */
  url: string;
  /** How many connections it holds to PostgreSQL. */
  connections: number;
  /** `session`: a client keeps its connection, as without a pooler. */
  mode?: 'transaction' | 'session';
}

const PATIENCE_MS = 10_000;

/** Starts PgBouncer on loopback, as the user nobody where we are root, whom it refuses. */
export async function startPgbouncer(
  program: string,
  { url, connections, mode = 'transaction' }: PgbouncerOptions,
): Promise<Pgbouncer> {
  const database = new URL(url);
  const folder = await mkdtemp(join(tmpdir(), 'backfill-pgbouncer-'));
  const account = await serverAccount([folder]);
  const port = await freePort(0);
  const files = {
    'users.txt': `"${database.username}" "${database.password}"\n`,
    'pgbouncer.ini': `[databases]
* = host=${database.hostname} port=${database.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users.txt')}
pool_mode = ${mode}
default_pool_size = ${connections}
max_client_conn = 1000
`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    await account.own(join(folder, name));
  }
  const child = account.run(program, ['-q', join(folder, 'pgbouncer.ini')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let hasEnded = false;
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => ((said += error.message), (hasEnded = true), resolve()));
    child.once('exit', () => ((hasEnded = true), resolve()));
  });
  const stop = async (): Promise<void> => {
    if (!hasEnded) child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + PATIENCE_MS; !(await listens(port)); await sleep(20)) {
    if (!hasEnded && Date.now() < end) continue;
    await stop();
    throw new Error(`PgBouncer did not start:\n${said}`);
  }
  const through = new URL(url);
  through.port = String(port);
  return { pid: child.pid ?? 0, url: through.href, stop };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
