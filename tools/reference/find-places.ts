import { getNamedType, type GraphQLNamedType, type GraphQLSchema, isInputObjectType, isInterfaceType } from 'graphql';
import { isObjectType, isScalarType } from 'graphql';
import { addressOf } from './pages.ts';

/** For each type, links to the fields and operations that give or take it. Scalars occur everywhere and are left out. */
export function findPlaces(schema: GraphQLSchema): Map<string, string[]> {
  const places = new Map<string, Set<string>>();
  for (const owner of Object.values(schema.getTypeMap())) {
    if (owner.name.startsWith('__')) continue;
    for (const { field, types } of fieldsOf(owner)) {
      const place = `[\`${owner.name}.${field}\`](${addressOfField(owner, field, schema)})`;
      for (const type of types) places.set(type.name, (places.get(type.name) ?? new Set()).add(place));
    }
  }
  return new Map([...places].map(([type, links]) => [type, [...links].sort()]));
}

function fieldsOf(owner: GraphQLNamedType): { field: string; types: GraphQLNamedType[] }[] {
  if (isInputObjectType(owner)) {
    return Object.values(owner.getFields()).map(({ name, type }) => ({ field: name, types: named([type]) }));
  }
  if (!isObjectType(owner) && !isInterfaceType(owner)) return [];
  return Object.values(owner.getFields()).map(({ name, type, args }) => ({
    field: name,
    types: named([type, ...args.map((argument) => argument.type)]),
  }));
}

function named(types: Parameters<typeof getNamedType>[0][]): GraphQLNamedType[] {
  return types.flatMap((type) => getNamedType(type) ?? []).filter((type) => !isScalarType(type));
}

function addressOfField(owner: GraphQLNamedType, field: string, schema: GraphQLSchema): string {
  if (owner === schema.getQueryType()) return `queries.md#${field.toLowerCase()}`;
  if (owner === schema.getMutationType()) return `mutations.md#${field.toLowerCase()}`;
  return addressOf(owner);
}
