import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, visit } from 'graphql';
import type { RequestContext } from '../context.ts';
import { checkText, checkVariables } from './check-variables.ts';

/** Refuses texts that cannot be stored, wherever they come in, and variables that are too large to look at. */
export function refuseBrokenInput(): ApolloServerPlugin<RequestContext> {
  const sound = new WeakSet<DocumentNode>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request }) {
          checkVariables(request.variables);
          if (sound.has(document)) return;
          visit(document, { StringValue: (node) => checkText(node.value, 'the document') });
          sound.add(document);
        },
      };
    },
  };
}
