import { chosenPlaceholder, hasGuest, withGuest, type GuestRow } from './guest-rows.ts';

/**
 * The recipient came alone: "myself" on the first ticket. Every ticket needs a guest, so that the others become a no-show of the
 * placeholder; without a placeholder that is accepted they are left open.
 */
export function onlyMe(rows: readonly GuestRow[], placeholder: { id: string; name: string } | undefined): GuestRow[] {
  return rows.map((row, index) => {
    if (index === 0) return { ...withGuest(row, 'MYSELF', null), attendeeStatus: 'ATTENDED' };
    if (placeholder) {
      return { ...withGuest(row, 'SYSTEM_PROFILE', chosenPlaceholder(placeholder)), attendeeStatus: 'NO_SHOW' };
    }
    const isMyself = row.guestType === 'MYSELF';
    return isMyself || !hasGuest(row) ? { ...withGuest(row, null, null), attendeeStatus: null } : row;
  });
}
