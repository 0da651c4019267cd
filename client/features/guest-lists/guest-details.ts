import type { GuestField } from '../../gql/graphql.ts';
import { hasGuest, type GuestRow } from './guest-rows.ts';

/** What a row says about its guest beside who it is; a text that nobody typed is empty. */
export interface GuestDetails {
  email: string;
  company: string;
  title: string;
  relationship: string;
  isPublicOfficial: boolean | null;
}

export const noDetails: GuestDetails = { email: '', company: '', title: '', relationship: '', isPublicOfficial: null };

/** The fields of a guest that a usage category can ask for, as a row names them. */
export type DetailField = keyof GuestDetails;

const detailOf: Partial<Record<GuestField, DetailField>> = {
  EMAIL: 'email',
  COMPANY: 'company',
  TITLE: 'title',
  RELATIONSHIP: 'relationship',
  PUBLIC_OFFICIAL: 'isPublicOfficial',
};

/** What is on file for somebody. */
interface OnFile {
  email?: string | null;
  company?: string | null;
  title?: string | null;
}

/**
 * What a row is to be asked for: only what is required, only about somebody who may have come, and nothing that is on file.
 * Colleagues are known but for a title that the directory lacks; a placeholder is nobody.
 */
export function askedOf(row: GuestRow, required: readonly GuestField[], recipient: OnFile): DetailField[] {
  if (!hasGuest(row) || row.guestType === 'SYSTEM_PROFILE' || row.attendeeStatus === 'NO_SHOW') return [];
  const isColleague = row.guestType !== 'CONTACT';
  const onFile = onFileOf(row, recipient);
  return required.flatMap((field) => {
    const detail = detailOf[field];
    if (!detail || (isColleague && detail !== 'title')) return [];
    if (detail === 'relationship' || detail === 'isPublicOfficial') return [detail];
    return onFile[detail] ? [] : [detail];
  });
}

function onFileOf({ guest }: GuestRow, recipient: OnFile): OnFile {
  if (!guest) return recipient;
  return guest.kind === 'new' ? guest.contact : guest.person;
}
