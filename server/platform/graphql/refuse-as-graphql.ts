import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Log } from '../log.ts';
import { describeError } from '../describe-error.ts';

/** Answers what fails before GraphQL begins - a body that is too large, malformed or compressed - in the shape of GraphQL. */
export function refuseAsGraphql(log: Log): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    if (error instanceof GraphQLError) {
      const { http, ...extensions } = error.extensions as { http?: { status?: number } };
      return send(reply, http?.status ?? 400, error.message, extensions);
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return send(reply, status, error.message, { code: 'BAD_REQUEST' });
    log.error({ requestId: request.id, error: describeError(error) }, 'a request failed');
    const message = `Something went wrong on our side. Please quote the request id ${request.id}.`;
    send(reply, 500, message, { code: 'INTERNAL', requestId: request.id });
  };
}

function send(reply: FastifyReply, status: number, message: string, extensions: object): void {
  void reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions }] });
}
