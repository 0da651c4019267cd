import type { GroupOnFile, LocationOnFile, LocationRow, OrderOnFile, TicketOnFile } from './inventory-facts.ts';
import type { LocationPlan } from './plan-location.ts';

/** A location of which nothing is on file. */
export const EMPTY: LocationOnFile = { groups: [], tickets: [], orders: [] };

export interface RowOptions {
  row?: number;
  /** `1-4`, or `1-7/2` for every second one. */
  seats?: string;
  quantity?: number;
  category?: string;
  value?: number | null;
  currency?: string;
  orderedBy?: string;
  usage?: string;
  notes?: string;
}

/** A row of a file, by its seats or quantity. */
export function row({
  row: line = 2,
  seats,
  quantity = 1,
  category = 'suite',
  value = null,
  currency,
  orderedBy,
  usage,
  notes,
}: RowOptions): LocationRow {
  const [from = 0, thru = 0, step = 1] = (seats ?? '').split(/[-/]/).map(Number);
  return {
    row: line,
    seats: seats ? { from, thru, step: step === 2 ? 2 : 1 } : null,
    quantity: seats ? (thru - from) / step + 1 : quantity,
    ticketCategoryId: category,
    faceValue: value,
    currency: currency ?? null,
    orderedBy: orderedBy ?? null,
    orderedById: orderedBy ?? null,
    usageCategoryId: usage ?? null,
    notes: notes ?? null,
  };
}

/** [created, updated, unchanged]; of tickets [created, updated, removed, unchanged]. */
export function counts({ groups, tickets, orders, errors }: LocationPlan) {
  return {
    groups: [groups.created.length, groups.updated.length, groups.unchanged],
    tickets: [tickets.created.length, tickets.updated.length, tickets.removed.length, tickets.unchanged],
    orders: [orders.created.length, orders.updated.length, orders.unchanged],
    errors,
  };
}

/** What is on file once a plan for an empty location was applied. */
export function after(plan: LocationPlan): LocationOnFile {
  const orderOf = new Map(plan.orders.created.flatMap((order) => order.ticketIds.map((id) => [id, order.id] as const)));
  return {
    groups: plan.groups.created.map(({ isNew: _isNew, ...group }): GroupOnFile => group),
    tickets: plan.tickets.created.map(({ isOrdered: _isOrdered, ...ticket }): TicketOnFile => ({
      ...ticket,
      orderId: orderOf.get(ticket.id) ?? null,
    })),
    orders: plan.orders.created.map(({ ticketIds: _ticketIds, ...order }, index): OrderOnFile => ({
      ...order,
      number: `NUMBER-${index}`,
      fromFile: true,
      isOrdered: true,
    })),
  };
}

/** Gives an unresolved ticket (the one at `seat`, or any) to an order that comes from a backfill. */
export function backfill(
  onFile: LocationOnFile,
  seat: number | null,
  recipientId: string,
  number = 'BACKFILL',
): LocationOnFile {
  const chosen = onFile.tickets.find((ticket) => ticket.orderId === null && ticket.seat === seat);
  if (!chosen) throw new Error('There is no such unresolved ticket.');
  const order: OrderOnFile = {
    id: number,
    number,
    groupId: chosen.groupId,
    recipientId,
    usageCategoryId: 'charity',
    notes: null,
    fromFile: false,
    isOrdered: false,
  };
  return {
    groups: onFile.groups.map((group) =>
      group.id === chosen.groupId
        ? {
            ...group,
            unresolvedCount: group.unresolvedCount - 1,
            unresolvedValue: group.unresolvedValue - (chosen.faceValue ?? 0),
            unresolvedWithoutValueCount: group.unresolvedWithoutValueCount - (chosen.faceValue === null ? 1 : 0),
          }
        : group,
    ),
    tickets: onFile.tickets.map((ticket) => (ticket === chosen ? { ...ticket, orderId: number } : ticket)),
    orders: [...onFile.orders, order],
  };
}
