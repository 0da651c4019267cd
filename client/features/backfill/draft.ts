import { readFragment, type FragmentType } from '../../gql/fragment-masking.ts';
import {
  DraftLineFragmentDoc,
  DraftPartsFragmentDoc,
  type BackfillStatus,
  type DraftLineFragment,
} from '../../gql/graphql.ts';

/** A backfill as it is being prepared: what is collected so far. */
export interface Draft {
  id: string;
  status: BackfillStatus;
  version: number;
  ticketCount: number;
  lines: readonly DraftLineFragment[];
}

/** The most assignments that one backfill takes. */
export const maxAssignments = 100;

export function toDraft(parts: FragmentType<typeof DraftPartsFragmentDoc>): Draft;
export function toDraft(parts: FragmentType<typeof DraftPartsFragmentDoc> | null | undefined): Draft | null;
export function toDraft(parts: FragmentType<typeof DraftPartsFragmentDoc> | null | undefined): Draft | null {
  const backfill = readFragment(DraftPartsFragmentDoc, parts);
  if (!backfill) return null;
  const { id, status, version, ticketCount, assignments } = backfill;
  return {
    id,
    status,
    version,
    ticketCount,
    lines: assignments.map((line) => readFragment(DraftLineFragmentDoc, line)),
  };
}
