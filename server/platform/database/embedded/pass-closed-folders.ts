import { spawnSync } from 'node:child_process';

/** The smallest right first; containers are often given only the second. */
const capabilities = ['dac_read_search', 'dac_override'];

/**
 * How to run a program as another user who may nevertheless pass through folders that are closed to that user, as root's
 * own home is: with a single one of root's capabilities (Linux, setpriv of util-linux).
 * @returns the words to put before the program, or undefined where that is not possible
 */
export function passClosedFolders(ids: { uid: number; gid: number }, folders: string[]): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  return capabilities.map((capability) => setpriv(ids, capability)).find((prefix) => canReachAll(prefix, folders));
}

function setpriv({ uid, gid }: { uid: number; gid: number }, capability: string): string[] {
  return [
    'setpriv',
    ...['--reuid', String(uid), '--regid', String(gid), '--clear-groups'],
    // PostgreSQL asks access(2) about its own files, which forgets capabilities without this.
    ...['--securebits', '+no_setuid_fixup'],
    ...['--inh-caps', '--ambient-caps', '--bounding-set'].map((set) => `${set}=-all,+${capability}`),
  ];
}

function canReachAll([program = '', ...words]: string[], folders: string[]): boolean {
  return folders.every((folder) => spawnSync(program, [...words, 'test', '-x', folder]).status === 0);
}
