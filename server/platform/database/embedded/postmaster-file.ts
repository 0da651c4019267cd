import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterFolder } from './cluster.ts';
import { isAlive } from './process-identity.ts';

/** What a running server says of itself in its data folder. */
export interface Postmaster {
  pid: number;
  port: number;
  state: 'starting' | 'ready' | 'stopping';
}

/** The server that runs on the data folder, if one does; the file that a killed one left does not count. */
export function readPostmaster(folder: ClusterFolder): Postmaster | undefined {
  const [pid, , , port, , , , state] = linesOf(postmasterFile(folder));
  if (!pid || !isAlive(Number(pid)) || !isPostgres(Number(pid))) return undefined;
  return { pid: Number(pid), port: Number(port ?? 0), state: stateOf(state) };
}

export function postmasterFile(folder: ClusterFolder): string {
  return join(folder.data, 'postmaster.pid');
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function stateOf(text: string | undefined): Postmaster['state'] {
  const state = text?.trim();
  return state === 'ready' || state === 'stopping' ? state : 'starting';
}

/** After a restart of the machine another program may have been given the number. */
function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}
