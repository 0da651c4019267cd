import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log.ts';
import { RequestError } from '../request-error.ts';
import { isPassing } from '../database/passing-fault.ts';
import { describeError } from '../describe-error.ts';

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, BAD_USER_INPUT: 400 };

/** What a route outside of GraphQL answers to an error: the same codes, with the status that says the same. */
export async function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): Promise<FastifyReply> {
  const answer = (status: number, code: string, message: string) =>
    reply.code(status).send({ error: { code, message } });
  if (error instanceof RequestError) {
    const code = String(error.extensions['code']);
    if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
    return answer(STATUS[code] ?? 400, code, error.message);
  }
  const facts = { requestId: request.id, error: describeError(error) };
  if (isPassing(error)) {
    log.warn(facts, 'the database could not answer now');
    return answer(503, 'RETRY', 'The service is busy. Try again in a moment.');
  }
  log.error(facts, 'a request failed');
  return answer(500, 'INTERNAL', `Something went wrong on our side. Please quote the request id ${request.id}.`);
}
