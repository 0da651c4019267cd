import { HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../context.ts';
import { isPassing } from '../database/passing-fault.ts';
import { describeError } from '../describe-error.ts';
import { busy } from './format-error.ts';
import type { Entry } from './answer-to-caller.ts';
import type { GraphqlOptions } from './serve-graphql.ts';
import { prefersGraphqlResponse } from './answer-status.ts';

type Door = Pick<GraphqlOptions, 'createContext' | 'rateLimits' | 'log'>;

/** Finds out who asks, and whether that may go on: a stranger with a trusted document only, and nobody too often. */
export async function letIn(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry & { isTrusted: boolean },
): Promise<RequestContext> {
  const ctx = await contextOrBusy(door, request, reply, entry).catch(async (error: unknown) => {
    // Whoever tries tokens is a stranger too.
    await door.rateLimits.spend({ signedIn: undefined, address: request.ip }, 1);
    throw error;
  });
  entry.onContext(ctx);
  await door.rateLimits.spend({ signedIn: ctx.signedIn, address: request.ip }, 1);
  if (!ctx.signedIn && !entry.isTrusted) {
    throw new GraphQLError(
      'Sign in first: without a session or token only the documents of our own client are answered.',
      {
        extensions: {
          code: 'UNAUTHENTICATED',
          http: { status: prefersGraphqlResponse(request.headers.accept) ? 401 : 200 },
        },
      },
    );
  }
  return ctx;
}

/** Finding the session asks the database too, and plugins do not run before there is a context. */
async function contextOrBusy(
  { createContext, log }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { mayAssume, failure }: Entry,
): Promise<RequestContext> {
  try {
    if (failure !== undefined) throw failure;
    return await createContext(request, reply, mayAssume);
  } catch (error) {
    if (!isPassing(error)) throw error;
    log.warn({ requestId: request.id, error: describeError(error) }, 'the database could not answer now');
    const { message, extensions } = busy(request.id);
    const http = { status: 503, headers: new HeaderMap([['retry-after', '1']]) };
    throw new GraphQLError(message, { extensions: { ...extensions, http } });
  }
}
