import type { Directory } from './directory.ts';
import { giveWay } from './give-way.ts';
import { groupBy } from './group-by.ts';
import { countChanges } from './import-preview.ts';
import type { ImportRun } from './import-run.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import type { LocationRow } from './inventory-facts.ts';
import type { ReportRow } from './match-file-events.ts';
import { type LocationPlan, planSteps } from './plan-location.ts';
import { type EventLocation, readLocationFacts } from './read-location-facts.ts';
import { type FileTicketRow, placeKey, readFileTickets } from './read-file-tickets.ts';
import { inTurns } from './steps.ts';
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

/** Prepares the list of locations that change: only these are locked and written when the plan is carried out. */
export async function createChangeList({ tx }: ImportRun): Promise<void> {
  await tx.execute(`CREATE TEMP TABLE import_changes (${columnsOf(CHANGE)}) ON COMMIT DROP`);
}

/** Plans the tickets of staged rows, location by location, counts what would change, and lists the locations that do. */
export async function planFileTickets(
  run: ImportRun,
  which: 'all' | 'known' | 'new',
  planning: TicketPlanning,
  onRows: (count: number) => void,
): Promise<void> {
  for await (const rows of readFileTickets(run.tx, which)) {
    const planned = await planPlaces(run, planning, rows);
    countPlans(run, planned);
    const changes = planned
      .filter(({ plan }) => changesAnything(plan))
      .map(({ place, plan }) => ({
        event_id: place.eventId,
        ticket_location_id: place.ticketLocationId,
        adds_group: plan.groups.created.length > 0,
      }));
    await fill(run.tx, 'import_changes', CHANGE, changes);
    onRows(rows.length);
  }
}

export function countPlans({ preview }: ImportRun, planned: readonly PlannedPlace[]): void {
  for (const { plan } of planned) {
    countChanges(preview.ticketGroups, plan.groups);
    countChanges(preview.tickets, plan.tickets);
    countChanges(preview.orders, plan.orders);
  }
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
  const planned: PlannedPlace[] = [];
  for (const ofPlace of places) {
    const [place] = ofPlace;
    if (!place) continue;
    await giveWay();
    const plan = await inTurns(planSteps(onFile(place), ofPlace, usualCurrency));
    for (const { row, column, message } of plan.errors)
      report(row.row, column, valueOf(row, column, directory), message);
    planned.push({ place, plan });
  }
  await giveWay();
  return planned;
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
