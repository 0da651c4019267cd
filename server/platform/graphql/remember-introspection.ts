import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { type DocumentNode, executeSync, type GraphQLSchema, Kind } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { DocumentCost } from './document-cost.ts';
import { isIntrospection } from './measure-document.ts';

/** Tools send a few forms of the same query; more are not worth their memory. */
const MOST_REMEMBERED = 3;

/** Answers an introspection query from memory when it comes again: walking the schema takes longer than anything else. */
export function rememberIntrospection(
  schema: GraphQLSchema,
  costOf: (document: DocumentNode) => DocumentCost,
): ApolloServerPlugin<RequestContext> {
  const answers = new Map<DocumentNode, ReturnType<typeof executeSync>>();
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document }) {
          if (!costOf(document).introspects || !onlyIntrospects(document)) return null;
          const { data, errors } = answers.get(document) ?? executeSync({ schema, document });
          if (errors) return null;
          answers.set(document, { data });
          if (answers.size > MOST_REMEMBERED) answers.delete(answers.keys().next().value ?? document);
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data } } };
        },
      };
    },
  };
}

/** Whether the one operation of the document asks nothing but the schema, whatever its variables are: it has none. */
function onlyIntrospects({ definitions }: DocumentNode): boolean {
  const [operation, ...others] = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation || others.length > 0 || operation.variableDefinitions?.length) return false;
  return operation.selectionSet.selections.every((selection) => {
    return (
      selection.kind === Kind.FIELD && (isIntrospection(selection.name.value) || selection.name.value === '__typename')
    );
  });
}
