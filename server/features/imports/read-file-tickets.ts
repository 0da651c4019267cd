import type { WriteTransaction } from '../../platform/database/transaction.ts';
import type { LocationRow } from './inventory-facts.ts';
import { readBatches } from './read-batches.ts';
import type { EventLocation } from './read-location-facts.ts';

/** A staged row with the event and ticket location that it means. */
export interface FileTicketRow extends LocationRow, EventLocation {
  venueId: string;
  localDate: string;
  /** Null unless the event is SCHEDULED. */
  eventEndsAt: Date | null;
  /** The event or the location is new, so nothing can be on file for both. */
  isNew: boolean;
}

/**
 * Reads staged rows in batches of whole locations: all of them; those whose event and location are both on file, so that tickets
 * may be; the others; or those of locations that change.
 */
export async function* readFileTickets(
  tx: WriteTransaction,
  which: keyof typeof ONLY,
): AsyncGenerator<FileTicketRow[]> {
  const statement = `${SELECT} ${ONLY[which]} ORDER BY e.event_id, l.ticket_location_id, r.row_number`;
  for await (const rows of readBatches<StoredRow>(tx, `tickets_${which}`, statement, BATCH, placeKey))
    yield* inPortions(rows.map(toRow));
}

export function placeKey({ eventId, ticketLocationId }: EventLocation): string {
  return eventId + ticketLocationId;
}

interface StoredRow extends Omit<FileTicketRow, 'seats' | 'faceValue'> {
  seatFrom: number | null;
  seatThru: number | null;
  seatStep: 1 | 2 | null;
  faceValue: string | null;
}

const BATCH = 500;
const TICKETS = 2000;
/** Every staged row with its event and ticket location. */
export const JOINS = `
  FROM import_rows r
  JOIN import_mentions m
    ON m.venue_id = r.venue_id AND m.event_key = r.event_key AND m.local_date = r.local_date AND m.local_time = r.local_time
  JOIN import_events e ON e.event_id = m.event_id
  JOIN import_locations l ON l.venue_id = r.venue_id AND l.location_key = r.location_key`;
const SELECT = `
  SELECT r.row_number AS row, e.event_id AS "eventId", l.ticket_location_id AS "ticketLocationId", r.venue_id AS "venueId",
         r.local_date::text AS "localDate", CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END AS "eventEndsAt",
         e.is_new OR l.is_new AS "isNew", r.seat_from AS "seatFrom", r.seat_thru AS "seatThru", r.seat_step AS "seatStep",
         r.quantity, r.face_value AS "faceValue", r.currency, r.ticket_category_id AS "ticketCategoryId",
         r.ordered_by AS "orderedBy", r.ordered_by_id AS "orderedById", r.usage_category_id AS "usageCategoryId", r.notes
  ${JOINS}`;
const ONLY = {
  all: '',
  known: 'WHERE NOT (e.is_new OR l.is_new)',
  new: 'WHERE e.is_new OR l.is_new',
  changing: 'JOIN import_changes c ON c.event_id = e.event_id AND c.ticket_location_id = l.ticket_location_id',
};

/** One row may mean thousands of tickets: whole locations, up to as many tickets as are planned in a moment. */
function* inPortions(rows: readonly FileTicketRow[]): Generator<FileTicketRow[]> {
  let portion: FileTicketRow[] = [];
  let tickets = 0;
  for (const row of rows) {
    const last = portion.at(-1);
    if (last && tickets + row.quantity > TICKETS && placeKey(last) !== placeKey(row)) {
      yield portion;
      portion = [];
      tickets = 0;
    }
    portion.push(row);
    tickets += row.quantity;
  }
  if (portion.length > 0) yield portion;
}

function toRow({ seatFrom, seatThru, seatStep, faceValue, ...row }: StoredRow): FileTicketRow {
  const isNumbered = seatFrom !== null && seatThru !== null && seatStep !== null;
  return {
    ...row,
    seats: isNumbered ? { from: seatFrom, thru: seatThru, step: seatStep } : null,
    faceValue: faceValue === null ? null : Number(faceValue),
  };
}
