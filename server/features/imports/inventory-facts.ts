import type { InventoryColumn } from './inventory-columns.ts';
import type { InventoryRow } from './parse-inventory-row.ts';

/** A ticket group on file, with the counts that it carries. Values are in hundredths of its currency. */
export interface GroupOnFile {
  id: string;
  ticketCategoryId: string;
  currency: string;
  heldCount: number;
  unresolvedCount: number;
  unresolvedValue: number;
  unresolvedWithoutValueCount: number;
}

/** A ticket on file; `orderId` is null while it is unresolved. */
export interface TicketOnFile {
  id: string;
  groupId: string;
  seat: number | null;
  faceValue: number | null;
  notes: string | null;
  orderId: string | null;
}

/** An order that holds tickets of the location. */
export interface OrderOnFile {
  id: string;
  number: string;
  groupId: string;
  recipientId: string;
  usageCategoryId: string | null;
  notes: string | null;
  /** Ordered before the event and loaded from a file; otherwise it comes from a backfill. */
  fromFile: boolean;
  /** Nobody has been asked for its guest list: what a file says of it still counts. */
  isOrdered: boolean;
}

/** Everything on file for one event at one ticket location, in the order of ids. */
export interface LocationOnFile {
  groups: readonly GroupOnFile[];
  tickets: readonly TicketOnFile[];
  orders: readonly OrderOnFile[];
}

/** A row of the file whose names have been found in the organization. */
export interface LocationRow extends Pick<
  InventoryRow,
  'row' | 'seats' | 'quantity' | 'faceValue' | 'currency' | 'orderedBy' | 'notes'
> {
  ticketCategoryId: string;
  orderedById: string | null;
  usageCategoryId: string | null;
}

/** An error that shows only when a row is compared with other rows or with what is on file. */
export interface PlanError {
  row: LocationRow;
  column: InventoryColumn;
  message: string;
}
