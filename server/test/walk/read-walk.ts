import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import type { ApiClient, GraphqlAnswer } from '../api-client.ts';
import type { TestApp } from '../test-app.ts';
import { fillWith, typesAskedFor } from './fill-arguments.ts';
import { argumentsFor, placesOf } from './inputs.ts';
import { nodeIds, type NodeRows, nodeTypes } from './node-rows.ts';
import { documentFor, rootFields } from './operations.ts';
import { pathsToTypes, selectAlong } from './paths.ts';
import { selectionOf } from './selections.ts';

/** One request of the walk. */
export interface Read {
  document: string;
  variables: Record<string, unknown>;
}

/** Requests that read every field of every type, by several ways, and every object that has an id by that. */
export function readsOf(app: TestApp, organizationId: string, rows: NodeRows): Read[] {
  return [
    ...alongPaths(app, organizationId, rows),
    ...byRoot(app, organizationId, rows),
    ...byNode(app, organizationId, rows),
  ];
}

/** Sends the requests one after the other and returns the answers as they came. */
export async function walk(api: ApiClient, reads: readonly Read[]): Promise<GraphqlAnswer[]> {
  const answers: GraphqlAnswer[] = [];
  for (const { document, variables } of reads) answers.push(await api.send(document, variables));
  return answers;
}

/** The names of all types that objects of the answers have. */
export function typesIn(value: unknown): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...typesIn(item)]));
  if (typeof value !== 'object' || value === null) return new Set();
  const own = '__typename' in value && typeof value.__typename === 'string' ? [value.__typename] : [];
  return new Set([...own, ...Object.values(value).flatMap((item) => [...typesIn(item)])]);
}

function alongPaths(app: TestApp, organizationId: string, rows: NodeRows): Read[] {
  const fields = new Map(rootFields(app.schema).map((rootField) => [rootField.field, rootField]));
  return pathsToTypes(app.schema).flatMap((path) => {
    const first = path.steps[0];
    const rootField = first && fields.get(first.field);
    if (!rootField) return [];
    const selection = selectAlong(path, selectionOf(app.schema, path.type, 1));
    const variables = argumentsFor(rootField.field, fillWith(organizationId, rows));
    return [{ document: documentFor(rootField, variables, selection), variables }];
  });
}

/** Root fields with rows that their ids may name: of each type the oldest and the newest. */
function byRoot(app: TestApp, organizationId: string, rows: NodeRows): Read[] {
  return rootFields(app.schema).flatMap((rootField) => {
    const { root, field } = rootField;
    if (root !== 'query' || isAbstractType(getNamedType(field.type))) return [];
    return placesOf(field, ['ID']).flatMap(({ path }) =>
      typesAskedFor(path, nodeTypes(app.schema))
        .flatMap((type) => ends(nodeIds(organizationId, type, rows)))
        .map((value) => {
          const variables = argumentsFor(field, fillWith(organizationId, rows), { path, value });
          return { document: documentFor(rootField, variables, selectionOf(app.schema, field.type, 1)), variables };
        }),
    );
  });
}

/** All rows of each type by their ids. */
function byNode(app: TestApp, organizationId: string, rows: NodeRows): Read[] {
  return nodeTypes(app.schema).flatMap((type) => {
    const object = app.schema.getType(type);
    if (!isObjectType(object)) return [];
    const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on ${type} ${selectionOf(app.schema, object, 1)} } }`;
    return [{ document, variables: { ids: nodeIds(organizationId, type, rows).slice(0, 50) } }];
  });
}

function ends<T>(values: readonly T[]): T[] {
  return values.length > 2 ? [...values.slice(0, 1), ...values.slice(-1)] : [...values];
}
