import { ConfigError, readConfig, type Config } from './config.ts';
import { entities } from './entities.ts';
import { explainFailure } from './explain-failure.ts';
import { createTokenCommand } from './features/api-tokens/create-token.command.ts';
import { sealAuditCommand, verifyAuditCommand } from './features/audit/audit.command.ts';
import { doctorCommand } from './features/doctor/doctor.command.ts';
import { importCommand } from './features/imports/import.command.ts';
import { createOrganizationCommand } from './features/people/create-organization.command.ts';
import { setPasswordCommand } from './features/people/set-password.command.ts';
import { allowPasswordsCommand } from './features/single-sign-on/allow-passwords.command.ts';
import type { Command, OpenDatabase } from './platform/cli/command.ts';
import { migrateCommand } from './platform/cli/migrate.command.ts';
import { readSecret } from './platform/cli/read-secret.ts';
import { exitCode, runCommand } from './platform/cli/run-command.ts';
import { systemClock } from './platform/clock.ts';
import { connect } from './platform/database/data-source.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDatabase } from './platform/database/open-database.ts';
import { Database } from './platform/database/transaction.ts';
import { createLog, type Log } from './platform/log.ts';

/** What can be done from a terminal, beside a running server or without one. */
const commands: readonly Command[] = [
  migrateCommand,
  createOrganizationCommand,
  allowPasswordsCommand,
  setPasswordCommand,
  createTokenCommand,
  importCommand,
  verifyAuditCommand,
  sealAuditCommand,
  doctorCommand,
];

process.exit(await main(process.argv.slice(2)));

async function main(words: string[]): Promise<number> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    complain(error.message);
    return exitCode.misused;
  }
  const log = createLog({ ...config, logFormat: 'text' }, process.stderr);
  const opener = databaseOpener(config, log);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    const context = { clock: systemClock, log, openDatabase: opener.open, readSecret, print };
    return await runCommand(commands, words, context, complain);
  } catch (error) {
    complain(explainFailure(error, config) ?? (error as Error).stack ?? String(error));
    return exitCode.failed;
  } finally {
    await opener.close();
  }
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

interface DatabaseOpener {
  open(): Promise<OpenDatabase>;
  close(): Promise<void>;
}

/** Opens the database for a command that asks for it, once, and undoes whatever was opened. */
function databaseOpener(config: Config, log: Log): DatabaseOpener {
  const undo: (() => Promise<unknown>)[] = [];
  const open = async (): Promise<OpenDatabase> => {
    const { url, ownerUrl, directUrl, stop } = await openDatabase(config, log);
    undo.unshift(stop);
    const migrations = await migrate(ownerUrl, directUrl);
    const dataSource = await connect({ url, entities, poolSize: 2 });
    undo.unshift(() => dataSource.destroy());
    return { database: new Database(dataSource, { namedStatements: config.databaseNamedStatements }), migrations };
  };
  let opened: Promise<OpenDatabase> | undefined;
  return {
    open: () => (opened ??= open()),
    close: async () => {
      for (const step of undo) await step();
    },
  };
}
