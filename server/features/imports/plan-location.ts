import type { GroupOnFile, LocationOnFile, LocationRow, PlanError } from './inventory-facts.ts';
import {
  type DraftGroup,
  type DraftOrder,
  type DraftTicket,
  groupFor,
  type LocationDraft,
  refuse,
  startDraft,
} from './location-draft.ts';
import { planNumbered } from './plan-numbered.ts';
import { atOnce, type Steps } from './steps.ts';
import { planUnnumbered } from './plan-unnumbered.ts';

/** A ticket group with its counts after the import. */
export interface PlannedGroup extends GroupOnFile {
  isNew: boolean;
}

/** A ticket after the import. */
export interface PlannedTicket {
  id: string;
  groupId: string;
  seat: number | null;
  faceValue: number | null;
  notes: string | null;
  isOrdered: boolean;
}

/** An order after the import. `ticketIds` only of a new one, in the order of its tickets. */
export interface PlannedOrder {
  id: string;
  groupId: string;
  recipientId: string;
  usageCategoryId: string | null;
  notes: string | null;
  ticketIds: string[];
}

/** What the import would do to the tickets of one event at one ticket location. */
export interface LocationPlan {
  groups: { created: PlannedGroup[]; updated: PlannedGroup[]; unchanged: number };
  tickets: { created: PlannedTicket[]; updated: PlannedTicket[]; removed: string[]; unchanged: number };
  orders: { created: PlannedOrder[]; updated: PlannedOrder[]; unchanged: number };
  errors: PlanError[];
}

/**
 * Compares the rows of one event and ticket location with what is on file. Pure: review and commit both use it. A numbered
 * ticket is its seat, whatever its category; what the rows do not mention stays; nothing that has an order is taken away.
 */
export function planLocation(
  onFile: LocationOnFile,
  rows: readonly LocationRow[],
  usualCurrency: string,
): LocationPlan {
  return atOnce(planSteps(onFile, rows, usualCurrency));
}

/** The same in steps, for who lets others go first. */
export function* planSteps(
  onFile: LocationOnFile,
  rows: readonly LocationRow[],
  usualCurrency: string,
): Steps<LocationPlan> {
  const draft = startDraft(onFile);
  yield;
  settleCurrencies(draft, rows, usualCurrency);
  planNumbered(
    draft,
    rows.filter((row) => row.seats !== null),
  );
  yield;
  yield* planUnnumbered(
    draft,
    rows.filter((row) => row.seats === null),
  );
  yield;
  checkCurrencies(draft);
  yield;
  return summarize(draft);
}

/** One currency for each group: the one its rows name, else the one on file, else the organization's. */
function settleCurrencies(draft: LocationDraft, rows: readonly LocationRow[], usualCurrency: string): void {
  for (const row of rows) {
    const group = groupFor(draft, row, usualCurrency);
    if (row.currency === null) continue;
    if (group.currencyRow === null) {
      group.currencyRow = row;
      group.currency = row.currency;
    } else if (group.currency !== row.currency) {
      const message = `Row ${group.currencyRow.row} values tickets of the same group in ${group.currency}. A group has one currency.`;
      refuse(draft, row, 'Currency', message);
    }
  }
}

/** Values that the file does not restate keep their currency, so the group's cannot change under them. */
function checkCurrencies(draft: LocationDraft): void {
  for (const group of draft.groups.values()) {
    const other = [...group.tickets].find((ticket) => ticket.faceValue !== null && ticket.currency !== group.currency);
    const row = group.currencyRow ?? group.firstRow;
    if (!other || !row) continue;
    const message = `Other tickets of this group are valued in ${other.currency}. Use that, or give all of them a value in ${group.currency}.`;
    refuse(draft, row, 'Currency', message);
  }
}

function summarize(draft: LocationDraft): LocationPlan {
  const plan: LocationPlan = {
    groups: { created: [], updated: [], unchanged: 0 },
    tickets: { created: [], updated: [], removed: draft.removed.map(({ id }) => id), unchanged: 0 },
    orders: { created: [], updated: [], unchanged: 0 },
    errors: draft.errors,
  };
  for (const group of draft.groups.values()) {
    const planned = plannedGroup(group);
    if (planned.isNew) plan.groups.created.push(planned);
    else if (countsDiffer(group.onFile, planned)) plan.groups.updated.push(planned);
    else if (group.firstRow) plan.groups.unchanged += 1;
  }
  for (const ticket of draft.tickets) {
    if (!ticket.onFile) plan.tickets.created.push(plannedTicket(ticket));
    else if (ticketDiffers(ticket)) plan.tickets.updated.push(plannedTicket(ticket));
    else if (draft.mentionedTickets.has(ticket)) plan.tickets.unchanged += 1;
  }
  for (const order of draft.orders) {
    if (!order.onFile) plan.orders.created.push(plannedOrder(order));
    else if (orderDiffers(order)) plan.orders.updated.push(plannedOrder(order));
    else if ([...order.tickets].some((ticket) => draft.mentionedTickets.has(ticket))) plan.orders.unchanged += 1;
  }
  return plan;
}

function plannedGroup(group: DraftGroup): PlannedGroup {
  const { id, ticketCategoryId, currency } = group;
  let [unresolvedCount, unresolvedValue, unresolvedWithoutValueCount] = [0, 0, 0];
  for (const ticket of group.tickets) {
    if (ticket.order) continue;
    unresolvedCount += 1;
    if (ticket.faceValue === null) unresolvedWithoutValueCount += 1;
    else unresolvedValue += ticket.faceValue;
  }
  const heldCount = group.tickets.size;
  const isNew = group.onFile === null;
  return {
    id,
    ticketCategoryId,
    currency,
    heldCount,
    unresolvedCount,
    unresolvedValue,
    unresolvedWithoutValueCount,
    isNew,
  };
}

function countsDiffer(onFile: GroupOnFile | null, planned: PlannedGroup): boolean {
  return (
    onFile?.currency !== planned.currency ||
    onFile.heldCount !== planned.heldCount ||
    onFile.unresolvedCount !== planned.unresolvedCount ||
    onFile.unresolvedValue !== planned.unresolvedValue ||
    onFile.unresolvedWithoutValueCount !== planned.unresolvedWithoutValueCount
  );
}

function plannedTicket(ticket: DraftTicket): PlannedTicket {
  const { id, seat, faceValue, notes } = ticket;
  return { id, groupId: ticket.group.id, seat, faceValue, notes, isOrdered: ticket.order !== null };
}

function ticketDiffers({ onFile, group, faceValue, notes, order }: DraftTicket): boolean {
  return (
    onFile?.groupId !== group.id ||
    onFile.faceValue !== faceValue ||
    onFile.notes !== notes ||
    onFile.orderId !== (order?.id ?? null)
  );
}

function plannedOrder(order: DraftOrder): PlannedOrder {
  const { id, recipientId, usageCategoryId, notes } = order;
  return {
    id,
    groupId: order.group.id,
    recipientId,
    usageCategoryId,
    notes,
    ticketIds: [...order.tickets].map((ticket) => ticket.id),
  };
}

function orderDiffers({ onFile, group, usageCategoryId, notes }: DraftOrder): boolean {
  return onFile?.groupId !== group.id || onFile.usageCategoryId !== usageCategoryId || onFile.notes !== notes;
}
