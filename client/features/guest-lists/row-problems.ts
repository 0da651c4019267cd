import type { DetailField } from './guest-details.ts';
import { hasGuest, type GuestRow } from './guest-rows.ts';
import type { ListField } from './list-details.ts';

/** The fields of a row that something can be wrong with. */
export type RowField = 'guestType' | 'guest' | 'attendeeStatus' | DetailField;

/** Something that is wrong: at a row's field, at a field of the list (`field` alone), or with the list as a whole. */
export interface GuestListProblem {
  row: number | null;
  field: RowField | 'usageCategory' | ListField | null;
  message: string;
}

/** What a guest list cannot be saved with: who is meant must be clear in every row that was begun. */
export type RowFault = 'guestMissing' | 'statusAlone';

export function faultOf(row: GuestRow): RowFault | undefined {
  if (hasGuest(row)) return undefined;
  if (row.guestType !== null) return 'guestMissing';
  return row.attendeeStatus !== null ? 'statusAlone' : undefined;
}

/** The id of the element that takes the focus when a problem is followed. */
export function fieldId(problem: Pick<GuestListProblem, 'row' | 'field'>): string {
  if (problem.field === 'usageCategory') return 'guest-list-usage-category';
  if (problem.row === null) return problem.field === null ? 'guest-list-rows' : `guest-list-${problem.field}`;
  return `guest-${problem.row}-${problem.field ?? 'guest'}`;
}

/** Reads a server's path such as ["guests", "2", "attendeeStatus"]; `rowIndexes` tells which row each guest came from. */
export function placeOf(
  path: readonly string[] | null,
  rowIndexes: readonly number[],
): Pick<GuestListProblem, 'row' | 'field'> {
  if (path?.[0] === 'usageCategoryId') return { row: null, field: 'usageCategory' };
  if (path?.[0] === 'businessPurpose' || path?.[0] === 'hostPresent') return { row: null, field: path[0] };
  if (path?.[0] !== 'guests' || path[1] === undefined) return { row: null, field: null };
  const row = rowIndexes[Number(path[1])] ?? null;
  return { row, field: rowFields.find((field) => field === path[2]) ?? 'guest' };
}

const rowFields: readonly RowField[] = [
  'attendeeStatus',
  'email',
  'company',
  'title',
  'relationship',
  'isPublicOfficial',
];
