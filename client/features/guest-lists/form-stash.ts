import type { GuestRow } from './guest-rows.ts';
import type { ListDetails } from './list-details.ts';

/** What was typed and not saved yet, and the version that it began from. */
export interface StashedForm {
  version: number;
  usageCategoryId: string | null;
  list: ListDetails;
  rows: GuestRow[];
}

/** Keeps unsaved work through a reload or the end of a session: in this tab only, and for this user only. */
export function formStash(userId: string, orderId: string) {
  // The number is that of the form: what an older one kept does not fit this one.
  const key = `guest-list-draft-2:${userId}:${orderId}`;

  return {
    keep(form: StashedForm): void {
      try {
        sessionStorage.setItem(key, JSON.stringify(form));
      } catch {
        // Storage is blocked or full: the page still warns before it is left.
      }
    },
    take(): StashedForm | undefined {
      try {
        const kept = sessionStorage.getItem(key);
        return kept === null ? undefined : (JSON.parse(kept) as StashedForm);
      } catch {
        return undefined;
      }
    },
    clear(): void {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };
}
