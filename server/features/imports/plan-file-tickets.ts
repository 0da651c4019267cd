import type { Directory } from './directory.ts';
import { groupBy } from './group-by.ts';
import { countChanges } from './import-preview.ts';
import type { ImportRun } from './import-run.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import type { LocationRow } from './inventory-facts.ts';
import type { ReportRow } from './match-file-events.ts';
import { planLocation } from './plan-location.ts';
import { readBatches } from './read-batches.ts';
import { type EventLocation, readLocationFacts } from './read-location-facts.ts';
import { type PlannedLocation, writeLocationPlans } from './write-location-plans.ts';

interface TicketRow extends EventLocation {
  row: number;
  venueId: string;
  localDate: string;
  eventEndsAt: Date | null;
  isNew: boolean;
  seatFrom: number | null;
  seatThru: number | null;
  seatStep: 1 | 2 | null;
  quantity: number;
  faceValue: string | null;
  currency: string | null;
  ticketCategoryId: string;
  orderedBy: string | null;
  orderedById: string | null;
  usageCategoryId: string | null;
  notes: string | null;
}

/** Plans the tickets of all staged rows, location by location, and writes the plans if the run applies. */
export async function planFileTickets(
  run: ImportRun,
  directory: Directory,
  { usualCurrency, rowCount, report }: { usualCurrency: string; rowCount: number; report: ReportRow },
): Promise<void> {
  const { tx, preview } = run;
  if (run.apply) await lockGroups(run);
  let rowsDone = 0;
  for await (const rows of readBatches<TicketRow>(tx, 'import_tickets', ROWS, BATCH, placeKey)) {
    const places = [...groupBy(rows, placeKey).values()];
    const onFile = await readLocationFacts(
      tx,
      places.flatMap(([first]) => (first && !first.isNew ? [first] : [])),
    );
    const planned = places.flatMap((ofPlace): PlannedLocation[] => {
      const [first] = ofPlace;
      if (!first) return [];
      const plan = planLocation(onFile(first), ofPlace.map(toLocationRow), usualCurrency);
      for (const { row, column, message } of plan.errors)
        report(row.row, column, valueOf(row, column, directory), message);
      countChanges(preview.ticketGroups, plan.groups);
      countChanges(preview.tickets, plan.tickets);
      countChanges(preview.orders, plan.orders);
      return [{ ...first, plan }];
    });
    // Once there is an error all of it will be rolled back: the rest is only checked.
    if (run.apply && run.errors.count === 0) await writeLocationPlans(tx, run.actor, planned);
    rowsDone += rows.length;
    run.onProgress(rowsDone, rowCount);
  }
}

const BATCH = 2000;
const JOINS = `
  FROM import_rows r
  JOIN import_events e ON e.venue_id = r.venue_id AND e.event_key = r.event_key AND e.local_date = r.local_date AND e.local_time = r.local_time
  JOIN import_locations l ON l.venue_id = r.venue_id AND l.location_key = r.location_key`;
const ROWS = `
  SELECT r.row_number AS row, e.event_id AS "eventId", l.ticket_location_id AS "ticketLocationId", r.venue_id AS "venueId",
         r.local_date::text AS "localDate", e.event_ends_at AS "eventEndsAt", e.is_new OR l.is_new AS "isNew",
         r.seat_from AS "seatFrom", r.seat_thru AS "seatThru", r.seat_step AS "seatStep", r.quantity, r.face_value AS "faceValue",
         r.currency, r.ticket_category_id AS "ticketCategoryId", r.ordered_by AS "orderedBy", r.ordered_by_id AS "orderedById",
         r.usage_category_id AS "usageCategoryId", r.notes
  ${JOINS} ORDER BY e.event_id, l.ticket_location_id, r.row_number`;

/** Every writer of tickets locks their groups first, in the order of ids. */
async function lockGroups({ tx }: ImportRun): Promise<void> {
  await tx.execute(
    `SELECT count(*) FROM (
       SELECT FROM ticket_groups g
       WHERE g.organization_id = $1
         AND (g.event_id, g.ticket_location_id) IN (SELECT e.event_id, l.ticket_location_id ${JOINS} WHERE NOT (e.is_new OR l.is_new))
       ORDER BY g.id FOR NO KEY UPDATE OF g
     ) locked`,
    [tx.organizationId],
  );
}

function placeKey({ eventId, ticketLocationId }: EventLocation): string {
  return eventId + ticketLocationId;
}

function toLocationRow({ seatFrom, seatThru, seatStep, faceValue, ...row }: TicketRow): LocationRow {
  const isNumbered = seatFrom !== null && seatThru !== null && seatStep !== null;
  return {
    ...row,
    seats: isNumbered ? { from: seatFrom, thru: seatThru, step: seatStep } : null,
    faceValue: faceValue === null ? null : Number(faceValue),
  };
}

/** The value as it is shown in an error; names and amounts in the spelling of the service. */
function valueOf(row: LocationRow, column: InventoryColumn, directory: Directory): string | null {
  switch (column) {
    case 'SeatFrom':
      return row.seats && String(row.seats.from);
    case 'Quantity':
      return String(row.quantity);
    case 'TicketCategory':
      return directory.ticketCategories.nameOf(row.ticketCategoryId);
    case 'Currency':
      return row.currency;
    case 'OrderedBy':
      return row.orderedBy;
    case 'UsageCategory':
      return row.usageCategoryId && directory.usageCategories.nameOf(row.usageCategoryId);
    case 'Notes':
      return row.notes;
    default:
      return null;
  }
}
