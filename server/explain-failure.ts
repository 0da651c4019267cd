import type { Config } from './config.ts';
import { ExplainedError } from './platform/explained-error.ts';

/** What an operator can do about a failure to start, in a sentence or two; undefined where only a stack can tell. */
export function explainFailure(error: unknown, config: Config): string | undefined {
  if (error instanceof ExplainedError) return error.message;
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Port ${config.port} of ${config.host} is in use. Stop what listens there, or set PORT to another one.`;
  }
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && config.databaseUrl === null)) {
    return `Cannot listen on ${config.host} port ${config.port} (${code}). Check HOST and PORT.`;
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code ?? '')) {
    return `Cannot use ${path ?? config.dataDir} (${code}). Check DATA_DIR, whom it belongs to, and the space on its disk.`;
  }
  if (config.databaseUrl !== null && isDatabaseRefusal(code ?? '')) {
    return `Cannot use the database (${message || code}). Check DATABASE_URL and DATABASE_OWNER_URL.`;
  }
  return undefined;
}

/** Unreachable, unknown host, wrong user or password, no such database, no right to it. */
function isDatabaseRefusal(code: string): boolean {
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|28000|28P01|3D000|42501|53300)$/.test(code);
}
