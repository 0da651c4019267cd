import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** What went wrong with a request as a whole: a bug, no connection, no permission. Expected failures are userErrors. */
export interface ApiError {
  /** For a person; from the server, or empty where the client has to find the words (see `code`). */
  message: string;
  /** extensions.code of the answer, or NETWORK when there was no answer of ours. */
  code: string;
  /** Ties a report of this failure to the server's log. */
  requestId: string | undefined;
}

/** The one reading of every failure that Apollo Client can report. */
export function toApiError(error: unknown): ApiError {
  if (CombinedGraphQLErrors.is(error)) return fromGraphQLErrors(error);
  if (ServerError.is(error)) return fromResponse(error);
  return { message: '', code: 'NETWORK', requestId: undefined };
}

function fromGraphQLErrors(error: CombinedGraphQLErrors): ApiError {
  const first = error.errors[0];
  return {
    message: first?.message ?? '',
    code: text(first?.extensions?.['code']) ?? 'INTERNAL',
    requestId: text(first?.extensions?.['requestId']),
  };
}

/** An answer with an error status: the body of ours is JSON with errors; a proxy's is not. */
function fromResponse(error: ServerError): ApiError {
  const requestId = error.response.headers.get('x-request-id') ?? undefined;
  try {
    const body = JSON.parse(error.bodyText) as {
      errors?: { message?: string; extensions?: Record<string, unknown> }[];
    };
    const first = body.errors?.[0];
    if (first) {
      return {
        message: first.message ?? '',
        code: text(first.extensions?.['code']) ?? 'INTERNAL',
        requestId: text(first.extensions?.['requestId']) ?? requestId,
      };
    }
  } catch {
    // Not ours: fall through.
  }
  return { message: '', code: 'NETWORK', requestId };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
