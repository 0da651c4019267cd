import { getNamedType, type GraphQLNamedType, type GraphQLType } from 'graphql';
import { addressOf } from './pages.ts';

/** A type as it is written in the schema, linked to its description. */
export function typeLink(type: GraphQLType): string {
  return `[\`${String(type)}\`](${addressOf(getNamedType(type))})`;
}

/** Links to several types, in the order of their names. */
export function typeLinks(types: readonly GraphQLNamedType[]): string {
  return [...types]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(typeLink)
    .join(', ');
}

/** A description as Markdown: what looks like HTML outside of code is shown as it is. */
export function prose(description: string | null | undefined): string {
  return (description ?? '')
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;')))
    .join('')
    .replaceAll(/\s*\n\s*/g, (gap) => (gap.split('\n').length > 2 ? '\n\n' : ' '))
    .trim();
}

/** `prose` in one paragraph, for the item of a list. */
export function line(description: string | null | undefined): string {
  return prose(description).replaceAll('\n\n', ' ');
}

/** What a deprecation adds to a description. */
export function deprecation(reason: string | null | undefined): string {
  return reason ? ` **Deprecated.** ${line(reason)}` : '';
}
