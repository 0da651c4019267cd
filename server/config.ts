import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** Everything that can be set from outside, checked and with its defaults applied. */
export interface Config {
  /** Port to listen on; 0 takes any free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Absolute path of the folder that holds the embedded database. */
  readonly dataDir: string;
  /** PostgreSQL to use instead of the embedded one, as the login role of the service; null: embedded. */
  readonly databaseUrl: string | null;
  /** The same database as the role that owns the tables and migrates them; null: not set apart. */
  readonly databaseOwnerUrl: string | null;
  /** The same database past any pooler that shares connections between transactions, as the login role; null: not set apart. */
  readonly databaseDirectUrl: string | null;
  /** A streaming replica of it that reports are read from, as the login role; null: there is none. */
  readonly databaseReplicaUrl: string | null;
  /** Whether the demo company is loaded when there is no organization yet. */
  readonly demo: boolean;
  /** The origin under which browsers reach the service, without a trailing slash; null: wherever it listens. */
  readonly publicUrl: string | null;
  /** Which proxies may say who the client is: none, that many hops, or those addresses. */
  readonly trustProxy: false | number | string[];
  /** Most connections that one process holds to the database. */
  readonly databasePoolSize: number;
  /** Whether statements are prepared under a name; off behind a PgBouncer older than 1.21. */
  readonly databaseNamedStatements: boolean;
  /** Where mails are handed over, with user and password in it; null: they are kept in the outbox. */
  readonly smtpUrl: string | null;
  /** The sender of all mails, as an address or `Name <address>`; null only without smtpUrl. */
  readonly mailFrom: string | null;
  /** Key of 32 bytes for secrets that are kept in the database; null: one beside the embedded database, or none. */
  readonly secretsKey: Buffer | null;
  /** Points that may be spent in a minute by each caller and each address; null: neither they nor attempts to sign in are counted. */
  readonly rateLimits: { perCaller: number; perAddress: number } | null;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** How long running requests may take to finish after a signal to stop, in seconds. */
  readonly shutdownGraceSeconds: number;
  /** How long the service goes on taking requests after a signal to stop, while it says that it is not ready, in seconds. */
  readonly shutdownDelaySeconds: number;
  /** From how many milliseconds on a GraphQL operation is logged as slow. */
  readonly slowOperationMs: number;
  /** Bearer token with which metrics can be read; null: there are none. */
  readonly metricsToken: string | null;
  /** Where traces are sent by OTLP/HTTP; null: there are none. */
  readonly otlpEndpoint: string | null;
  /** What the service is called in traces. */
  readonly otelServiceName: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const logFormats = ['json', 'text'] as const;
export type LogFormat = (typeof logFormats)[number];

/** Every setting that is wrong, each under the name of its variable. Values are not repeated: some are secrets. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the settings from the environment, or throws a ConfigError that lists every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv, stdoutIsTTY: boolean = process.stdout.isTTY === true): Config {
  const read = settingsOf(env);
  const host = read('HOST', '127.0.0.1', parseHost);
  const databaseUrl = read('DATABASE_URL', null, parseDatabaseUrl);
  const databaseOwnerUrl = read('DATABASE_OWNER_URL', null, parseDatabaseUrl);
  const databaseDirectUrl = read('DATABASE_DIRECT_URL', null, parseDatabaseUrl);
  const databaseReplicaUrl = read('DATABASE_REPLICA_URL', null, parseDatabaseUrl);
  for (const name of ['DATABASE_OWNER_URL', 'DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL']) {
    if (env[name]?.trim() && !env.DATABASE_URL?.trim())
      read.problems.push(`${name}: set DATABASE_URL too, or neither to use the embedded database`);
  }
  const smtpUrl = read('SMTP_URL', null, parseSmtpUrl);
  const mailFrom = read('MAIL_FROM', null, parseSender);
  if (env.SMTP_URL?.trim() && !env.MAIL_FROM?.trim()) {
    read.problems.push(
      'MAIL_FROM: set the sender of mails too, such as "Backfill <backfill@example.com>", or leave SMTP_URL out to keep mails',
    );
  }
  const rateLimits = {
    perCaller: read('RATE_LIMIT_CALLER', 3000, wholeNumber(1, 1_000_000)),
    perAddress: read('RATE_LIMIT_ADDRESS', 600, wholeNumber(1, 1_000_000)),
  };
  const config: Config = {
    port: read('PORT', 4000, wholeNumber(0, 65_535)),
    host,
    dataDir: read('DATA_DIR', resolve('.data'), (text) => resolve(text)),
    databaseUrl,
    databaseOwnerUrl,
    databaseDirectUrl,
    databaseReplicaUrl,
    demo: read('DEMO', databaseUrl === null && isLoopback(host), parseSwitch),
    publicUrl: read('PUBLIC_URL', null, parseOrigin),
    trustProxy: read('TRUST_PROXY', false, parseTrustProxy),
    databasePoolSize: read('DATABASE_POOL_SIZE', 10, wholeNumber(1, 1000)),
    databaseNamedStatements: read('DATABASE_NAMED_STATEMENTS', true, parseSwitch),
    smtpUrl,
    mailFrom,
    secretsKey: read('SECRETS_KEY', null, parseKey),
    rateLimits: read('RATE_LIMITS', true, parseSwitch) ? rateLimits : null,
    logLevel: read('LOG_LEVEL', 'info', oneOf(logLevels)),
    logFormat: read('LOG_FORMAT', stdoutIsTTY ? 'text' : 'json', oneOf(logFormats)),
    shutdownGraceSeconds: read('SHUTDOWN_GRACE_SECONDS', 10, wholeNumber(1, 600)),
    shutdownDelaySeconds: read('SHUTDOWN_DELAY_SECONDS', 0, wholeNumber(0, 600)),
    slowOperationMs: read('SLOW_OPERATION_MS', 1000, wholeNumber(1, 600_000)),
    metricsToken: read('METRICS_TOKEN', null, parseToken),
    otlpEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT', null, parseUrl),
    otelServiceName: read('OTEL_SERVICE_NAME', 'backfill', (text) => text),
  };
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return Object.freeze(config);
}

/** Whether only this machine can reach a server that listens on the host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

interface ReadSetting {
  <T, D>(name: string, byDefault: D, parse: (text: string) => T): T | D;
  readonly problems: string[];
}

/** What would be right instead of the value that was refused. */
class Expected extends Error {}

function settingsOf(env: NodeJS.ProcessEnv): ReadSetting {
  const problems: string[] = [];
  const read = <T, D>(name: string, byDefault: D, parse: (text: string) => T): T | D => {
    const text = env[name]?.trim();
    if (text === undefined || text === '') return byDefault;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof Expected)) throw error;
      problems.push(`${name}: ${error.message}`);
      return byDefault;
    }
  };
  return Object.assign(read, { problems });
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new Expected(`must be a whole number from ${least} to ${most}`);
  };
}

function oneOf<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((each) => each === text);
    if (choice !== undefined) return choice;
    throw new Expected(`must be one of ${choices.join(', ')}`);
  };
}

function parseSwitch(text: string): boolean {
  if (['on', 'true', 'yes', '1'].includes(text.toLowerCase())) return true;
  if (['off', 'false', 'no', '0'].includes(text.toLowerCase())) return false;
  throw new Expected('must be on or off');
}

function parseHost(text: string): string {
  if (isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text;
  throw new Expected('must be an IP address or a host name, without a port; 0.0.0.0 listens on every address');
}

function parseDatabaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:';
  if (url && isPostgres && url.pathname.length > 1) return text;
  throw new Expected('must look like postgres://user:password@host:5432/database');
}

function parseSmtpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === 'smtp:' || url.protocol === 'smtps:') && url.hostname !== '') return text;
  throw new Expected('must look like smtps://user:password@mail.example.com:465, or smtp:// with port 587');
}

function parseSender(text: string): string {
  if (/^[^\s<>@]+@[^\s<>@]+$/.test(text) || /^[^<>@\r\n]+<[^\s<>@]+@[^\s<>@]+>$/.test(text)) return text;
  throw new Expected('must be an address or a name with one, such as Backfill <backfill@example.com>');
}

function parseKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length === 32 && /^[\w+/-]+=?$/.test(text)) return key;
  throw new Expected('must be 32 random bytes in base64, such as the output of "openssl rand -base64 32"');
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && isWeb && url.href === `${url.origin}/`) return url.origin;
  throw new Expected('must be an origin such as https://backfill.example.com, without a path');
}

function parseToken(text: string): string {
  if (/^[\x21-\x7e]{24,}$/.test(text)) return text;
  throw new Expected('must have at least 24 characters without spaces, such as the output of: openssl rand -hex 24');
}

function parseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return text;
  throw new Expected('must be an address such as http://127.0.0.1:4318');
}

function parseTrustProxy(text: string): false | number | string[] {
  if (text.toLowerCase() === 'none') return false;
  if (/^\d{1,2}$/.test(text)) return Number(text) === 0 ? false : Number(text);
  const addresses = text.split(',').map((part) => part.trim());
  if (addresses.every(isProxyAddress)) return addresses;
  throw new Expected(
    'must be none, a number of hops such as 1, or addresses such as 10.0.0.1, 10.0.0.0/8, loopback, linklocal or ' +
      'uniquelocal, with commas between them',
  );
}

function isProxyAddress(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
