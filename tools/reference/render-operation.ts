import { getNamedType, type GraphQLField, type GraphQLNamedType, isObjectType, isUnionType } from 'graphql';
import { renderArgument } from './render-argument.ts';
import { deprecation, prose, typeLink, typeLinks } from './text.ts';

/** The section of one query or mutation: what it does, takes, answers and how it can fail. */
export function renderOperation(field: GraphQLField<unknown, unknown>): string {
  const failures = failuresOf(field);
  const parts = [
    `## ${field.name}`,
    prose(field.description) + deprecation(field.deprecationReason),
    field.args.map(renderArgument).join('\n'),
    `Answers: ${typeLink(field.type)}`,
    failures.length > 0 ? `Can fail with: ${typeLinks(failures)}` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The types of `userErrors` that the answer can hold. */
function failuresOf(field: GraphQLField<unknown, unknown>): readonly GraphQLNamedType[] {
  const payload = getNamedType(field.type);
  const errors = isObjectType(payload) ? payload.getFields().userErrors : undefined;
  const type = errors && getNamedType(errors.type);
  return isUnionType(type) ? type.getTypes() : type ? [type] : [];
}
