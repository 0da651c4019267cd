import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { AnyField } from './inputs.ts';

/** Selects every field of a type, and of what they lead to down to a depth. Fields that need an argument are walked by themselves. */
export function selectionOf(schema: GraphQLSchema, type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const parts = isAbstractType(named)
    ? fragments(schema, schema.getPossibleTypes(named), depth)
    : ownFields(schema, named, depth);
  return `{ __typename ${parts} }`;
}

function ownFields(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  depth: number,
  alias = (name: string) => name,
): string {
  if (!isObjectType(type)) return '';
  // A connection is only a wrapping around its rows, and its edges lead to the same ones.
  const next = type.name.endsWith('Connection') ? depth : type.name.endsWith('Edge') ? -1 : depth - 1;
  return Object.values(type.getFields())
    .filter((field) => !field.args.some(isRequiredArgument) && (isLeafType(getNamedType(field.type)) || next >= 0))
    .map((field) => `${alias(field.name)}${pageOf(field)} ${selectionOf(schema, field.type, next)}`.trim())
    .join(' ');
}

/** Pages are kept small, so that nested ones stay within what a query may cost. */
export function pageOf(field: AnyField): string {
  return field.args.some(({ name }) => name === 'first') ? '(first: 8)' : '';
}

/** Members of a union may have fields of one name and different types; the later ones get an alias. */
function fragments(schema: GraphQLSchema, types: readonly GraphQLObjectType[], depth: number): string {
  const taken = new Map<string, string>();
  const parts = types.map((type) => {
    const alias = (name: string): string => {
      const shape = String(type.getFields()[name]?.type);
      if (!taken.has(name)) taken.set(name, shape);
      return taken.get(name) === shape ? name : `${type.name}_${name}: ${name}`;
    };
    return `... on ${type.name} { ${ownFields(schema, type, depth, alias) || '__typename'} }`;
  });
  return parts.join(' ');
}
