import { astFromValue, type GraphQLArgument, type GraphQLInputField, print } from 'graphql';
import { deprecation, line, typeLink } from './text.ts';

/** One argument, or field of an input, as the item of a list. */
export function renderArgument(argument: GraphQLArgument | GraphQLInputField): string {
  const { name, type, description, deprecationReason } = argument;
  const text = `${line(description)}${deprecation(deprecationReason)}`;
  return `- **\`${name}\`** ${typeLink(type)}${defaultOf(argument)}: ${text}`;
}

function defaultOf({ defaultValue, type }: GraphQLArgument | GraphQLInputField): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return value ? `, by default \`${print(value)}\`` : '';
}
