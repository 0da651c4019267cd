import { type FieldNode, type GraphQLField, type GraphQLNamedType, Kind, valueFromASTUntyped } from 'graphql';
import type { Amount } from './amount.ts';

/**
 * How long lists that are no pages count, by "Type.field": a number, or the name of the argument whose items they answer.
 * Every other list counts as DEFAULT_LIST_SIZE.
 */
export type ListSizes = Readonly<Record<string, number | string>>;

export const DEFAULT_LIST_SIZE = 10;

/** How many rows a page can hold, or undefined where the field answers no page. */
export function sizeOfPage(field: GraphQLField<unknown, unknown>, node: FieldNode): Amount | undefined {
  const first = field.args.find(({ name }) => name === 'first');
  return first && argument(node, 'first', first.defaultValue, (value) => (typeof value === 'number' ? value : 0));
}

/** How many items a list that is no page counts for. */
export function sizeOfList(
  sizes: ListSizes,
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Amount {
  const size = sizes[`${parent.name}.${field.name}`] ?? DEFAULT_LIST_SIZE;
  if (typeof size === 'number') return size;
  return argument(node, size, undefined, (value) => (Array.isArray(value) ? value.length : 1));
}

/** What an argument says about a size: known from the document where it is written out there, else from the variables. */
function argument(node: FieldNode, name: string, byDefault: unknown, read: (value: unknown) => number): Amount {
  const size = (value: unknown): number => Math.max(0, read(value ?? byDefault));
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value) return size(undefined);
  if (value.kind !== Kind.VARIABLE) return size(valueFromASTUntyped(value));
  const variable = value.name.value;
  return (variables) => size(variables[variable]);
}
