import { fold } from '../../platform/fold.ts';
import type { EventStatus } from '../events/event.entity.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import { parseLocalDate } from './parse-date.ts';
import { parseEventStatus } from './parse-event-status.ts';
import { parseCurrency, parseFaceValue } from './parse-money.ts';
import { fitSeats, parseQuantity, parseSeat, type SeatRange } from './parse-seats.ts';
import { parseLocalTime } from './parse-time.ts';
import type { Cells, RecognizedColumns } from './recognize-columns.ts';
import type { RowError } from './row-error.ts';
import { RowReader } from './row-reader.ts';

/** What one row of an inventory file says, before it is compared with anything else. Null means "the row does not say". */
export interface InventoryRow {
  row: number;
  event: string;
  venue: string;
  /** `yyyy-mm-dd` at the venue. */
  localDate: string;
  /** `HH:MM` at the venue. */
  localTime: string | null;
  status: EventStatus | null;
  section: string;
  /** '' where the location has no rows. */
  rowName: string;
  /** Null where the places are not numbered. */
  seats: SeatRange | null;
  quantity: number;
  ticketCategory: string;
  /** Of one ticket, in hundredths. */
  faceValue: number | null;
  currency: string | null;
  /** Address of the user who ordered these tickets, lower case. */
  orderedBy: string | null;
  usageCategory: string | null;
  notes: string | null;
}

/** Reads one row; a row with errors has no value. */
export function parseInventoryRow(
  row: number,
  cells: Cells<InventoryColumn>,
  columns: RecognizedColumns<InventoryColumn>,
): { value: InventoryRow | null; errors: RowError[] } {
  const reader = new RowReader(row, cells, columns);
  const orderedBy = reader.read('OrderedBy', (text) => text.toLowerCase());
  const parsed = {
    row,
    event: reader.requiredText('Event', 200),
    venue: reader.requiredText('Venue', 200),
    localDate: reader.check('EventDate', parseLocalDate),
    localTime: reader.check('EventTime', parseLocalTime),
    status: reader.check('EventStatus', parseEventStatus),
    section: reader.requiredText('Section', 100),
    rowName: readRowName(reader),
    quantity: reader.check('Quantity', parseQuantity),
    seats: null,
    ticketCategory: reader.requiredText('TicketCategory', 100),
    faceValue: reader.check('FaceValue', parseFaceValue),
    currency: reader.check('Currency', parseCurrency),
    orderedBy,
    // Why tickets were used is known only of those that somebody ordered.
    usageCategory: orderedBy === null ? null : reader.text('UsageCategory', 100),
    notes: reader.text('Notes', 2000),
  };
  const seats = readSeats(reader, parsed.quantity);
  return reader.errors.length > 0
    ? { value: null, errors: reader.errors }
    : { value: { ...(parsed as InventoryRow), seats }, errors: [] };
}

function readRowName(reader: RowReader<InventoryColumn>): string {
  const name = reader.text('Row', 50) ?? '';
  return /^(\*|n\/?a)$/i.test(name) || fold(name) === '' ? '' : name;
}

function readSeats(reader: RowReader<InventoryColumn>, quantity: number | null): SeatRange | null {
  const from = reader.check('SeatFrom', parseSeat);
  const thru = reader.check('SeatThru', parseSeat);
  if (quantity === null || reader.failed('SeatFrom') || reader.failed('SeatThru')) return null;
  if (from === null && thru === null) return null;
  if (from === null) {
    reader.refuse('SeatFrom', 'Give the first seat too, or leave both seats empty where places are not numbered.');
    return null;
  }
  if (thru === null && quantity > 1) {
    reader.refuse('SeatThru', 'Give the last seat too, or leave both seats empty where places are not numbered.');
    return null;
  }
  const last = thru ?? from;
  const fitted = fitSeats(from, last, quantity);
  if (fitted.ok) return fitted.value;
  reader.refuse(last < from ? 'SeatThru' : 'Quantity', fitted.message);
  return null;
}
