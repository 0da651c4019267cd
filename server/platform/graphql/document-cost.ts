import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type NodeCounter, prepareNodeCounters } from './count-nodes.ts';
import { measureIntrospection } from './introspection-cost.ts';
import { LIMITS, tooComplex } from './limits.ts';
import type { ListSizes } from './list-size.ts';
import { type Measure, measureDocument } from './measure-document.ts';

/** What is known of a document before it runs. */
export interface DocumentCost {
  measure: Measure;
  /** Whether it asks about the schema itself. */
  introspects: boolean;
  /** Which limits it passes, whatever its variables are. */
  errors: GraphQLError[];
  /** Counts rows, by operation; empty where the document is refused anyway. */
  nodeCounters: ReadonlyMap<OperationDefinitionNode, NodeCounter>;
}

/** Finds the cost of a document: worked out at the first request, then remembered as long as the parsed document is. */
export function costOfDocuments(schema: GraphQLSchema, sizes: ListSizes): (document: DocumentNode) => DocumentCost {
  const known = new WeakMap<DocumentNode, DocumentCost>();
  const introspection = measureIntrospection(schema);
  return (document) => {
    let cost = known.get(document);
    if (!cost) known.set(document, (cost = workOut(document)));
    return cost;
  };

  function workOut(document: DocumentNode): DocumentCost {
    const measure = measureDocument(document);
    const { fields, depth } = introspection.costOf(document);
    const errors = (['depth', 'aliases', 'directives', 'fields'] as const)
      .filter((limit) => measure[limit] > LIMITS[limit])
      .map((limit) => tooComplex(limit, measure[limit], LIMITS[limit]));
    if (fields > introspection.allowed) {
      errors.push(tooComplex('introspection', Math.ceil(fields), introspection.allowed));
    }
    if (depth > 1) errors.push(tooComplex('introspectionDepth', depth, 1));
    const nodeCounters = errors.length > 0 ? new Map() : prepareNodeCounters(schema, sizes, document);
    return { measure, introspects: fields > 0, errors, nodeCounters };
  }
}
