import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.ts';
import { isPassing } from '../database/passing-fault.ts';
import { describeError } from '../describe-error.ts';
import type { Log } from '../log.ts';
import { bearerToken } from './bearer-token.ts';
import { busy, errorFormatter } from './format-error.ts';
import { recordOperation } from './record-operation.ts';
import { refuseBrokenText } from './text.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  log: Log;
  createContext(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

/** Serves /graphql. Queries may also come by GET; mutations may not. */
export async function serveGraphql(
  http: FastifyInstance,
  options: GraphqlOptions,
): Promise<ApolloServer<RequestContext>> {
  const { formatError, rememberRequest } = errorFormatter(options.log);
  const apollo = new ApolloServer<RequestContext>({
    schema: options.schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 2000 },
    validationOptions: { maxErrors: 5 },
    plugins: [
      // Apollo's default cache-control wraps every field and halves the throughput.
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin<RequestContext>(http),
      rememberRequest,
      recordOperation,
      refuseBrokenText,
      finishRequest,
    ],
    formatError,
  });
  await apollo.start();
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request) => passCsrfPrevention(request),
    handler: fastifyApolloHandler(apollo, { context: (request, reply) => contextOrBusy(options, request, reply) }),
  });
  return apollo;
}

/** Apollo's guard against other origins asks for a header that a page cannot send by itself. A token is such a header. */
function passCsrfPrevention(request: FastifyRequest): void {
  if (bearerToken(request) !== undefined) request.headers['apollo-require-preflight'] = '1';
}

/** Finding the session asks the database too, and plugins do not run before there is a context. */
async function contextOrBusy(
  { createContext, log }: GraphqlOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  try {
    return await createContext(request, reply);
  } catch (error) {
    if (!isPassing(error)) throw error;
    log.warn({ requestId: request.id, error: describeError(error) }, 'the database could not answer now');
    const { message, extensions } = busy(request.id);
    const http = { status: 503, headers: new HeaderMap([['retry-after', '1']]) };
    throw new GraphQLError(message, { extensions: { ...extensions, http } });
  }
}

/** Gives the connection back before the answer goes out, and answers 503 where trying again can help. */
const finishRequest: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        await contextValue.close();
        if (response.body.kind !== 'single') return;
        if (response.body.singleResult.errors?.some(({ extensions }) => extensions?.code === 'RETRY')) {
          response.http.status = 503;
          response.http.headers.set('retry-after', '1');
        }
      },
    };
  },
};
