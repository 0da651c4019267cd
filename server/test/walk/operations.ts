import type { GraphQLSchema } from 'graphql';
import type { AnyField } from './inputs.ts';

export type Root = 'query' | 'mutation';

export interface RootField {
  root: Root;
  name: string;
  field: AnyField;
}

/** Every field of the schema's roots. */
export function rootFields(schema: GraphQLSchema): RootField[] {
  const roots = [['query', schema.getQueryType()] as const, ['mutation', schema.getMutationType()] as const];
  return roots.flatMap(([root, type]) =>
    Object.entries(type?.getFields() ?? {}).map(([name, field]) => ({ root, name, field })),
  );
}

/** A document that asks for one root field; its arguments come as variables of their own names. */
export function documentFor({ root, name, field }: RootField, given: object, selection: string): string {
  const args = field.args.filter((arg) => arg.name in given);
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `${root}${declared ? ` (${declared})` : ''} { ${name}${passed ? `(${passed})` : ''} ${selection} }`;
}
