import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { ConfigError, isLoopback, readConfig } from './config.ts';

const defaults = {
  port: 4000,
  host: '127.0.0.1',
  dataDir: resolve('.data'),
  databaseUrl: null,
  databaseOwnerUrl: null,
  databaseDirectUrl: null,
  databaseReplicaUrl: null,
  demo: true,
  publicUrl: null,
  trustProxy: false,
  databasePoolSize: 10,
  databaseNamedStatements: true,
  smtpUrl: null,
  mailFrom: null,
  secretsKey: null,
  rateLimits: { perCaller: 3000, perAddress: 600 },
  logLevel: 'info',
  logFormat: 'json',
  shutdownGraceSeconds: 10,
  shutdownDelaySeconds: 0,
  slowOperationMs: 1000,
  metricsToken: null,
  otlpEndpoint: null,
  otelServiceName: 'backfill',
};

describe('configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, false)).toEqual(defaults);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', DEMO: '', PUBLIC_URL: '' }, false)).toEqual(defaults);
  });

  it('reads every variable', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/backfill',
      DATABASE_URL: 'postgres://app:secret@db.example.com:5432/backfill',
      DATABASE_OWNER_URL: 'postgresql://owner:secret@db.example.com/backfill',
      DATABASE_DIRECT_URL: 'postgres://app:secret@db.example.com:5433/backfill',
      DATABASE_REPLICA_URL: 'postgres://app:secret@replica.example.com/backfill',
      DEMO: 'on',
      PUBLIC_URL: 'https://backfill.example.com/',
      TRUST_PROXY: 'loopback, 10.0.0.0/8',
      DATABASE_POOL_SIZE: '25',
      DATABASE_NAMED_STATEMENTS: 'off',
      SMTP_URL: 'smtps://user:secret@mail.example.com:465',
      MAIL_FROM: 'Backfill <backfill@example.com>',
      SECRETS_KEY: `${'A'.repeat(42)}E=`,
      RATE_LIMIT_CALLER: '100',
      RATE_LIMIT_ADDRESS: '20',
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'text',
      SHUTDOWN_GRACE_SECONDS: '30',
      SHUTDOWN_DELAY_SECONDS: '5',
      SLOW_OPERATION_MS: '250',
      METRICS_TOKEN: 'invented-token-0123456789',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.com:4318',
      OTEL_SERVICE_NAME: 'backfill-eu',
    });
    expect(config).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/var/lib/backfill',
      databaseUrl: 'postgres://app:secret@db.example.com:5432/backfill',
      databaseOwnerUrl: 'postgresql://owner:secret@db.example.com/backfill',
      databaseDirectUrl: 'postgres://app:secret@db.example.com:5433/backfill',
      databaseReplicaUrl: 'postgres://app:secret@replica.example.com/backfill',
      demo: true,
      publicUrl: 'https://backfill.example.com',
      trustProxy: ['loopback', '10.0.0.0/8'],
      databasePoolSize: 25,
      databaseNamedStatements: false,
      smtpUrl: 'smtps://user:secret@mail.example.com:465',
      mailFrom: 'Backfill <backfill@example.com>',
      secretsKey: Buffer.from(`${'A'.repeat(42)}E=`, 'base64'),
      rateLimits: { perCaller: 100, perAddress: 20 },
      logLevel: 'warn',
      logFormat: 'text',
      shutdownGraceSeconds: 30,
      shutdownDelaySeconds: 5,
      slowOperationMs: 250,
      metricsToken: 'invented-token-0123456789',
      otlpEndpoint: 'http://collector.example.com:4318',
      otelServiceName: 'backfill-eu',
    });
  });

  it('counts nothing where the rate limits are off', () => {
    expect(readConfig({ RATE_LIMITS: 'off', RATE_LIMIT_CALLER: '100' }).rateLimits).toBeNull();
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('lists every problem at once, by name, with what would be right', () => {
    const problems = problemsOf({
      PORT: '99999',
      HOST: 'http://here',
      DATABASE_URL: 'mysql://root:topsecret@db/backfill',
      DATABASE_OWNER_URL: 'nonsense',
      DEMO: 'maybe',
      PUBLIC_URL: 'https://backfill.example.com/app',
      TRUST_PROXY: 'everybody',
      DATABASE_POOL_SIZE: '0',
      DATABASE_NAMED_STATEMENTS: '2',
      SMTP_URL: 'mail.example.com',
      MAIL_FROM: 'Backfill',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      SHUTDOWN_GRACE_SECONDS: '-1',
      SHUTDOWN_DELAY_SECONDS: '601',
      SLOW_OPERATION_MS: '0',
      METRICS_TOKEN: 'short',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector',
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'HOST',
      'DATABASE_URL',
      'DATABASE_OWNER_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'PORT',
      'DEMO',
      'PUBLIC_URL',
      'TRUST_PROXY',
      'DATABASE_POOL_SIZE',
      'DATABASE_NAMED_STATEMENTS',
      'LOG_LEVEL',
      'LOG_FORMAT',
      'SHUTDOWN_GRACE_SECONDS',
      'SHUTDOWN_DELAY_SECONDS',
      'SLOW_OPERATION_MS',
      'METRICS_TOKEN',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
    ]);
    expect(problems).toContain('PORT: must be a whole number from 0 to 65535');
    expect(problems).toContain('LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent');
  });

  it('never repeats a value, which may be a secret', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://root:topsecret@db/backfill' }).join()).not.toContain('topsecret');
  });

  it.each(['DATABASE_OWNER_URL', 'DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL'])(
    'refuses %s without the database',
    (name) => {
      expect(problemsOf({ [name]: 'postgres://role@db/backfill' })).toEqual([
        `${name}: set DATABASE_URL too, or neither to use the embedded database`,
      ]);
    },
  );

  it('asks for the sender of mails where mails can be sent', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://mail.example.com' })).toEqual([
      expect.stringMatching(/^MAIL_FROM: set the sender of mails too/),
    ]);
    expect(problemsOf({ MAIL_FROM: 'backfill@example.com' })).toEqual([]);
    expect(problemsOf({ MAIL_FROM: 'a@example.com, b@example.com' })).toHaveLength(1);
  });

  it('loads the demo only beside the embedded database on loopback, unless told', () => {
    expect(readConfig({ HOST: '::1' }).demo).toBe(true);
    expect(readConfig({ HOST: '0.0.0.0' }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: 'postgres://db/backfill' }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: 'postgres://db/backfill', DEMO: 'on' }).demo).toBe(true);
    expect(readConfig({ DEMO: 'off' }).demo).toBe(false);
  });

  it('trusts no proxy, a number of hops, or addresses', () => {
    expect(readConfig({ TRUST_PROXY: 'none' }).trustProxy).toBe(false);
    expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(readConfig({ TRUST_PROXY: '::1, fd00::/8' }).trustProxy).toEqual(['::1', 'fd00::/8']);
    for (const wrong of ['true', '10.0.0.0/33', '10.0.0.1/8/8', '10.0.0.1,', '-1']) {
      expect(problemsOf({ TRUST_PROXY: wrong })).toHaveLength(1);
    }
  });

  it('writes text for a person at a terminal and JSON for everything else', () => {
    expect(readConfig({}, true).logFormat).toBe('text');
    expect(readConfig({}, false).logFormat).toBe('json');
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['127.example.com', false],
  ])('knows whether %s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
