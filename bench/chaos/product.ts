import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterFolder } from '../../server/platform/database/embedded/cluster.ts';
import { freePort } from '../../server/platform/database/embedded/free-port.ts';
import { readPostmaster } from '../../server/platform/database/embedded/postmaster-file.ts';
import { type ServiceProcess, startService } from '../../server/test/service-process.ts';

/** The built service on a data folder, with everything at its defaults (fsync included) but the limits on how often one may ask. */
export interface Product {
  url: string;
  /** Kills the service, starts it again at once on the same port. @returns after how many ms it was ready */
  killApi(): Promise<number>;
  /** Kills PostgreSQL with all its processes; the service has to start it again. @returns after how many ms it was ready */
  killDatabase(): Promise<number>;
  stop(): Promise<void>;
}

const PATIENCE = 60_000;

export async function startProduct(dataDir: string): Promise<Product> {
  const port = String(await freePort(0));
  const start = (): Promise<ServiceProcess> => startService({ DATA_DIR: dataDir, PORT: port, RATE_LIMITS: 'off' });
  let service = await start();
  const { url } = service;
  await ready(service);
  return {
    url,
    async killApi() {
      const killedAt = performance.now();
      service.child.kill('SIGKILL');
      await service.exited;
      service = await start();
      await ready(service);
      return Math.round(performance.now() - killedAt);
    },
    async killDatabase() {
      const killedAt = performance.now();
      const pid = readPostmaster(clusterFolder(dataDir))?.pid;
      if (pid === undefined) throw new Error('No database runs that could be killed.');
      for (const each of [pid, ...childrenOf(pid)]) killIfThere(each);
      while (readPostmaster(clusterFolder(dataDir))?.pid === pid) await sleep(5);
      await ready(service);
      return Math.round(performance.now() - killedAt);
    },
    async stop() {
      service.child.kill('SIGTERM');
      await service.exited;
    },
  };
}

async function ready({ url, child, output }: ServiceProcess): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (hasEnded || performance.now() > end) {
      const what = hasEnded ? 'has ended by itself' : `was not ready within ${PATIENCE} ms`;
      throw new Error(`The service ${what}. Its last words:\n${output().slice(-3000)}`);
    }
    await sleep(25);
  }
}

/** Where the system does not tell (it is not Linux), they notice by themselves that their parent is gone. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
