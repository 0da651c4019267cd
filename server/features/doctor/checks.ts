import type { Check } from './check.ts';
import { STALE_GROUP_COPIES, STALE_ORDER_EVENTS, STALE_TICKET_COPIES } from './stale-copies.ts';
import { FOREIGN_TICKETS, HELD_TWICE, INCOMPLETE_ORDERS, WRONG_STATES } from './wrong-allocations.ts';
import { WRONG_COUNTERS } from './wrong-counters.ts';
import { WRONG_GUEST_LISTS } from './wrong-guest-lists.ts';
import { WRONG_SUMS } from './wrong-sums.ts';

/** All that must hold in an organization, whatever happened. The command, every test and the benchmark look for the same. */
export const CHECKS: readonly Check[] = [
  WRONG_COUNTERS,
  WRONG_STATES,
  STALE_GROUP_COPIES,
  STALE_TICKET_COPIES,
  STALE_ORDER_EVENTS,
  HELD_TWICE,
  FOREIGN_TICKETS,
  INCOMPLETE_ORDERS,
  WRONG_GUEST_LISTS,
  WRONG_SUMS,
];
