import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** Refuses operations that the schema has no root for; graphql-js finds that out only when it runs them. */
export function knownRootRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This schema has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
