import { destination, type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogFormat, LogLevel } from '../config.ts';
import { describeError } from './describe-error.ts';
import { textLine } from './log-text.ts';

/** Where the service says what it does. Never log personal data: ids, counts and states are enough. */
export type Log = Logger;

/** What an API's client sends about persons and secrets; blotted out should it ever reach the log. */
const secrets = ['password', 'email', 'name', 'token', 'cookie', 'authorization'];

/** A log of JSON lines for machines, or of text lines for a person at a terminal. */
export function createLog(
  options: { logLevel: LogLevel; logFormat: LogFormat },
  out: DestinationStream = options.logFormat === 'json' ? linesTogether() : process.stdout,
): Log {
  const to = options.logFormat === 'text' ? { write: (json: string) => out.write(textLine(json)) } : out;
  return pino(
    {
      level: options.logLevel,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: request, res: response, err: describeError },
      redact: { paths: [...secrets, ...secrets.map((field) => `*.${field}`)], censor: '[hidden]' },
    },
    to,
  );
}

/**
 * Standard output for machines: lines go out some at a time, a tenth of a second late at most, because handing over each by itself takes longer than
 * writing it. What waits goes out at the end of the process, however it ends by itself, and after a fatal line.
 */
function linesTogether(): DestinationStream {
  return destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 100 });
}

/** A log that says nothing, for tests. */
export const silentLog: Log = pino({ level: 'silent' });

/** The path without its query: what people search for stays out of the log. */
function request(req: { method?: string; url?: string }) {
  return { method: req.method, path: req.url?.split('?')[0] };
}

function response(res: { statusCode?: number }) {
  return { statusCode: res.statusCode };
}
