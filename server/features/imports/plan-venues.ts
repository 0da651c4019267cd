import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import type { VenueRow } from './parse-venue-row.ts';

/** A venue on file, or as it would be after the import. */
export interface VenueFacts {
  id: string;
  name: string;
  nameKey: string;
  city: string | null;
  country: string | null;
  timeZone: string;
  capacity: number | null;
}

export interface VenuesPlan {
  created: VenueFacts[];
  updated: { before: VenueFacts; after: VenueFacts }[];
  unchanged: number;
  errors: { row: number; value: string; message: string }[];
}

/** Compares the rows of a venues file with the venues on file. A venue is its name, whatever the case and accents. */
export function planVenues(onFile: readonly VenueFacts[], rows: Iterable<VenueRow>): VenuesPlan {
  const plan: VenuesPlan = { created: [], updated: [], unchanged: 0, errors: [] };
  const byKey = new Map(onFile.map((venue) => [venue.nameKey, venue] as const));
  const rowOf = new Map<string, number>();
  for (const row of rows) {
    const nameKey = fold(row.name);
    const earlier = rowOf.get(nameKey);
    if (earlier !== undefined) {
      plan.errors.push({
        row: row.row,
        value: row.name,
        message: `This venue is also in row ${earlier}. Give each venue in one row only.`,
      });
      continue;
    }
    rowOf.set(nameKey, row.row);
    const before = byKey.get(nameKey);
    const after = merged(before, row, nameKey);
    if (!before) plan.created.push(after);
    else if (differs(before, after)) plan.updated.push({ before, after });
    else plan.unchanged += 1;
  }
  return plan;
}

function merged(before: VenueFacts | undefined, row: VenueRow, nameKey: string): VenueFacts {
  return {
    id: before?.id ?? newId(),
    name: row.name,
    nameKey,
    city: row.city === undefined ? (before?.city ?? null) : row.city,
    country: row.country === undefined ? (before?.country ?? null) : row.country,
    timeZone: row.timeZone,
    capacity: row.capacity === undefined ? (before?.capacity ?? null) : row.capacity,
  };
}

function differs(before: VenueFacts, after: VenueFacts): boolean {
  return (Object.keys(after) as (keyof VenueFacts)[]).some((fact) => before[fact] !== after[fact]);
}
