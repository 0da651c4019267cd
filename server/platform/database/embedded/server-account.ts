import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmod, chown, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ExplainedError } from '../../explained-error.ts';
import { passClosedFolders } from './pass-closed-folders.ts';

/** The operating system's account that PostgreSQL runs under: our own, but never root, which PostgreSQL refuses. */
export interface ServerAccount {
  /** Makes a file or folder the account's own. */
  own(path: string): Promise<void>;
  /** Runs a program as the account. */
  run(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
}

/**
 * Chooses the account: `nobody` where we are root, otherwise our own.
 * @param folders what the account must be able to reach; the first one is ours to open
 */
export async function serverAccount(folders: [string, ...string[]]): Promise<ServerAccount> {
  if (process.getuid?.() !== 0)
    return { own: async () => {}, run: (program, args, options) => spawn(program, args, options) };
  const nobody = await findNobody();
  await chmod(folders[0], ((await stat(folders[0])).mode & 0o777) | 0o011);
  return { own: (path) => chown(path, nobody.uid, nobody.gid), run: await runnerAs(nobody, folders) };
}

async function runnerAs(ids: Ids, folders: string[]): Promise<ServerAccount['run']> {
  const closed = await firstClosedFolder(folders, ids);
  if (closed === undefined) return (program, args, options) => spawn(program, args, { ...options, ...ids });
  const [setpriv, ...words] = passClosedFolders(ids, folders) ?? [];
  if (setpriv === undefined) throw new ExplainedError(closedFolderMessage(closed));
  return (program, args, options) => spawn(setpriv, [...words, program, ...args], options);
}

interface Ids {
  uid: number;
  gid: number;
}

async function findNobody(): Promise<Ids> {
  const line = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .find((each) => each.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: idOr65534(uid), gid: idOr65534(gid) };
}

/** macOS writes nobody's -2 as it is; the system calls want it unsigned. */
function idOr65534(text: string | undefined): number {
  return text === undefined ? 65_534 : Number(text) >>> 0;
}

/** The first folder on the way to any of them that the account may not pass through. */
async function firstClosedFolder(folders: string[], account: Ids): Promise<string | undefined> {
  for (const folder of folders.flatMap(withParents)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return undefined;
}

function withParents(folder: string): string[] {
  const path = resolve(folder);
  return dirname(path) === path ? [path] : [...withParents(dirname(path)), path];
}

function closedFolderMessage(folder: string): string {
  return (
    `PostgreSQL refuses to run as root, so it runs as the user "nobody", who may not pass through ${folder}. ` +
    `Allow it (chmod o+x ${folder}), start the service as an ordinary user, move it or DATA_DIR elsewhere, ` +
    'or set DATABASE_URL to a PostgreSQL of your own.'
  );
}
