import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface RunningServer {
  pid: number;
  url: string;
  /** With a channel for messages. */
  child: ChildProcess;
  stop(): Promise<void>;
}

const PATIENCE = 60_000;

/** Starts a process and waits for the line of JSON with `url` in which it says that it listens. */
export async function startServer(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  if (!child.stdout) throw new Error('A pipe was asked for.');
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${command} ${args.join(' ')} did not start.`)), PATIENCE);
    lines.on('line', (line) => {
      const found = urlIn(line);
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`${command} ${args.join(' ')} ended with ${code}.`)));
    child.once('error', reject);
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { pid: child.pid ?? 0, url, child, stop };
}

function urlIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  return (JSON.parse(line) as { url?: string }).url;
}
