import { type GraphQLNamedType, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType } from 'graphql';
import { isObjectType } from 'graphql';

/** The day, YYYY-MM-DD, that the deprecation at `Type.field` or `Type.field.argument` names; undefined without one. */
export function announcedEnd(schema: GraphQLSchema, path: string): string | undefined {
  return dayIn(deprecations(schema).get(path));
}

/** Deprecations that name no day, and so can never end by themselves. */
export function endlessDeprecations(schema: GraphQLSchema): string[] {
  return [...deprecations(schema)].filter(([, reason]) => dayIn(reason) === undefined).map(([path]) => path);
}

function dayIn(reason: string | undefined): string | undefined {
  return /\d{4}-\d{2}-\d{2}/.exec(reason ?? '')?.[0];
}

/** The reason of everything that is deprecated, by its path. */
function deprecations(schema: GraphQLSchema): Map<string, string> {
  const members = Object.values(schema.getTypeMap()).flatMap(membersOf);
  return new Map(members.flatMap(({ path, reason }) => (reason ? [[path, reason]] : [])));
}

interface Member {
  path: string;
  reason: string | null | undefined;
}

interface Deprecable {
  name: string;
  deprecationReason?: string | null | undefined;
}

function membersOf(type: GraphQLNamedType): Member[] {
  if (isEnumType(type)) return type.getValues().map((value) => memberOf(type.name, value));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => memberOf(type.name, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    memberOf(type.name, field),
    ...field.args.map((argument) => memberOf(`${type.name}.${field.name}`, argument)),
  ]);
}

function memberOf(owner: string, { name, deprecationReason }: Deprecable): Member {
  return { path: `${owner}.${name}`, reason: deprecationReason };
}
