import { newId } from '../../platform/id.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import type {
  GroupOnFile,
  LocationOnFile,
  LocationRow,
  OrderOnFile,
  PlanError,
  TicketOnFile,
} from './inventory-facts.ts';

/** A ticket as it would be after the import. */
export interface DraftTicket {
  id: string;
  seat: number | null;
  onFile: TicketOnFile | null;
  group: DraftGroup;
  faceValue: number | null;
  /** Of the face value: that of the group it was valued in. */
  currency: string;
  notes: string | null;
  order: DraftOrder | null;
}

/** A ticket group as it would be after the import. */
export interface DraftGroup {
  id: string;
  ticketCategoryId: string;
  onFile: GroupOnFile | null;
  currency: string;
  /** The first row that names its currency. */
  currencyRow: LocationRow | null;
  tickets: Set<DraftTicket>;
  /** The first row that is about it; null where the file does not mention it. */
  firstRow: LocationRow | null;
}

/** An order as it would be after the import; `saidBy` holds the rows that gave its usage category and notes. */
export interface DraftOrder {
  id: string;
  onFile: OrderOnFile | null;
  group: DraftGroup;
  recipientId: string;
  usageCategoryId: string | null;
  notes: string | null;
  saidBy: { usageCategoryId?: LocationRow; notes?: LocationRow };
  tickets: Set<DraftTicket>;
}

/** The tickets of one event at one ticket location while a plan is made; changed row by row. */
export interface LocationDraft {
  groups: Map<string, DraftGroup>;
  tickets: Set<DraftTicket>;
  removed: DraftTicket[];
  orders: Set<DraftOrder>;
  mentionedTickets: Set<DraftTicket>;
  errors: PlanError[];
}

/** Starts a draft from what is on file. */
export function startDraft(onFile: LocationOnFile): LocationDraft {
  const groupById = new Map(onFile.groups.map((group) => [group.id, draftGroup(group)] as const));
  const orderById = new Map<string, DraftOrder>();
  for (const order of onFile.orders) {
    const group = groupById.get(order.groupId);
    if (group) orderById.set(order.id, { ...order, onFile: order, group, saidBy: {}, tickets: new Set() });
  }
  const draft: LocationDraft = {
    groups: new Map([...groupById.values()].map((group) => [group.ticketCategoryId, group] as const)),
    tickets: new Set(),
    removed: [],
    orders: new Set(orderById.values()),
    mentionedTickets: new Set(),
    errors: [],
  };
  for (const each of onFile.tickets) {
    const group = groupById.get(each.groupId);
    if (!group) continue;
    const order = each.orderId === null ? null : (orderById.get(each.orderId) ?? null);
    const ticket = draftTicket(each, group, order);
    draft.tickets.add(ticket);
    group.tickets.add(ticket);
    order?.tickets.add(ticket);
  }
  return draft;
}

/** The group of a row's category, made if there is none yet. */
export function groupFor(draft: LocationDraft, row: LocationRow, currency: string): DraftGroup {
  let group = draft.groups.get(row.ticketCategoryId);
  if (!group) {
    const id = newId();
    group = {
      id,
      ticketCategoryId: row.ticketCategoryId,
      onFile: null,
      currency,
      currencyRow: null,
      firstRow: null,
      tickets: new Set(),
    };
    draft.groups.set(row.ticketCategoryId, group);
  }
  group.firstRow ??= row;
  return group;
}

/** Adds a ticket that is not on file. */
export function addTicket(draft: LocationDraft, group: DraftGroup, seat: number | null, row: LocationRow): DraftTicket {
  const ticket: DraftTicket = {
    id: newId(),
    seat,
    onFile: null,
    group,
    faceValue: row.faceValue,
    currency: group.currency,
    notes: row.orderedById === null ? row.notes : null,
    order: null,
  };
  draft.tickets.add(ticket);
  draft.mentionedTickets.add(ticket);
  group.tickets.add(ticket);
  return ticket;
}

/** Takes an unresolved ticket off the books. */
export function removeTicket(draft: LocationDraft, ticket: DraftTicket): void {
  draft.tickets.delete(ticket);
  ticket.group.tickets.delete(ticket);
  draft.removed.push(ticket);
}

/** Gives a ticket what its row says of it; what the row leaves empty stays. */
export function describeTicket(draft: LocationDraft, ticket: DraftTicket, row: LocationRow): void {
  draft.mentionedTickets.add(ticket);
  if (row.faceValue !== null) {
    ticket.faceValue = row.faceValue;
    ticket.currency = ticket.group.currency;
  }
  // The notes of a row that was ordered are those of its order.
  if (row.notes !== null && row.orderedById === null) ticket.notes = row.notes;
}

/** Adds the order of a row that was ordered before the event. */
export function addOrder(
  draft: LocationDraft,
  group: DraftGroup,
  row: LocationRow,
  recipientId: string,
  tickets: DraftTicket[],
): void {
  const order: DraftOrder = {
    id: newId(),
    onFile: null,
    group,
    recipientId,
    usageCategoryId: row.usageCategoryId,
    notes: row.notes,
    saidBy: {},
    tickets: new Set(tickets),
  };
  draft.orders.add(order);
  for (const ticket of tickets) ticket.order = order;
}

/**
 * Gives an order on file what a row says of it; two rows must not say different things. Once its user is asked for the guest list,
 * the user's word counts, not the file's.
 */
export function describeOrder(draft: LocationDraft, order: DraftOrder, row: LocationRow): void {
  if (!order.onFile?.isOrdered) return;
  say(draft, order, row, 'usageCategoryId', 'UsageCategory', 'usage category');
  say(draft, order, row, 'notes', 'Notes', 'notes');
}

export function refuse(draft: LocationDraft, row: LocationRow, column: InventoryColumn, message: string): void {
  draft.errors.push({ row, column, message });
}

function say(
  draft: LocationDraft,
  order: DraftOrder,
  row: LocationRow,
  field: 'usageCategoryId' | 'notes',
  column: InventoryColumn,
  words: string,
): void {
  if (row[field] === null) return;
  const earlier = order.saidBy[field];
  if (earlier && earlier[field] !== row[field]) {
    const number = order.onFile?.number ?? '';
    refuse(
      draft,
      row,
      column,
      `This row and row ${earlier.row} are order ${number}, which can have only one ${words}. Give both rows the same.`,
    );
    return;
  }
  order.saidBy[field] = row;
  order[field] = row[field];
}

function draftGroup(group: GroupOnFile): DraftGroup {
  const { id, ticketCategoryId, currency } = group;
  return { id, ticketCategoryId, onFile: group, currency, currencyRow: null, firstRow: null, tickets: new Set() };
}

function draftTicket(onFile: TicketOnFile, group: DraftGroup, order: DraftOrder | null): DraftTicket {
  // Spelled out, in the order in which addTicket does: copies of objects are slow to make and to change.
  return {
    id: onFile.id,
    seat: onFile.seat,
    onFile,
    group,
    faceValue: onFile.faceValue,
    currency: group.currency,
    notes: onFile.notes,
    order,
  };
}
