import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { MAX_DOCUMENT_LENGTH, tooComplex } from './limits.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/**
 * Puts the document of a trusted id into the request's body, where `query` would be.
 * @returns whether the document is a trusted one
 */
export function findDocument(request: FastifyRequest, trusted: TrustedDocuments): boolean {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { documentId, query } = body as { documentId?: unknown; query?: unknown };
  if (documentId === undefined || documentId === null) {
    if (typeof query === 'string' && query.length > MAX_DOCUMENT_LENGTH) {
      throw tooComplex('characters', query.length, MAX_DOCUMENT_LENGTH);
    }
    return false;
  }
  if (typeof documentId !== 'string' || (query !== undefined && query !== null)) {
    throw refused('BAD_REQUEST', 'Send either a document as `query` or the id of one as `documentId`, a text.', 400);
  }
  const document = trusted.get(documentId);
  if (document === undefined) {
    throw refused(
      'DOCUMENT_NOT_FOUND',
      'This page is of another version than the service: reload it. A program sends the whole document; its id is not known here.',
      404,
    );
  }
  request.body = { ...body, query: document };
  return true;
}

function refused(code: string, message: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
