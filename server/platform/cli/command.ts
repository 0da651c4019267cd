import type { Clock } from '../clock.ts';
import type { Database } from '../database/transaction.ts';
import { ExplainedError } from '../explained-error.ts';
import type { Log } from '../log.ts';

/** One option of a command, `--name value` or, as a flag, just `--name`. */
export interface OptionSpec {
  description: string;
  /** What stands for the value in the help text, such as EMAIL; a flag has none. */
  value?: string;
  /** Without it the option may be left out. */
  required?: true;
}

/** What was given for the options: a flag is a boolean, what may be left out may be undefined. */
export type OptionValues<Options extends Record<string, OptionSpec>> = {
  [Name in keyof Options]: Options[Name] extends { value: string }
    ? Options[Name] extends { required: true }
      ? string
      : string | undefined
    : boolean;
};

/** What a command works with. */
export interface CommandContext {
  clock: Clock;
  log: Log;
  /** The migrated database, whether a server runs beside or not; opened at the first call, closed by the runner. */
  openDatabase(): Promise<OpenDatabase>;
  /** A password from standard input, or typed unseen at a terminal. */
  readSecret(prompt: string): Promise<string>;
  /** Writes a line of the command's result. */
  print(line: string): void;
}

export interface OpenDatabase {
  database: Database;
  /** The migrations that had to run when it was opened. */
  migrations: string[];
}

export interface Command {
  /** One or two words, as they are typed. */
  name: string;
  /** A sentence for the help text. */
  summary: string;
  options: Record<string, OptionSpec>;
  run(values: Record<string, string | boolean | undefined>, context: CommandContext): Promise<void>;
}

/** Declares a command whose `run` knows the types of its options. */
export function defineCommand<const Options extends Record<string, OptionSpec>>(command: {
  name: string;
  summary: string;
  options: Options;
  run(values: OptionValues<Options>, context: CommandContext): Promise<void>;
}): Command {
  return command as unknown as Command;
}

/** The command was understood, but cannot be done; the message says why and what would help. */
export class CommandError extends ExplainedError {}
