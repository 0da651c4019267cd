import { setTimeout as sleep } from 'node:timers/promises';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { type Config, isLoopback } from './config.ts';
import { entities } from './entities.ts';
import { serveAuditLog } from './features/audit/serve-audit-log.ts';
import { serveExplorer } from './features/explorer/serve-explorer.ts';
import { createImportRunner, type ImportRunner } from './features/imports/import-runner.ts';
import { serveImports } from './features/imports/serve-imports.ts';
import { apiTokenLookup } from './features/api-tokens/api-token-lookup.ts';
import { serveSingleSignOn } from './features/single-sign-on/serve-single-sign-on.ts';
import { SIGN_IN_DOCUMENTS } from './features/sign-in/sign-in.documents.ts';
import { SESSION_MAX_HOURS, sessionLookup } from './features/sign-in/session.ts';
import { createMailAnnouncer } from './features/mails/deliver-soon.ts';
import { NEW_MAILS } from './features/mails/queue-mails.ts';
import { AT_START, createTasks, CRON } from './jobs.ts';
import { listSizes } from './list-sizes.ts';
import { type CallerLookup, Callers } from './platform/callers.ts';
import type { Clock } from './platform/clock.ts';
import { RequestContext, type SignedIn } from './platform/context.ts';
import { connect, migrations, poolOf } from './platform/database/data-source.ts';
import { appliedMigrations } from './platform/database/applied-migrations.ts';
import { createReplica } from './platform/database/replica.ts';
import { Database } from './platform/database/transaction.ts';
import { serveGraphql } from './platform/graphql/serve-graphql.ts';
import { readClientDocuments } from './platform/graphql/trusted-documents.ts';
import { serveHealth } from './platform/health.ts';
import { bearerToken, tokenRefused } from './platform/http/bearer-token.ts';
import { limitBodyTime, LONGEST_BODY_SECONDS } from './platform/http/body-time.ts';
import { serveClientFiles } from './platform/http/client-files.ts';
import { serveHeaders } from './platform/http/headers.ts';
import { recordRequests } from './platform/http/record-requests.ts';
import { CONNECTION_LIMITS } from './platform/http/connection-limits.ts';
import { openOutside } from './platform/http/outside.ts';
import { sessionCookie, sessionToken } from './platform/http/session-cookie.ts';
import { newId } from './platform/id.ts';
import { countJobs } from './platform/jobs/count-jobs.ts';
import { createJobRunner, type JobRunner, type Task } from './platform/jobs/job-runner.ts';
import type { Log } from './platform/log.ts';
import { createMailer } from './platform/mail/mailer.ts';
import { silentMeter } from './platform/metrics/meter.ts';
import type { Prometheus, Sources } from './platform/metrics/prometheus.ts';
import { serveMetrics } from './platform/metrics/serve-metrics.ts';
import { openSecretBox } from './platform/secrets-key.ts';
import { createAttempts, unlimitedAttempts } from './platform/rate-limits/attempts.ts';
import { createRateLimits } from './platform/rate-limits/rate-limits.ts';
import { silentTracer, type Tracer } from './platform/tracing/tracer.ts';
import { isReport } from './reports.ts';
import { createSchema } from './schema.ts';

export interface AppOptions {
  config: Config;
  /** Login role's address of a migrated database. */
  databaseUrl: string;
  /** The same past any pooler, for what needs a session: listening for jobs. The same address by default. */
  directUrl?: string;
  clock: Clock;
  log: Log;
  /** How long the first pause after a mail that failed is, in ms; a minute by default. */
  mailPause?: number;
}

export interface App {
  http: FastifyInstance;
  schema: GraphQLSchema;
  database: Database;
  /** Analyzes and applies imports in the background. */
  imports: ImportRunner;
  /** Runs jobs in the background, once it is started; `close` stops it. */
  jobs: JobRunner;
  /** What jobs do, by name. */
  tasks: Record<string, Task>;
  /** Documents that strangers may send, by id: those of the client, and those to sign in with. */
  trustedDocuments: Map<string, string>;
  /** Listens as configured and returns the address. */
  listen(): Promise<string>;
  /** Is ready no more, lets running requests finish, then closes everything. */
  close(): Promise<void>;
}

/** How long the body of a request may take to arrive; uploads have a time of their own. */
const USUAL_BODY_SECONDS = 30;

/** Puts the parts together. Tests call the same function as main.ts. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, log } = options;
  const dataSource = await connect({
    url: options.databaseUrl,
    entities,
    poolSize: config.databasePoolSize,
    onConnectionError: (error) => log.warn({ message: error.message }, 'a database connection broke'),
  });
  const tracer = await openTracer(config);
  const prometheus = config.metricsToken === null ? null : await openPrometheus(dataSource, () => countJobs(database));
  const meter = prometheus ?? silentMeter;
  const database: Database = new Database(dataSource, {
    namedStatements: config.databaseNamedStatements,
    meter,
    tracer,
  });
  const mails = createMailAnnouncer(database, log);
  database.onAnnounced = (what, organizationId) => {
    if (what === NEW_MAILS) mails.announce(organizationId);
  };
  const { databaseReplicaUrl, databasePoolSize: poolSize } = config;
  const replica = databaseReplicaUrl
    ? createReplica({ url: databaseReplicaUrl, primary: database, entities, poolSize, log, meter, tracer })
    : undefined;
  const imports = createImportRunner({ database, clock, log });
  let listensAt = `http://localhost:${config.port}`;
  const origin = (): string => config.publicUrl ?? listensAt;
  const { smtpUrl, mailFrom } = config;
  const mailer = smtpUrl && mailFrom ? createMailer({ smtpUrl, from: mailFrom, tracer }) : null;
  const tasks = createTasks({ database, clock, log, mailer, origin, firstPause: options.mailPause ?? 60_000, meter });
  const jobs = createJobRunner({
    databaseUrl: options.directUrl ?? options.databaseUrl,
    // Past the pooler there is nothing that names could stumble over.
    namedStatements: config.databaseNamedStatements || config.databaseDirectUrl !== null,
    tasks,
    cron: CRON,
    atStart: AT_START,
    log,
    meter,
    tracer,
  });
  const schema = await createSchema();
  const http = fastify({
    trustProxy: trustedProxies(config.trustProxy),
    bodyLimit: 1_000_000,
    http: CONNECTION_LIMITS,
    requestTimeout: LONGEST_BODY_SECONDS * 1000,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200 },
  });
  recordRequests(http, { log, meter, tracer, slowMs: config.slowOperationMs });
  limitBodyTime(http, USUAL_BODY_SECONDS);
  await http.register(fastifyCookie);

  const secure = config.publicUrl?.startsWith('https:') ?? false;
  serveHeaders(http, { secure });
  const secrets = await openSecretBox(config);
  const outside = openOutside({ allowsLocal: isLoopback(config.host) && !secure });
  const callers = new Callers(database);
  // A token that is sent along counts, also beside a cookie.
  const lookupFor = (request: FastifyRequest): CallerLookup | undefined => {
    const bearer = bearerToken(request);
    if (bearer !== undefined) return apiTokenLookup(database, bearer, clock.now());
    const token = sessionToken(request);
    return token === undefined ? undefined : sessionLookup(database, token, clock.now());
  };
  const findSignedIn = async (
    request: FastifyRequest,
    lookup: CallerLookup | undefined,
  ): Promise<SignedIn | undefined> => {
    const found = lookup && (await callers.find(lookup));
    if (!found && bearerToken(request) !== undefined) throw tokenRefused();
    return found;
  };
  const attempts = config.rateLimits ? createAttempts(clock) : unlimitedAttempts;
  const createContext = async (
    request: FastifyRequest,
    reply: FastifyReply,
    mayAssume = false,
  ): Promise<RequestContext> => {
    const lookup = lookupFor(request);
    const assumption = mayAssume && lookup ? callers.assume(lookup) : undefined;
    const signedIn = assumption?.signedIn ?? (await findSignedIn(request, lookup));
    const { record } = request;
    Object.assign(record, { caller: signedIn?.by.kind ?? 'STRANGER', organizationId: signedIn?.organizationId });
    const userAgent = request.headers['user-agent'];
    const cookie = sessionCookie(reply, { secure, maxAgeSeconds: SESSION_MAX_HOURS * 3600 });
    const from = { address: request.ip, attempts };
    const services = { database, clock, secrets, outside, origin: origin(), from, replica };
    return new RequestContext({ ...services, requestId: request.id, signedIn, assumption, cookie, userAgent, record });
  };
  const trustedDocuments = new Map([...Object.entries(SIGN_IN_DOCUMENTS), ...(await readClientDocuments())]);
  const rateLimits = createRateLimits(config.rateLimits);
  await serveGraphql(http, { schema, log, tracer, createContext, trustedDocuments, listSizes, rateLimits, isReport });
  await serveSingleSignOn(http, { log, createContext, secure, rateLimits });
  await serveImports(http, { database, log, runner: imports, createContext });
  await serveAuditLog(http, { log, createContext });
  const health = serveHealth(http, {
    appliedMigrations: () => appliedMigrations(database),
    neededMigrations: migrations.map(({ name }) => name),
  });
  if (prometheus && config.metricsToken !== null) serveMetrics(http, prometheus, config.metricsToken);
  await serveExplorer(http, {
    isSignedIn: async (request) => (await findSignedIn(request, lookupFor(request))) !== undefined,
  });
  await serveClientFiles(http, { log });

  return {
    http,
    schema,
    database,
    imports,
    jobs,
    tasks,
    trustedDocuments,
    async listen() {
      const address = await http.listen({ port: config.port, host: config.host });
      listensAt = address;
      // What a killed process was importing goes on here.
      imports.resume().catch((error: unknown) => log.error({ err: error }, 'unfinished imports could not be taken up'));
      return address;
    },
    async close() {
      health.stop();
      await sleep(config.shutdownDelaySeconds * 1000);
      await http.close();
      await jobs.stop();
      await imports.close();
      await mails.close();
      await replica?.close();
      await dataSource.destroy();
      await tracer.close();
    },
  };
}

/** What is not configured is not even loaded: it would cost memory. */
async function openTracer({ otlpEndpoint, otelServiceName }: Config): Promise<Tracer> {
  if (otlpEndpoint === null) return silentTracer;
  const { createOpenTelemetry } = await import('./platform/tracing/open-telemetry.ts');
  return createOpenTelemetry({ endpoint: otlpEndpoint, serviceName: otelServiceName });
}

async function openPrometheus(dataSource: DataSource, jobs: Sources['countJobs']): Promise<Prometheus> {
  const { createPrometheus } = await import('./platform/metrics/prometheus.ts');
  return createPrometheus({ pool: poolOf(dataSource), countJobs: jobs });
}

/** Fastify has no word for "so many hops". */
function trustedProxies(
  setting: Config['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
