import type { Directory } from './directory.ts';
import { groupBy } from './group-by.ts';
import { countChanges } from './import-preview.ts';
import type { ImportRun } from './import-run.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import type { LocationRow } from './inventory-facts.ts';
import type { ReportRow } from './match-file-events.ts';
import { type LocationPlan, planLocation } from './plan-location.ts';
import { type EventLocation, readLocationFacts } from './read-location-facts.ts';
import { type FileTicketRow, placeKey, readFileTickets } from './read-file-tickets.ts';
import { columnsOf, fill } from './temporary-table.ts';

/** What planning the tickets of a file needs beside the rows. */
export interface TicketPlanning {
  directory: Directory;
  /** For groups whose rows name no currency. */
  usualCurrency: string;
  report: ReportRow;
}

/** The rows of one event and ticket location with their plan. */
export interface PlannedPlace {
  place: FileTicketRow;
  plan: LocationPlan;
}

/**
 * Plans the tickets of all staged rows, location by location, and counts what would change. Which locations change is left in a
 * temporary table: only these are locked when the plan is carried out.
 */
export async function planFileTickets(
  run: ImportRun,
  planning: TicketPlanning,
  onRows: (count: number) => void,
): Promise<void> {
  const { tx, preview } = run;
  await tx.execute(`CREATE TEMP TABLE import_changes (${columnsOf(CHANGE)}) ON COMMIT DROP`);
  for await (const rows of readFileTickets(tx, 'all')) {
    const planned = await planPlaces(run, planning, rows);
    for (const { plan } of planned) {
      countChanges(preview.ticketGroups, plan.groups);
      countChanges(preview.tickets, plan.tickets);
      countChanges(preview.orders, plan.orders);
    }
    const changes = planned
      .filter(({ plan }) => changesAnything(plan))
      .map(({ place, plan }) => ({
        event_id: place.eventId,
        ticket_location_id: place.ticketLocationId,
        adds_group: plan.groups.created.length > 0,
      }));
    await fill(tx, 'import_changes', CHANGE, changes);
    onRows(rows.length);
  }
  await tx.execute('ANALYZE import_changes');
}

/** Plans the rows of whole locations against what is on file now, and reports what is wrong with them. */
export async function planPlaces(
  { tx }: ImportRun,
  planning: TicketPlanning,
  rows: readonly FileTicketRow[],
): Promise<PlannedPlace[]> {
  const { directory, usualCurrency, report } = planning;
  const places = [...groupBy(rows, placeKey).values()];
  const known = places.flatMap(([first]): EventLocation[] => (first && !first.isNew ? [first] : []));
  const onFile = await readLocationFacts(tx, known);
  return places.flatMap((ofPlace): PlannedPlace[] => {
    const [place] = ofPlace;
    if (!place) return [];
    const plan = planLocation(onFile(place), ofPlace, usualCurrency);
    for (const { row, column, message } of plan.errors)
      report(row.row, column, valueOf(row, column, directory), message);
    return [{ place, plan }];
  });
}

const CHANGE = { event_id: 'uuid', ticket_location_id: 'uuid', adds_group: 'boolean' };

function changesAnything({ groups, tickets, orders }: LocationPlan): boolean {
  const changes = [
    groups.created,
    groups.updated,
    tickets.created,
    tickets.updated,
    tickets.removed,
    orders.created,
    orders.updated,
  ];
  return changes.some(({ length }) => length > 0);
}

/** The value as an error shows it; names in the spelling that is on file. */
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
