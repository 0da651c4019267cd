import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
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
  out: DestinationStream = process.stdout,
): Log {
  const destination = options.logFormat === 'text' ? { write: (json: string) => out.write(textLine(json)) } : out;
  return pino(
    {
      level: options.logLevel,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: request, res: response, err: describeError },
      redact: { paths: [...secrets, ...secrets.map((field) => `*.${field}`)], censor: '[hidden]' },
    },
    destination,
  );
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
