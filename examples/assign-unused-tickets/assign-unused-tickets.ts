import type { Api } from './api.ts';
import {
  ConfirmBackfillDocument,
  CreateBackfillDocument,
  type DraftFragment,
  FindBackfillDocument,
  OrdersDocument,
  type OrdersQuery,
  UpdateBackfillDocument,
} from './gql/graphql.ts';
import type { Wish } from './options.ts';
import { pickLines } from './pick-lines.ts';

export type MadeOrder = NonNullable<OrdersQuery['backfill']>['orders'][number];
type Log = (text: string) => void;

/** The wish cannot be fulfilled; the message says why. */
export class CannotGoOn extends Error {}

/** Rounds of plan and confirm, each of which somebody else may have been faster in. */
const ROUNDS = 5;

/**
 * Makes the orders of the wish and returns them. Each round begins with what is on file under our reference, so it does not matter
 * whether this is the first run, a run after one that was killed anywhere, or one beside another.
 */
export async function assignUnusedTickets(api: Api, wish: Wish, log: Log): Promise<MadeOrder[]> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const backfill = (await find(api, wish)) ?? (await create(api, wish, log));
    if (backfill?.status === 'CONFIRMED') return ordersOf(api, backfill.id);
    if (backfill?.status === 'DISCARDED') {
      throw new CannotGoOn(`The backfill ${wish.reference} was discarded. Choose another --reference.`);
    }
    if (backfill && (await confirm(api, backfill, wish, log))) return ordersOf(api, backfill.id);
  }
  throw new CannotGoOn(`Others were faster ${ROUNDS} times. Try again later.`);
}

async function find(api: Api, { reference }: Wish): Promise<DraftFragment | undefined> {
  const { backfills } = await api(FindBackfillDocument, { reference });
  return backfills.nodes[0];
}

/** A new draft; none when somebody was faster. */
async function create(api: Api, wish: Wish, log: Log): Promise<DraftFragment | null> {
  const assignments = await linesFor(api, wish);
  const input = { externalReference: wish.reference, assignments };
  const { backfill, userErrors } = (await api(CreateBackfillDocument, { input })).createBackfill;
  goOnAfter(userErrors, log);
  return backfill ?? null;
}

/** Whether the draft, as it was reviewed, is confirmed. Where its tickets are gone, it is planned anew instead. */
async function confirm(api: Api, draft: DraftFragment, wish: Wish, log: Log): Promise<boolean> {
  const problems = draft.review?.problems ?? [];
  if (problems.length > 0) {
    goOnAfter(problems, log);
    await planAnew(api, draft, wish, log);
    return false;
  }
  for (const { message } of draft.review?.warnings ?? []) log(`Note: ${message}`);
  const input = { backfillId: draft.id, expectedVersion: draft.version };
  const { userErrors } = (await api(ConfirmBackfillDocument, { input })).confirmBackfill;
  goOnAfter(userErrors, log);
  return userErrors.length === 0;
}

async function planAnew(api: Api, draft: DraftFragment, wish: Wish, log: Log): Promise<void> {
  const assignments = await linesFor(api, wish);
  const input = { backfillId: draft.id, expectedVersion: draft.version, assignments };
  const { userErrors } = (await api(UpdateBackfillDocument, { input })).updateBackfill;
  goOnAfter(userErrors, log);
}

async function linesFor(api: Api, wish: Wish) {
  const lines = await pickLines(api, wish);
  if (lines.length > 0) return lines;
  throw new CannotGoOn(
    `Nothing to assign: no unused tickets, or no active user ${wish.recipientEmail}, or no usage category "${wish.usageCategory}".`,
  );
}

/** Failures that another round can get over: tickets were taken meanwhile, or another run of this program is at work. */
const PASSING = new Set([
  'NotEnoughUnusedTickets',
  'NotInUnusedQueue',
  'TicketUnavailable',
  'StaleVersion',
  'BackfillNotDraft',
  'ExternalReferenceTaken',
]);

function goOnAfter(errors: readonly { __typename: string; message?: string }[], log: Log): void {
  for (const { __typename, message } of errors) {
    if (!PASSING.has(__typename)) throw new CannotGoOn(`${__typename}: ${message ?? ''}`);
    log(`${message ?? __typename} Looking again.`);
  }
}

async function ordersOf(api: Api, id: string): Promise<MadeOrder[]> {
  const { backfill } = await api(OrdersDocument, { id });
  return backfill?.orders ?? [];
}
