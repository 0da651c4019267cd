import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../platform/project-root.ts';

/** The built service as a process of its own. */
export interface ServiceProcess {
  child: ChildProcess;
  url: string;
  /** The exit code, once the process has ended; null where a signal ended it. */
  exited: Promise<number | null>;
  /** All that it has printed. */
  output(): string;
}

/** Starts what `node build.js server` has built, and waits until it listens. */
export async function startService(env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/server/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', DEMO: 'off', LOG_FORMAT: 'json', ...env },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  for (;;) {
    const url = /"url":"([^"]+)"/.exec(text)?.[1];
    if (url) return { child, url, exited, output: () => text };
    if (hasExited) throw new Error(`The service ended before it was ready:\n${text}`);
    await sleep(20);
  }
}
