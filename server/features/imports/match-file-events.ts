import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { eventEnd, localTimeOf } from '../../platform/local-time.ts';
import { type AuditRecord, recordAudit } from '../audit/record-audit.ts';
import type { EventStatus } from '../events/event.entity.ts';
import type { Directory, DirectoryVenue } from './directory.ts';
import { startInstant } from './event-times.ts';
import { groupBy } from './group-by.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import type { ImportRun } from './import-run.ts';
import { type EventMention, type EventOnFile, matchEvents } from './match-events.ts';
import { readBatches } from './read-batches.ts';
import { retimed } from './retime-events.ts';
import { type ColumnTypes, insertRows, unnestRows } from './unnest-rows.ts';
import { type EventChange, writeEventChanges } from './write-event-changes.ts';

/** Reports an error of a row that is known by its number. */
export type ReportRow = (row: number, column: InventoryColumn, value: string | null, message: string) => void;

interface MentionRow {
  venueId: string;
  eventKey: string;
  localDate: string;
  localTime: string;
  status: EventStatus | null;
  name: string;
  rows: number[];
}

interface OnFileRow extends EventOnFile {
  venueId: string;
  eventKey: string;
  localDate: string;
  endsAt: Date;
  version: number;
}

/**
 * Finds or adds the event of every staged row, moves those whose time changed, and leaves in `import_events` which event each
 * venue, name, date and time of the file means.
 */
export async function matchFileEvents(
  run: ImportRun,
  directory: Directory,
  usualMinutes: number,
  report: ReportRow,
): Promise<void> {
  const venues = new Map([...directory.venues.values()].map((venue) => [venue.id, venue] as const));
  for await (const mentions of readBatches<MentionRow>(run.tx, 'import_mentions', MENTIONS, BATCH, eventKeyOf)) {
    const onFile = groupBy(await eventsOnFile(run, mentions), eventKeyOf);
    const batch: Batch = { created: [], changed: [], audit: [], staged: [] };
    for (const [key, ofEvent] of groupBy(mentions, eventKeyOf)) {
      const venue = venues.get(ofEvent[0]?.venueId ?? '');
      if (venue) matchOne(run, batch, venue, ofEvent, onFile.get(key) ?? [], usualMinutes, report);
    }
    await writeBatch(run, batch);
  }
  await run.tx.execute('ANALYZE import_events');
}

const BATCH = 2000;
const MENTIONS = `
  SELECT venue_id AS "venueId", event_key AS "eventKey", local_date::text AS "localDate", local_time AS "localTime",
         event_status AS status, (array_agg(event_name ORDER BY row_number))[1] AS name, array_agg(row_number ORDER BY row_number) AS rows
  FROM import_rows GROUP BY venue_id, event_key, local_date, local_time, event_status
  ORDER BY venue_id, event_key, local_date, min(row_number)`;

interface Batch {
  created: CreatedEvent[];
  changed: EventChange[];
  audit: AuditRecord[];
  staged: StagedEvent[];
}

interface CreatedEvent {
  id: string;
  venue_id: string;
  name: string;
  name_key: string;
  local_date: string;
  starts_at: Date | null;
  ends_at: Date;
  status: string;
}

interface StagedEvent {
  venue_id: string;
  event_key: string;
  local_date: string;
  local_time: string;
  event_id: string;
  is_new: boolean;
  event_ends_at: Date | null;
}

function eventKeyOf(row: { venueId: string; eventKey: string; localDate: string }): string {
  return `${row.venueId}|${row.localDate}|${row.eventKey}`;
}

/** Locked when the run applies: nobody may move an event while tickets are added to it. */
function eventsOnFile({ tx, apply }: ImportRun, mentions: readonly MentionRow[]): Promise<OnFileRow[]> {
  const keys = [...groupBy(mentions, eventKeyOf).values()].flatMap(([first]) =>
    first ? [{ venue_id: first.venueId, event_key: first.eventKey, local_date: first.localDate }] : [],
  );
  const { from, values } = unnestRows({ venue_id: 'uuid', event_key: 'text', local_date: 'date' }, keys, 2);
  return tx.rows<OnFileRow>(
    `SELECT e.id, e.venue_id AS "venueId", e.name_key AS "eventKey", e.local_date::text AS "localDate", e.starts_at AS "startsAt",
            e.ends_at AS "endsAt", e.status, e.version
     FROM ${from} JOIN events e ON e.organization_id = $1 AND e.venue_id = u.venue_id AND e.name_key = u.event_key
       AND e.local_date = u.local_date
     ORDER BY e.id ${apply ? 'FOR NO KEY UPDATE OF e' : ''}`,
    [tx.organizationId, ...values],
  );
}

function matchOne(
  run: ImportRun,
  batch: Batch,
  venue: DirectoryVenue,
  mentions: readonly MentionRow[],
  onFile: readonly OnFileRow[],
  usualMinutes: number,
  report: ReportRow,
): void {
  const [first] = mentions;
  if (!first) return;
  const { timeZone, previousTimeZone } = venue;
  const zoned = previousTimeZone
    ? onFile.map((event) => ({
        ...event,
        startsAt: event.startsAt && retimed(event.startsAt, previousTimeZone, timeZone),
      }))
    : onFile;
  const said = mentions.map(({ localTime, status, rows }): EventMention => ({
    localTime: localTime || null,
    status,
    row: rows[0] ?? 0,
  }));
  const match = matchEvents(zoned, said, (localTime) => startInstant(first.localDate, localTime, timeZone));
  for (const { mention, column, message } of match.errors) {
    const value = column === 'EventTime' ? said[mention]?.localTime : said[mention]?.status;
    for (const row of mentions[mention]?.rows ?? []) report(row, column, value ?? '', message);
  }
  const staged = match.events.map((event) => {
    const before = zoned.find(({ id }) => id === event.onFile?.id);
    const id = before?.id ?? newId();
    const isSameStart = before && before.startsAt?.getTime() === event.startsAt?.getTime();
    const endsAt = isSameStart ? before.endsAt : eventEnd(event.startsAt, first.localDate, timeZone, usualMinutes);
    const facts = { id, starts_at: event.startsAt, ends_at: endsAt, status: event.status };
    if (!before) batch.created.push({ ...facts, ...nameOf(first) });
    else if (isSameStart && before.status === event.status) run.preview.events.unchanged += 1;
    else {
      batch.changed.push(facts);
      batch.audit.push(auditOf(before, facts, timeZone));
    }
    return { event_id: id, is_new: !before, event_ends_at: event.status === 'SCHEDULED' ? endsAt : null };
  });
  const times = new Map<string, StagedEvent>();
  match.eventOf.forEach((place, index) => {
    const [event, mention] = [place === null ? undefined : staged[place], mentions[index]];
    if (!event || !mention) return;
    const { venueId, eventKey, localDate, localTime } = mention;
    times.set(localTime, {
      venue_id: venueId,
      event_key: eventKey,
      local_date: localDate,
      local_time: localTime,
      ...event,
    });
  });
  batch.staged.push(...times.values());
}

function nameOf({ venueId, name, localDate }: MentionRow) {
  return { venue_id: venueId, name, name_key: fold(name), local_date: localDate };
}

function auditOf(before: OnFileRow, after: EventChange, timeZone: string): AuditRecord {
  const described = (startsAt: Date | null, endsAt: Date, status: string, version: number) => ({
    localDate: before.localDate,
    localTime: startsAt && localTimeOf(startsAt, timeZone),
    status,
    endsAt: endsAt.toISOString(),
    version,
  });
  return {
    action: 'event.updated',
    subjectType: 'Event',
    subjectId: after.id,
    eventAt: after.ends_at,
    before: described(before.startsAt, before.endsAt, before.status, before.version),
    after: described(after.starts_at, after.ends_at, after.status, before.version + 1),
  };
}

async function writeBatch({ tx, actor, apply, preview }: ImportRun, batch: Batch): Promise<void> {
  preview.events.created += batch.created.length;
  preview.events.updated += batch.changed.length;
  await insertStaged(tx, batch.staged);
  if (!apply) return;
  await insertRows(tx, 'events', CREATED, batch.created);
  await writeEventChanges(tx, batch.changed);
  await recordAudit(tx, actor, batch.audit);
}

async function insertStaged(tx: ImportRun['tx'], staged: readonly StagedEvent[]): Promise<void> {
  const { from, names, values } = unnestRows(STAGED, staged, 1);
  await tx.execute(`INSERT INTO import_events (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${from}`, values);
}

const CREATED: ColumnTypes<CreatedEvent> = {
  id: 'uuid',
  venue_id: 'uuid',
  name: 'text',
  name_key: 'text',
  local_date: 'date',
  starts_at: 'timestamptz',
  ends_at: 'timestamptz',
  status: 'text',
};

const STAGED: ColumnTypes<StagedEvent> = {
  venue_id: 'uuid',
  event_key: 'text',
  local_date: 'date',
  local_time: 'text',
  event_id: 'uuid',
  is_new: 'boolean',
  event_ends_at: 'timestamptz',
};
