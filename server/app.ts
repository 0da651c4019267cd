import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from './config.ts';
import { entities } from './entities.ts';
import { serveExplorer } from './features/explorer/serve-explorer.ts';
import { createImportRunner, type ImportRunner } from './features/imports/import-runner.ts';
import { serveImports } from './features/imports/serve-imports.ts';
import { findSession, SESSION_MAX_HOURS } from './features/sign-in/session.ts';
import type { Clock } from './platform/clock.ts';
import { RequestContext, type SignedIn } from './platform/context.ts';
import { connect } from './platform/database/data-source.ts';
import { Database } from './platform/database/transaction.ts';
import { serveHealth } from './platform/health.ts';
import { serveClientFiles } from './platform/http/client-files.ts';
import { serveGraphql } from './platform/http/graphql.ts';
import { serveHeaders } from './platform/http/headers.ts';
import { sessionCookie, sessionToken } from './platform/http/session-cookie.ts';
import { newId } from './platform/id.ts';
import type { Log } from './platform/log.ts';
import { createSchema } from './schema.ts';

export interface AppOptions {
  config: Config;
  /** Login role's address of a migrated database. */
  databaseUrl: string;
  clock: Clock;
  log: Log;
}

export interface App {
  http: FastifyInstance;
  schema: GraphQLSchema;
  database: Database;
  /** Analyzes and applies imports in the background. */
  imports: ImportRunner;
  /** Listens as configured and returns the address. */
  listen(): Promise<string>;
  /** Lets running requests finish, then closes everything. */
  close(): Promise<void>;
}

/** Puts the parts together. Tests call the same function as main.ts. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, clock, log } = options;
  const dataSource = await connect({
    url: options.databaseUrl,
    entities,
    poolSize: config.databasePoolSize,
    onConnectionError: (error) => log.warn({ message: error.message }, 'a database connection broke'),
  });
  const database = new Database(dataSource, { namedStatements: config.databaseNamedStatements });
  const imports = createImportRunner({ database, clock, log });
  const schema = await createSchema();
  const http = fastify({
    trustProxy: trustedProxies(config.trustProxy),
    bodyLimit: 1_000_000,
    requestTimeout: 30_000,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200 },
  });
  await http.register(fastifyCookie);
  http.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));

  const secure = config.publicUrl?.startsWith('https:') ?? false;
  await serveHeaders(http, { secure });
  const findSignedIn = async (request: FastifyRequest): Promise<SignedIn | undefined> => {
    const token = sessionToken(request);
    return token ? findSession(database, token, clock.now()) : undefined;
  };
  const createContext = async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const signedIn = await findSignedIn(request);
    const cookie = sessionCookie(reply, { secure, maxAgeSeconds: SESSION_MAX_HOURS * 3600 });
    return new RequestContext({ database, clock, requestId: request.id, signedIn, cookie });
  };
  await serveGraphql(http, { schema, log, createContext });
  await serveImports(http, { database, log, runner: imports, createContext });
  serveHealth(http, () => database.global('SELECT 1'));
  await serveExplorer(http, { isSignedIn: async (request) => (await findSignedIn(request)) !== undefined });
  await serveClientFiles(http, { log });

  return {
    http,
    schema,
    database,
    imports,
    async listen() {
      const address = await http.listen({ port: config.port, host: config.host });
      // What a killed process was importing goes on here.
      imports.resume().catch((error: unknown) => log.error({ err: error }, 'unfinished imports could not be taken up'));
      return address;
    },
    async close() {
      await http.close();
      await imports.close();
      await dataSource.destroy();
    },
  };
}

/** Fastify has no word for "so many hops". */
function trustedProxies(
  setting: Config['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}
