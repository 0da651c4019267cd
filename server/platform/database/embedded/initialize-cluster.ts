import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplainedError } from '../../explained-error.ts';
import type { Cluster } from './cluster.ts';
import { ownerRole, readCredentials } from './credentials.ts';
import { runProgram } from './run-program.ts';

const serverVersion = '18';

/**
 * Lets initdb create PostgreSQL's data if there is none. It works beside the final place and moves there when it is
 * done, so that a start that was cut short leaves nothing half made.
 * @returns whether the data is new
 */
export async function initializeCluster(cluster: Cluster): Promise<boolean> {
  const { folder } = cluster;
  const version = await readFile(join(folder.data, 'PG_VERSION'), 'utf8').catch(undefinedIfMissing);
  if (version !== undefined) {
    refuseOtherVersion(version.trim(), folder.root);
    return false;
  }
  await removeLeftovers(folder.root);
  const workshop = await mkdtemp(join(folder.root, 'new-'));
  await cluster.account.own(workshop);
  await initdb(cluster, workshop);
  await rename(join(workshop, 'postgres'), folder.data);
  await rm(workshop, { recursive: true, force: true });
  return true;
}

function refuseOtherVersion(version: string, root: string): void {
  if (version === serverVersion) return;
  throw new ExplainedError(
    `The data in ${root} was written by PostgreSQL ${version}, but this is PostgreSQL ${serverVersion}. ` +
      'Export it with the version of the service that wrote it, and import it into a new DATA_DIR.',
  );
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function removeLeftovers(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith('new-'));
  for (const name of names)
    await rm(join(root, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** Comparing and case-folding is PostgreSQL's own (the same on every machine); words are split by the system's locale. */
async function initdb(cluster: Cluster, workshop: string): Promise<void> {
  const passwordFile = join(workshop, 'password');
  const { ownerPassword } = await readCredentials(cluster.folder);
  await writeFile(passwordFile, `${ownerPassword}\n`, { mode: 0o600 });
  await cluster.account.own(passwordFile);
  const fixed = [
    `--pgdata=${join(workshop, 'postgres')}`,
    `--username=${ownerRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  await firstThatWorks(
    ['C.UTF-8', 'en_US.UTF-8', 'C'].map(
      (locale) => () => runProgram(cluster.account, cluster.binaries.initdb, [...fixed, `--lc-ctype=${locale}`]),
    ),
  );
}

/** Not every system knows every locale; initdb says so before it writes anything. */
async function firstThatWorks(attempts: (() => Promise<void>)[]): Promise<void> {
  const [first, ...others] = attempts;
  try {
    await first?.();
  } catch (error) {
    const isLocale = error instanceof Error && error.message.includes('invalid locale name');
    if (!isLocale || others.length === 0) throw error;
    await firstThatWorks(others);
  }
}
