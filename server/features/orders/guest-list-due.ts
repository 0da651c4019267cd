/** How long a user has for the guest list. */
export const GUEST_LIST_DAYS = 7;

/** When a guest list that is asked for now is due. */
export function guestListDueAt(now: Date): Date {
  return new Date(now.getTime() + GUEST_LIST_DAYS * 86_400_000);
}
