import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Assumption } from '../callers.ts';
import type { RequestContext } from '../context.ts';
import { RequestError } from '../request-error.ts';

/** How a request is let in: who asks may be assumed, or has to be looked up, which may have failed already. */
export interface Entry {
  mayAssume: boolean;
  failure?: unknown;
  /** Is told the context before anything is decided by it. */
  onContext(ctx: RequestContext): void;
}

type LetIn = (request: FastifyRequest, reply: FastifyReply, entry: Entry) => Promise<RequestContext>;
type Answer = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/**
 * Answers with who asks assumed where that is remembered. Whatever is answered is given only to who was assumed: a request of
 * anybody else is answered anew, by what the database says.
 */
export function answerToCaller(apollo: ApolloServer<RequestContext>, letIn: LetIn): Answer {
  const assumptions = new WeakMap<FastifyRequest, Assumption>();
  const mistaken = new WeakMap<FastifyRequest, Pick<Entry, 'failure'>>();
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) =>
      letIn(request, reply, {
        mayAssume: !mistaken.has(request),
        ...mistaken.get(request),
        onContext: ({ assumption }) => void (assumption && assumptions.set(request, assumption)),
      }),
  });
  return async function (request, reply) {
    const before = new Set(Object.keys(reply.getHeaders()));
    const body = await answer.call(this, request, reply);
    const assumption = assumptions.get(request);
    if (!assumption || (await assumption.holds())) return body;
    mistaken.set(request, { failure: assumption.failure });
    for (const header of Object.keys(reply.getHeaders())) if (!before.has(header)) reply.removeHeader(header);
    Object.assign(request.record, { caller: 'STRANGER', organizationId: undefined, operation: undefined });
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
