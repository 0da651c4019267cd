import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Lets a part of the service read JSON in UTF-8 that is not compressed, and refuses every other body before it is read. */
export function readJsonOnly(http: FastifyInstance): void {
  http.addHook('onRequest', refuseCompression);
  const parseJson = http.getDefaultJsonParser('error', 'error');
  http.removeAllContentTypeParsers();
  http.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) parseJson(request, body.toString('utf8'), done);
    else done(new HttpError(400, 'The body is not UTF-8.'));
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
