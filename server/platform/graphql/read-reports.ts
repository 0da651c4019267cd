import type { ApolloServerPlugin } from '@apollo/server';
import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import type { RequestContext } from '../context.ts';

/** Tells reports from what people work on. */
export type IsReport = (
  operation: OperationDefinitionNode,
  fragments: Record<string, FragmentDefinitionNode>,
) => boolean;

/** Lets operations that are reports read from a replica. A document that is kept is looked through once. */
export function readReports(isReport: IsReport): ApolloServerPlugin<RequestContext> {
  const known = new WeakMap<OperationDefinitionNode, boolean>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, document, contextValue }) {
          if (!operation) return;
          let report = known.get(operation);
          if (report === undefined) {
            const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
            report = isReport(operation, Object.fromEntries(fragments.map((each) => [each.name.value, each])));
            known.set(operation, report);
          }
          if (report) contextValue.readAsReport();
        },
      };
    },
  };
}
