import { type GraphQLField, type GraphQLInterfaceType, type GraphQLNamedType, type GraphQLObjectType } from 'graphql';
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { isScalarType, isUnionType } from 'graphql';
import { renderArgument } from './render-argument.ts';
import { deprecation, line, prose, typeLink, typeLinks } from './text.ts';

/** The section of one type: what it is, what it has, and where it occurs. */
export function renderType(type: GraphQLNamedType, schema: GraphQLSchema, places: string[]): string {
  const parts = [`## ${type.name}`, prose(type.description), ...partsOf(type, schema)];
  if (places.length > 0) parts.push(`Occurs in: ${places.join(', ')}`);
  return parts.filter((part) => part !== '').join('\n\n');
}

function partsOf(type: GraphQLNamedType, schema: GraphQLSchema): string[] {
  if (isObjectType(type)) return [implemented(type), fieldList(type)];
  if (isInterfaceType(type)) {
    return [implemented(type), fieldList(type), `Implemented by: ${typeLinks(schema.getPossibleTypes(type))}`];
  }
  if (isUnionType(type)) return [`One of: ${typeLinks(type.getTypes())}`];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map(renderArgument).join('\n');
    return [type.isOneOf ? 'Exactly one of these fields is given:' : '', fields];
  }
  if (isEnumType(type)) {
    const values = type.getValues();
    return [
      values
        .map((value) => `- **\`${value.name}\`**: ${line(value.description)}${deprecation(value.deprecationReason)}`)
        .join('\n'),
    ];
  }
  return isScalarType(type) && type.specifiedByURL ? [`Specified by <${type.specifiedByURL}>.`] : [];
}

function implemented(type: GraphQLObjectType | GraphQLInterfaceType): string {
  const interfaces = type.getInterfaces();
  return interfaces.length > 0 ? `Implements: ${typeLinks(interfaces)}` : '';
}

function fieldList(type: GraphQLObjectType | GraphQLInterfaceType): string {
  return Object.values(type.getFields()).map(fieldItem).join('\n');
}

function fieldItem(field: GraphQLField<unknown, unknown>): string {
  const item = `- **\`${field.name}\`** ${typeLink(field.type)}: ${line(field.description)}${deprecation(field.deprecationReason)}`;
  return [item, ...field.args.map((argument) => `  ${renderArgument(argument)}`)].join('\n');
}
