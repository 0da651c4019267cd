import type { ServerAccount } from './server-account.ts';
import { serverEnvironment } from './server-environment.ts';

/** Runs a program of PostgreSQL to its end; throws with what it printed when it fails. */
export async function runProgram(account: ServerAccount, program: string, args: readonly string[]): Promise<void> {
  const child = account.run(program, args, { cwd: '/', env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} failed (${code}):\n${output.trim()}`);
}
