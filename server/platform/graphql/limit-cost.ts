import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { RequestContext } from '../context.ts';
import { type RateLimits, ROWS_PER_POINT } from '../rate-limits/rate-limits.ts';
import type { DocumentCost } from './document-cost.ts';
import { LIMITS, tooComplex } from './limits.ts';

/** More errors than this stop the validation of graphql-js, so that the rules that are slower than linear never see the document. */
export const MAX_VALIDATION_ERRORS = 5;

/** What asking about the schema costs beside the request itself: about as long as 5,000 rows. */
const INTROSPECTION_POINTS = 50;

type CostOf = (document: DocumentNode) => DocumentCost;

/**
 * Refuses documents that pass a limit, before any rule of GraphQL itself looks at more than the list of their definitions: at
 * `Document`, the first node that is visited, and with so many errors that the validation ends there.
 */
export function limitRule(costOf: CostOf): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      const { errors } = costOf(document);
      for (const error of errors) context.reportError(error);
      const [first] = errors;
      if (first) for (let count = errors.length; count <= MAX_VALIDATION_ERRORS; count += 1) context.reportError(first);
    },
  });
}

/** Counts rows, which needs the variables, refuses what can be too many, and tells the cost with every answer. */
export function limitNodes(costOf: CostOf, rateLimits: RateLimits): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      let cost: object | undefined;
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          const { measure, nodeCounters, introspects } = costOf(document);
          const nodes = (operation && nodeCounters.get(operation)?.(request.variables)) ?? 0;
          cost = { ...measure, nodes, limits: LIMITS };
          if (nodes > LIMITS.nodes) throw tooComplex('nodes', nodes, LIMITS.nodes);
          const { signedIn, address } = contextValue;
          if (introspects && !signedIn) throw introspectionRefused();
          const points = Math.floor(nodes / ROWS_PER_POINT) + (introspects ? INTROSPECTION_POINTS : 0);
          if (points > 0) await rateLimits.spend({ signedIn, address }, points);
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const result = body.singleResult;
          if (cost) result.extensions = { ...result.extensions, cost };
          if (result.errors) result.errors = withoutRepetition(result.errors);
        },
      };
    },
  };
}

function introspectionRefused(): GraphQLError {
  return new GraphQLError('Sign in first: the schema is described to whoever has a session or token.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 200 } },
  });
}

/** The repetitions that end the validation, and the note that it ended, are nothing to tell. */
function withoutRepetition(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const limits = errors.filter(({ extensions }) => extensions?.code === 'QUERY_TOO_COMPLEX');
  if (limits.length === 0) return errors;
  return [...new Map(limits.map((error) => [error.extensions?.limit, error])).values()];
}
