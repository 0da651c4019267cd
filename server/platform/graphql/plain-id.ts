import type { GraphQLField } from 'graphql';

/** Marks the field of a row's own node id: it depends on nothing else, and needs no escapes in JSON. */
export function markPlainId(field: GraphQLField<unknown, unknown>): void {
  field.extensions = { ...field.extensions, isPlainId: true };
}

export function isPlainId(field: GraphQLField<unknown, unknown>): boolean {
  return field.extensions.isPlainId === true;
}
