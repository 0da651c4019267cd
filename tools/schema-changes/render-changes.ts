import type { Change } from '@graphql-inspector/core';
import type { SchemaChanges } from './compare-schemas.ts';

/** The changes as Markdown, worst first; null when there are none. */
export function renderChanges(changes: SchemaChanges): string | null {
  const parts = [
    part('Breaking', [
      ...changes.breaking.map(sentence),
      ...changes.accepted.map(({ change, reason }) => `${sentence(change)}. ${reason}`),
    ]),
    part('To watch: new values where a program may believe that it knows all', changes.dangerous.map(sentence)),
    part('Deprecated', changes.deprecations.map(sentence)),
    part('Added and loosened', changes.additions.map(sentence)),
  ].filter((text) => text !== '');
  return parts.length > 0 ? parts.join('\n\n') : null;
}

/** One change in a sentence. */
export function sentence({ message }: Change): string {
  return message.replaceAll(/'([^']*)'/g, '`$1`');
}

function part(title: string, items: string[]): string {
  return items.length > 0 ? `### ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}` : '';
}
