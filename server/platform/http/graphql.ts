import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { Log } from '../log.ts';
import { errorFormatter } from './format-error.ts';
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
      refuseBrokenText,
      finishRequest,
    ],
    formatError,
  });
  await apollo.start();
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context: (request, reply) => options.createContext(request, reply) }),
  });
  return apollo;
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
