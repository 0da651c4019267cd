import { fold } from '../../platform/fold.ts';
import type { Directory } from './directory.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import { nearest } from './nearest.ts';
import type { InventoryRow } from './parse-inventory-row.ts';
import type { Checked } from './row-error.ts';

/** The ids behind the names of a row; null where one of them is not known. */
export interface ResolvedNames {
  venueId: string | null;
  ticketCategoryId: string | null;
  orderedById: string | null;
  usageCategoryId: string | null;
  errors: { column: InventoryColumn; value: string; message: string }[];
}

/** Returns a function that finds the names of rows, and suggests what may be meant by those that nobody knows. */
export function nameResolver(directory: Directory): (row: InventoryRow) => ResolvedNames {
  const suggest = suggestions();
  return (row) => {
    const found: ResolvedNames = {
      venueId: null,
      ticketCategoryId: null,
      orderedById: null,
      usageCategoryId: null,
      errors: [],
    };
    const venueKey = fold(row.venue);
    found.venueId = directory.venues.get(venueKey)?.id ?? null;
    if (found.venueId === null && !directory.refused.venues.has(venueKey)) {
      const names = [...directory.venues.values()].map(({ name }) => name);
      const message = `There is no venue of this name.${suggest(row.venue, names)} Load it with a venues file first, or correct the name.`;
      found.errors.push({ column: 'Venue', value: row.venue, message });
    }
    if (row.orderedBy !== null) {
      found.orderedById = directory.userIds.get(row.orderedBy) ?? null;
      if (found.orderedById === null && !directory.refused.users.has(row.orderedBy)) {
        const hint = suggest(row.orderedBy, directory.userIds.keys());
        const message = `No user has this email address.${hint} Load the user with an employees file first, or correct the address.`;
        found.errors.push({ column: 'OrderedBy', value: row.orderedBy, message });
      }
    }
    found.ticketCategoryId = category(
      found,
      'TicketCategory',
      row.ticketCategory,
      directory.ticketCategories.idOf(row.ticketCategory),
    );
    if (row.usageCategory !== null) {
      found.usageCategoryId = category(
        found,
        'UsageCategory',
        row.usageCategory,
        directory.usageCategories.idOf(row.usageCategory),
      );
    }
    return found;
  };
}

function category(found: ResolvedNames, column: InventoryColumn, value: string, id: Checked<string>): string | null {
  if (id.ok) return id.value;
  found.errors.push({ column, value, message: id.message });
  return null;
}

/** Comparing with a whole directory takes time: each unknown name once, and not for ever. */
function suggestions(): (unknown: string, known: Iterable<string>) => string {
  const made = new Map<string, string>();
  return (unknown, known) => {
    const earlier = made.get(unknown);
    if (earlier !== undefined) return earlier;
    if (made.size >= MOST_SUGGESTIONS) return '';
    const similar = nearest(unknown, known);
    const hint = similar === null ? '' : ` Did you mean ${similar}?`;
    made.set(unknown, hint);
    return hint;
  };
}

const MOST_SUGGESTIONS = 50;
