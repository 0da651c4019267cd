import type { RouteLocationRaw } from 'vue-router';
import { paths, type BackfillTicketsSearch } from '../../routes.ts';

let last: BackfillTicketsSearch | undefined;

/** The queue page says what it shows, so that the way back from a review leads to the same filters and open rows. */
export function rememberQueue(search: BackfillTicketsSearch): void {
  last = search;
}

/** Back to the queue as it was left. */
export function backToQueue(): RouteLocationRaw {
  return paths.backfillTickets(last);
}
