import { dirname } from 'node:path';
import type { ServerAccount } from './server-account.ts';
import { serverEnvironment } from './server-environment.ts';

/** Runs a program of PostgreSQL to its end; throws with what it printed when it fails. */
export async function runProgram(account: ServerAccount, program: string, args: readonly string[]): Promise<void> {
  const isWindows = process.platform === 'win32';
  const child = account.run(program, args, {
    cwd: dirname(program),
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // There, Ctrl-C would otherwise reach what the program starts, too.
    detached: isWindows,
    windowsHide: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
    // There, the server inherits the pipes and keeps them open.
    if (isWindows) child.once('exit', resolve);
  });
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (code !== 0) throw new Error(`${program} failed (${code}):\n${output.trim()}`);
}
