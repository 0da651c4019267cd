import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import type { InventoryRow } from './parse-inventory-row.ts';

/** A row of an inventory file as it waits in the temporary table: the unknown time is '', so that joins can compare it. */
export interface StagedRow extends Omit<InventoryRow, 'venue' | 'ticketCategory' | 'usageCategory'> {
  venueId: string;
  eventKey: string;
  locationKey: string;
  ticketCategoryId: string;
  orderedById: string | null;
  usageCategoryId: string | null;
}

/** The temporary table; it goes with the transaction. COPY is refused on tables with row-level security. */
export async function createRowStage(tx: WriteTransaction): Promise<void> {
  await tx.execute(`CREATE TEMP TABLE import_rows (
    row_number int NOT NULL, venue_id uuid NOT NULL, event_key text NOT NULL, event_name text NOT NULL, local_date date NOT NULL,
    local_time text NOT NULL, event_status text, location_key text NOT NULL, section text NOT NULL, row_name text NOT NULL,
    seat_from int, seat_thru int, seat_step int, quantity int NOT NULL, face_value bigint, currency text,
    ticket_category_id uuid NOT NULL, ordered_by text, ordered_by_id uuid, usage_category_id uuid, notes text
  ) ON COMMIT DROP`);
}

/** Copies rows into the temporary table as they come, without holding them. */
export async function stageRows(tx: WriteTransaction, rows: AsyncIterable<StagedRow>): Promise<void> {
  await pipeline(inChunks(rows), tx.client.query(copyFrom('COPY import_rows FROM STDIN')));
  await tx.execute('ANALYZE import_rows');
}

const CHUNK_LENGTH = 32_000;

async function* inChunks(rows: AsyncIterable<StagedRow>): AsyncGenerator<string> {
  let lines = '';
  for await (const row of rows) {
    lines += toLine(row);
    if (lines.length < CHUNK_LENGTH) continue;
    yield lines;
    lines = '';
  }
  if (lines !== '') yield lines;
}

function toLine(row: StagedRow): string {
  const { seats } = row;
  const values = [
    row.row,
    row.venueId,
    row.eventKey,
    row.event,
    row.localDate,
    row.localTime ?? '',
    row.status,
    row.locationKey,
    row.section,
    row.rowName,
    seats?.from,
    seats?.thru,
    seats?.step,
    row.quantity,
    row.faceValue,
    row.currency,
    row.ticketCategoryId,
    row.orderedBy,
    row.orderedById,
    row.usageCategoryId,
    row.notes,
  ];
  return `${values.map(toField).join('\t')}\n`;
}

function toField(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  return typeof value === 'number'
    ? String(value)
    : value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
