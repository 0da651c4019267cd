import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type FieldNode,
  getNamedType,
  type GraphQLInputType,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
} from 'graphql';
import { projectRoot } from '../../platform/project-root.ts';
import { type Fill, inputFor } from './inputs.ts';
import { nodeTypes } from './node-rows.ts';

/** An operation of the client, as its sources say. */
export interface ClientOperation {
  name: string;
  document: string;
  operation: OperationDefinitionNode;
}

export async function readClientOperations(): Promise<ClientOperation[]> {
  const manifest = await readFile(join(projectRoot, 'client/gql/persisted-documents.json'), 'utf8');
  return Object.values(JSON.parse(manifest) as Record<string, string>).flatMap((document) => {
    const operations = parse(document).definitions.filter((part) => part.kind === Kind.OPERATION_DEFINITION);
    return operations.map((operation) => ({ name: operation.name?.value ?? '', document, operation }));
  });
}

/** Values for all variables that the operation requires. */
export function variablesFor(
  schema: GraphQLSchema,
  { operation }: ClientOperation,
  fill: Fill,
): Record<string, unknown> {
  const given = (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const inputType = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    if (!inputType || !isNonNullType(inputType)) return [];
    const name = variable.name.value;
    return [[name, inputFor(inputType, [name === 'id' ? idName(schema, operation) : name], fill)] as const];
  });
  return Object.fromEntries(given);
}

/** `order(id: $id)` asks for an orderId. */
function idName(schema: GraphQLSchema, { operation, selectionSet }: OperationDefinitionNode): string {
  const root = schema.getRootType(operation);
  const field = selectionSet.selections.find(
    (part): part is FieldNode => part.kind === Kind.FIELD && part.name.value !== '__typename',
  );
  const type = isObjectType(root) && field ? root.getFields()[field.name.value]?.type : undefined;
  const { name } = type ? getNamedType(type) : { name: 'id' };
  return nodeTypes(schema).includes(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}Id` : 'id';
}
