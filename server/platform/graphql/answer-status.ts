import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.ts';

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** Codes of a well-formed request whose document or variables are wrong. */
const WELL_FORMED = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
]);

/**
 * GraphQL over HTTP: with `application/json`, which proxies answer with too, the status of a well-formed request is 200 and the
 * body says what is wrong; `application/graphql-response+json` cannot be taken for anybody else's, so there it is 400.
 */
export const answerStatus: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response: { http, body } }) {
        if (http.status !== 400 || body.kind !== 'single') return;
        if (prefersGraphqlResponse(request.http?.headers.get('accept'))) return;
        if (body.singleResult.errors?.every(({ extensions }) => WELL_FORMED.has(extensions?.code))) http.status = 200;
      },
    };
  },
};

/** Whether the caller takes the newer media type, with which the status says how it went. */
export function prefersGraphqlResponse(accept: string | undefined): boolean {
  return accept?.includes(GRAPHQL_RESPONSE) ?? false;
}
