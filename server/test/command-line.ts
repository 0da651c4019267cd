import type { Command } from '../platform/cli/command.ts';
import { runCommand } from '../platform/cli/run-command.ts';
import { silentLog } from '../platform/log.ts';
import type { TestApp } from './test-app.ts';

/** What somebody at a terminal sees of a command. */
export interface CommandOutcome {
  code: number;
  printed: string[];
  complaint: string;
}

/** Runs the words that somebody types, on the database of a test. */
export async function typeCommand(
  app: TestApp,
  commands: readonly Command[],
  words: readonly string[],
): Promise<CommandOutcome> {
  const printed: string[] = [];
  let complaint = '';
  const context = {
    clock: app.clock,
    log: silentLog,
    openDatabase: async () => ({ database: app.database, migrations: [] }),
    readSecret: () => Promise.reject(new Error('No secret is needed here.')),
    print: (line: string) => void printed.push(line),
  };
  const code = await runCommand(commands, words, context, (text) => (complaint += text));
  return { code, printed, complaint };
}
