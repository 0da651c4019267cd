import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { columnsOf, fill } from './temporary-table.ts';
import type { ColumnTypes } from './unnest-rows.ts';

/** An event that a file means, as it would be after the import. */
export interface StagedEvent {
  event_id: string;
  is_new: boolean;
  /** On file, and its time or status changes. */
  is_changed: boolean;
  /** The version that the plan was made from; 0 for a new event. */
  seen_version: number;
  venue_id: string;
  name: string;
  name_key: string;
  local_date: string;
  starts_at: Date | null;
  ends_at: Date;
  status: string;
}

/** Which event a venue, name, date and time of the file means; the unknown time is ''. */
export interface StagedMention {
  venue_id: string;
  event_key: string;
  local_date: string;
  local_time: string;
  event_id: string;
}

/** The temporary tables that join rows to their events; they go with the transaction. */
export async function createEventStage(tx: WriteTransaction): Promise<void> {
  await tx.execute(`CREATE TEMP TABLE import_events (${columnsOf(EVENT)}) ON COMMIT DROP`);
  await tx.execute(`CREATE TEMP TABLE import_mentions (${columnsOf(MENTION)}) ON COMMIT DROP`);
}

export async function stageEvents(
  tx: WriteTransaction,
  events: readonly StagedEvent[],
  mentions: readonly StagedMention[],
): Promise<void> {
  await fill(tx, 'import_events', EVENT, events);
  await fill(tx, 'import_mentions', MENTION, mentions);
}

const EVENT: ColumnTypes<StagedEvent> = {
  event_id: 'uuid',
  is_new: 'boolean',
  is_changed: 'boolean',
  seen_version: 'int',
  venue_id: 'uuid',
  name: 'text',
  name_key: 'text',
  local_date: 'date',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  status: 'text',
};

const MENTION: ColumnTypes<StagedMention> = {
  venue_id: 'uuid',
  event_key: 'text',
  local_date: 'date',
  local_time: 'text',
  event_id: 'uuid',
};
