import type { Logger } from 'typeorm';
import type { App } from '../app.ts';

/** Runs the work and returns the SELECTs that it sent, TypeORM's own included. Nothing else may use the app meanwhile. */
export async function selectsOf(app: App, work: () => Promise<unknown>): Promise<string[]> {
  const { database } = app;
  const { dataSource } = database;
  const former = { logger: dataSource.logger, onStatement: database.onStatement };
  const statements: string[] = [];
  const silent: Logger = {
    logQuery: (text) => void statements.push(text),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  Object.assign(dataSource, { logger: silent });
  database.onStatement = (text) => void statements.push(text);
  try {
    await work();
  } finally {
    Object.assign(dataSource, { logger: former.logger });
    database.onStatement = former.onStatement;
  }
  return statements.filter((text) => /^\s*(SELECT|WITH)\b/i.test(text));
}
