import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second. */
const TICK = 10;

/** Processor time that a process has used so far, in ms; undefined where there is no /proc. */
export async function cpuOf(pid: number): Promise<number | undefined> {
  const stat = await statOf(pid);
  return stat && (stat.user + stat.system) * TICK;
}

/** Processor time of each child of a process: PostgreSQL's, by the number of its postmaster. */
export async function cpuOfChildren(parent: number | undefined): Promise<Map<number, number>> {
  const children = new Map<number, number>();
  if (parent === undefined) return children;
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await statOf(Number(name)) : undefined;
    if (stat?.parent === parent) children.set(Number(name), (stat.user + stat.system) * TICK);
  }
  return children;
}

/** The number of a process's parent; undefined where there is no /proc. */
export async function parentOf(pid: number): Promise<number | undefined> {
  return (await statOf(pid))?.parent;
}

/** The most memory that a process has used, in MB; undefined where there is no /proc. */
export async function peakMemoryOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return found === undefined ? undefined : Number(found) / 1024;
}

interface Stat {
  parent: number;
  user: number;
  system: number;
}

/** The program's name, in parentheses, may hold anything; what follows it are numbers. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (!fields) return undefined;
  const at = (index: number): number => fields[index] ?? 0;
  return { parent: at(1), user: at(11), system: at(12) };
}
