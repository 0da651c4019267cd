import type { GuestField } from '../../gql/graphql.ts';

/** What a guest list says beside its guests; a text that nobody typed is empty. */
export interface ListDetails {
  businessPurpose: string;
  hostPresent: boolean | null;
}

export type ListField = keyof ListDetails;

const fieldOf: Partial<Record<GuestField, ListField>> = {
  BUSINESS_PURPOSE: 'businessPurpose',
  HOST_PRESENT: 'hostPresent',
};

/** What a list is to be asked for: only what is required. */
export function askedOfList(required: readonly GuestField[]): ListField[] {
  return required.flatMap((field) => fieldOf[field] ?? []);
}

export function listDetailsOf(saved: { businessPurpose: string | null; hostPresent: boolean | null }): ListDetails {
  return { businessPurpose: saved.businessPurpose ?? '', hostPresent: saved.hostPresent };
}
