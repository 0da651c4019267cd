import type { ImportOutcome } from './import-files.ts';
import type { Changes, Preview } from './import-preview.ts';

/** More errors than these do not help at a terminal. */
const MOST_PRINTED = 100;

/** What an import changes, a line for each kind of thing that it touches. */
export function previewLines(preview: Preview): string[] {
  const lines = KINDS.flatMap(([kind, name]) => {
    const changes = preview[kind];
    const parts = CHANGES.flatMap((change) =>
      changes[change] > 0 ? [`${changes[change].toLocaleString('en-US')} ${change}`] : [],
    );
    return parts.length > 0 ? [`${name}: ${parts.join(', ')}`] : [];
  });
  if (preview.newTicketCategories.length > 0)
    lines.push(`New ticket categories: ${preview.newTicketCategories.join(', ')}`);
  if (preview.newUsageCategories.length > 0)
    lines.push(`New usage categories: ${preview.newUsageCategories.join(', ')}`);
  return lines;
}

/** What is wrong with the files, a line for each row and value. */
export function rowErrorLines({ errors, errorCount }: ImportOutcome): string[] {
  const lines = errors.slice(0, MOST_PRINTED).map(({ fileKind, row, column, value, message }) => {
    const place = `${fileKind.toLowerCase()} row ${row}`;
    return column === null ? `${place}: ${message}` : `${place}, ${column}${value ? ` "${value}"` : ''}: ${message}`;
  });
  const rest = errorCount - lines.length;
  if (rest > 0) lines.push(`... and ${rest.toLocaleString('en-US')} more errors.`);
  return lines;
}

const KINDS: [Exclude<keyof Preview, `new${string}`>, string][] = [
  ['venues', 'Venues'],
  ['users', 'Users'],
  ['events', 'Events'],
  ['ticketGroups', 'Ticket groups'],
  ['tickets', 'Tickets'],
  ['orders', 'Orders'],
];

const CHANGES: (keyof Changes)[] = ['created', 'updated', 'removed', 'unchanged'];
