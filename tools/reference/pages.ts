import { type GraphQLNamedType, type GraphQLSchema, isEnumType, isInputObjectType } from 'graphql';
import { isInterfaceType, isObjectType, isScalarType, isUnionType } from 'graphql';

/** A page of the reference: one kind of type. */
export interface ReferencePage {
  /** Name of its file, without the ending. */
  name: string;
  title: string;
  /** A sentence below the title, and in the index. */
  about: string;
  holds(type: GraphQLNamedType): boolean;
}

/** The pages of types in the order of the index; a type stands on the first one that holds it. */
export const typePages: ReferencePage[] = [
  {
    name: 'errors',
    title: 'Errors',
    about: 'What a mutation can answer in `userErrors`, each with its facts.',
    holds: (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'UserError'),
  },
  {
    name: 'payloads',
    title: 'Payloads',
    about: 'What mutations answer with.',
    holds: (type) => isObjectType(type) && type.name.endsWith('Payload'),
  },
  {
    name: 'connections',
    title: 'Connections',
    about: 'Lists in pages; see [lists](../pagination.md).',
    holds: (type) => isObjectType(type) && /(Connection|Edge)$|^PageInfo$/.test(type.name),
  },
  { name: 'objects', title: 'Objects', about: 'The things of the domain, and values.', holds: isObjectType },
  { name: 'interfaces', title: 'Interfaces', about: 'What several types have in common.', holds: isInterfaceType },
  { name: 'unions', title: 'Unions', about: 'One of several types.', holds: isUnionType },
  { name: 'inputs', title: 'Inputs', about: 'What arguments are made of.', holds: isInputObjectType },
  { name: 'enums', title: 'Enums', about: 'Closed sets of values.', holds: isEnumType },
  { name: 'scalars', title: 'Scalars', about: 'Single values and how they are written.', holds: isScalarType },
];

/** The types that stand on the page, in the order of their names. Root types have pages of their own. */
export function typesOn(page: ReferencePage, schema: GraphQLSchema): GraphQLNamedType[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()].map((type) => type?.name));
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !roots.has(type.name) && pageOf(type) === page)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where the type is described, as seen from another page of the reference. */
export function addressOf(type: GraphQLNamedType): string {
  const page = pageOf(type);
  if (!page) throw new Error(`No page of the reference holds ${type.name}.`);
  return `${page.name}.md#${type.name.toLowerCase()}`;
}

function pageOf(type: GraphQLNamedType): ReferencePage | undefined {
  return typePages.find((page) => page.holds(type));
}
