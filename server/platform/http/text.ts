import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, visit } from 'graphql';
import type { RequestContext } from '../context.ts';

/** Refuses strings that PostgreSQL cannot store (NUL) or that are no text at all (lone surrogates), wherever they come in. */
export const refuseBrokenText: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, request }) {
        check(request.variables, 'variables');
        visit(document, { StringValue: (node) => check(node.value, 'the document') });
      },
    };
  },
};

function check(value: unknown, place: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      // Without a status of its own, an error from a plugin would go out as the server's fault.
      throw new GraphQLError(
        `A text in ${place} contains a NUL character or half of a surrogate pair. Send well-formed Unicode without NUL.`,
        { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
      );
    }
  } else if (Array.isArray(value)) {
    for (const item of value) check(item, place);
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) check(item, place);
  }
}
