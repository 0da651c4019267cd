import { readFileSync } from 'node:fs';

/** Tells a process apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the words of the operating system; empty where that cannot be known cheaply. */
  started: string;
}

export const ownIdentity = (): ProcessIdentity => identityOf(process.pid);

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid) };
}

/** Whether that very process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return isAlive(identity.pid) && startOf(identity.pid) === identity.started;
}

/** Whether any process has the number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string {
  const start = linuxStat(pid)?.[19];
  return start === undefined ? '' : `${bootId()}/${start}`;
}

/** A process that has ended, but whose parent has not asked for its exit code. */
function isZombie(pid: number): boolean {
  return linuxStat(pid)?.[0] === 'Z';
}

/** The fields of /proc/<pid>/stat from the state on: what comes before may contain spaces. */
function linuxStat(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
