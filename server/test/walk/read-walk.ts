import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import type { ApiClient, GraphqlAnswer } from '../api-client.ts';
import type { TestApp } from '../test-app.ts';
import { fillWith, typesAskedFor } from './fill-arguments.ts';
import { type AnyField, argumentsFor, placesOf } from './inputs.ts';
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
    const variables = firstRows(rootField.field, argumentsFor(rootField.field, fillWith(organizationId, rows)));
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
          const variables = firstRows(field, argumentsFor(field, fillWith(organizationId, rows), { path, value }));
          return { document: documentFor(rootField, variables, selectionOf(app.schema, field.type, 1)), variables };
        }),
    );
  });
}

/** Of each type the oldest and the newest row by id, with all that it leads to, and all rows by themselves. */
function byNode(app: TestApp, organizationId: string, rows: NodeRows): Read[] {
  return nodeTypes(app.schema).flatMap((type) => {
    const object = app.schema.getType(type);
    if (!isObjectType(object)) return [];
    const select = (depth: number) => `{ __typename ... on ${type} ${selectionOf(app.schema, object, depth)} }`;
    const ids = nodeIds(organizationId, type, rows);
    const one = `query ($id: ID!) { node(id: $id) ${select(1)} }`;
    const all = `query ($ids: [ID!]!) { nodes(ids: $ids) ${select(0)} }`;
    return [
      ...ends(ids).map((id) => ({ document: one, variables: { id } })),
      { document: all, variables: { ids: ids.slice(0, 50) } },
    ];
  });
}

/** A page small enough for what a query may cost, with all that its rows lead to. */
function firstRows(field: AnyField, given: Record<string, unknown>): Record<string, unknown> {
  return field.args.some(({ name }) => name === 'first') ? { ...given, first: 4 } : given;
}

function ends<T>(values: readonly T[]): T[] {
  return values.length > 2 ? [...values.slice(0, 1), ...values.slice(-1)] : [...values];
}
