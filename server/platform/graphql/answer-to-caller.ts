import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { RequestContext } from '../context.ts';
import { RequestError } from '../request-error.ts';

type LetIn = (request: FastifyRequest, reply: FastifyReply, mayAssume: boolean) => Promise<RequestContext>;
type Answer = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/**
 * Answers with who asks assumed where that is remembered. Whatever is answered is given only to who was assumed: a request of
 * anybody else is answered anew, by what the database says.
 */
export function answerToCaller(apollo: ApolloServer<RequestContext>, letIn: LetIn): Answer {
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const mistaken = new WeakSet<FastifyRequest>();
  const answer = fastifyApolloHandler(apollo, {
    async context(request, reply) {
      const ctx = await letIn(request, reply, !mistaken.has(request));
      contexts.set(request, ctx);
      return ctx;
    },
  });
  return async function (request, reply) {
    const body = await answer.call(this, request, reply);
    if ((await contexts.get(request)?.isCallerAsAssumed()) ?? true) return body;
    mistaken.add(request);
    return answer.call(this, request, reply);
  };
}

/** Nothing but a query goes on before it is known who asks. */
export const knowCallerFirst: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (operation?.operation === OperationTypeNode.QUERY || (await contextValue.isCallerAsAssumed())) return;
        // Nobody gets to read it.
        throw new RequestError('UNAUTHENTICATED', 'Sign in first.');
      },
    };
  },
};
