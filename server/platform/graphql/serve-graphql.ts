import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { recordOperation } from '../http/record-operation.ts';
import type { Log } from '../log.ts';
import type { RateLimits } from '../rate-limits/rate-limits.ts';
import type { Tracer } from '../tracing/tracer.ts';
import { answerStatus } from './answer-status.ts';
import { answerToCaller, knowCallerFirst } from './answer-to-caller.ts';
import { gatewayOf } from './query-executor.ts';
import { costOfDocuments } from './document-cost.ts';
import { createDocumentStore } from './document-store.ts';
import { findDocument } from './find-document.ts';
import { finishRequest } from './finish-request.ts';
import { errorFormatter } from './format-error.ts';
import { letIn } from './let-in.ts';
import { knownRootRule } from './known-root-rule.ts';
import { limitNodes, limitRule, MAX_VALIDATION_ERRORS } from './limit-cost.ts';
import type { ListSizes } from './list-size.ts';
import { readJsonOnly } from './read-body.ts';
import { type IsReport, readReports } from './read-reports.ts';
import { operationStep } from './operation-step.ts';
import { refuseBrokenInput } from './refuse-broken-input.ts';
import { refuseAsGraphql } from './refuse-as-graphql.ts';
import { rememberIntrospection } from './remember-introspection.ts';
import { bytesOf, stringifyAnswer } from './written/answer-text.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  log: Log;
  tracer: Tracer;
  /** `mayAssume`: whether it may go on before the database has said who asks. */
  createContext(request: FastifyRequest, reply: FastifyReply, mayAssume: boolean): Promise<RequestContext>;
  /** Documents that strangers may send, and everybody by id. */
  trustedDocuments: TrustedDocuments;
  /** How long lists count that are no pages. */
  listSizes: ListSizes;
  rateLimits: RateLimits;
  /** Which operations a replica may answer; absent where there is none. */
  isReport?: IsReport;
}

/** Serves /graphql. Queries may also come by GET; mutations may not. */
export async function serveGraphql(
  http: FastifyInstance,
  options: GraphqlOptions,
): Promise<ApolloServer<RequestContext>> {
  const costOf = costOfDocuments(options.schema, options.listSizes);
  const { formatError, rememberRequest } = errorFormatter(options.log);
  const plugins: ApolloServerPlugin<RequestContext>[] = [
    // Apollo's default cache-control wraps every field and halves the throughput.
    ApolloServerPluginCacheControlDisabled(),
    fastifyApolloDrainPlugin<RequestContext>(http),
    rememberRequest,
    recordOperation,
    refuseBrokenInput(),
    knowCallerFirst,
    limitNodes(costOf, options.rateLimits),
    rememberIntrospection(options.schema, costOf),
    ...(options.isReport ? [readReports(options.isReport)] : []),
    finishRequest,
    answerStatus,
  ];
  const apollo = new ApolloServer<RequestContext>({
    gateway: gatewayOf(options.schema),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: createDocumentStore(),
    stringifyResult: stringifyAnswer,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 2000 },
    validationRules: [limitRule(costOf), knownRootRule],
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    plugins,
    formatError,
  });
  await apollo.start();
  await http.register(async (scope) => {
    readJsonOnly(scope);
    const trusted = new WeakSet<FastifyRequest>();
    const answer = answerToCaller(apollo, (request, reply, entry) =>
      letIn(options, request, reply, { ...entry, isTrusted: trusted.has(request) }),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      onRequest: async (request) => passCsrfPrevention(request),
      preHandler: async (request) => {
        if (findDocument(request, options.trustedDocuments)) trusted.add(request);
      },
      handler: (request, reply) =>
        operationStep(options.tracer, request, async () => bytesOf(await answer.call(scope, request, reply))),
      errorHandler: refuseAsGraphql(options.log),
    });
  });
  return apollo;
}

/** Apollo's guard against other origins asks for a header that a page cannot send by itself. A token is such a header. */
function passCsrfPrevention(request: FastifyRequest): void {
  if (bearerToken(request) !== undefined) request.headers['apollo-require-preflight'] = '1';
}
