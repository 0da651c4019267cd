import { sqlState } from './database/sql-state.ts';

/**
 * The parts of an error that hold no data of users, for the log. An error of PostgreSQL knows the row (`detail`), TypeORM's
 * knows every parameter, and messages about malformed data repeat it: all of that is left out.
 */
export function describeError(error: unknown): { type?: string; message: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { message: typeof error === 'string' ? error : typeof error };
  const code = sqlState(error);
  if (!repeatsData(error, code)) return { type: error.name, message: error.message, code, stack: error.stack };
  const message = 'Data could not be read; its text is hidden.';
  const frames = error.stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? [];
  return { type: error.name, message, code, stack: [`${error.name}: ${message}`, ...frames].join('\n') };
}

/** Class 22 is PostgreSQL's for data it cannot read ("invalid input syntax for type date: ..."); JSON.parse quotes its input. */
function repeatsData(error: Error, code: string | undefined): boolean {
  return error instanceof SyntaxError || (code !== undefined && /^22...$/.test(code));
}
