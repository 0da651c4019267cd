import { isUtf8 } from 'node:buffer';
import type { GraphQLError } from 'graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BODY_LIMITS, tooComplex } from './limits.ts';

/** Lets a part of the service read JSON in UTF-8 that is not compressed, and refuses every other body before it is read. */
export function readJsonOnly(http: FastifyInstance): void {
  http.addHook('onRequest', refuseCompression);
  const parseJson = http.getDefaultJsonParser('error', 'error');
  http.removeAllContentTypeParsers();
  http.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const problem = isUtf8(body) ? jsonProblem(body) : new HttpError(400, 'The body is not UTF-8.');
    if (problem) done(problem);
    else parseJson(request, body.toString('utf8'), done);
  });
}

/** A failure of a request before anything of GraphQL is read. */
class HttpError extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** A small compressed body can unfold to any size. */
async function refuseCompression({ headers }: FastifyRequest, _reply: FastifyReply): Promise<void> {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new HttpError(415, 'Compressed bodies are not read. Send the body as it is.');
  }
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Counts brackets and commas before anything is built from them: a megabyte of brackets takes long to become arrays. */
function jsonProblem(body: Buffer): GraphQLError | undefined {
  let depth = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) values += 1;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > BODY_LIMITS.bodyDepth) return tooComplex('bodyDepth', depth, BODY_LIMITS.bodyDepth);
    if (values > BODY_LIMITS.bodyValues) return tooComplex('bodyValues', values, BODY_LIMITS.bodyValues);
  }
  return undefined;
}
