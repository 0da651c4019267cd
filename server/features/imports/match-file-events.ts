import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { eventEnd, localTimeOf } from '../../platform/local-time.ts';
import type { AuditRecord } from '../audit/record-audit.ts';
import type { EventStatus } from '../events/event.entity.ts';
import type { Directory, DirectoryVenue } from './directory.ts';
import { startInstant } from './event-times.ts';
import { giveWay } from './give-way.ts';
import { groupBy } from './group-by.ts';
import type { ImportRun } from './import-run.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import { type EventMention, type EventOnFile, matchEvents } from './match-events.ts';
import { readBatches } from './read-batches.ts';
import { retimed } from './retime-events.ts';
import { type StagedEvent, type StagedMention, stageEvents } from './stage-events.ts';
import { unnestRows } from './unnest-rows.ts';

/** Reports an error of a row that is known by its number. */
export type ReportRow = (row: number, column: InventoryColumn, value: string | null, message: string) => void;

interface OnFileRow extends EventOnFile {
  venueId: string;
  eventKey: string;
  localDate: string;
  endsAt: Date;
  version: number;
}

interface MentionRow {
  venueId: string;
  eventKey: string;
  localDate: string;
  localTime: string;
  status: EventStatus | null;
  name: string;
  row: number;
  /** The numbers of all its rows, with blanks between: lists take the driver long to read, and few are ever looked at. */
  rows: string;
}

/**
 * Finds the event that every staged row means, or plans a new one, and leaves both in temporary tables. Returns the audit
 * records of the events whose time or status changes.
 */
export async function matchFileEvents(
  run: ImportRun,
  directory: Directory,
  usualMinutes: number,
  report: ReportRow,
): Promise<AuditRecord[]> {
  const venues = new Map([...directory.venues.values()].map((venue) => [venue.id, venue] as const));
  const audit: AuditRecord[] = [];
  for await (const mentions of readBatches<MentionRow>(run.tx, 'mentions', MENTIONS, BATCH, eventKeyOf)) {
    const onFile = groupBy(await eventsOnFile(run, mentions), eventKeyOf);
    const staged: { events: StagedEvent[]; mentions: StagedMention[] } = { events: [], mentions: [] };
    for (const [key, ofEvent] of groupBy(mentions, eventKeyOf)) {
      const venue = venues.get(ofEvent[0]?.venueId ?? '');
      if (!venue) continue;
      await giveWay();
      const matched = matchOne(venue, ofEvent, onFile.get(key) ?? [], usualMinutes, report);
      staged.events.push(...matched.events);
      staged.mentions.push(...matched.mentions);
      audit.push(...matched.audit);
    }
    for (const { is_new, is_changed } of staged.events) {
      run.preview.events[is_new ? 'created' : is_changed ? 'updated' : 'unchanged'] += 1;
    }
    await stageEvents(run.tx, staged.events, staged.mentions);
  }
  await run.tx.execute('ANALYZE import_events; ANALYZE import_mentions');
  return audit;
}

const BATCH = 500;
const MENTIONS = `
  SELECT venue_id AS "venueId", event_key AS "eventKey", local_date::text AS "localDate", local_time AS "localTime",
         event_status AS status, (array_agg(event_name ORDER BY row_number))[1] AS name, min(row_number) AS row,
         string_agg(row_number::text, ' ' ORDER BY row_number) AS rows
  FROM import_rows GROUP BY venue_id, event_key, local_date, local_time, event_status
  ORDER BY venue_id, event_key, local_date, row`;

function eventKeyOf(row: { venueId: string; eventKey: string; localDate: string }): string {
  return `${row.venueId}|${row.localDate}|${row.eventKey}`;
}

function eventsOnFile({ tx }: ImportRun, mentions: readonly MentionRow[]): Promise<OnFileRow[]> {
  const keys = [...groupBy(mentions, eventKeyOf).values()].flatMap(([first]) =>
    first ? [{ venue_id: first.venueId, event_key: first.eventKey, local_date: first.localDate }] : [],
  );
  const { from, values } = unnestRows({ venue_id: 'uuid', event_key: 'text', local_date: 'date' }, keys, 2);
  return tx.rows<OnFileRow>(
    `SELECT e.id, e.venue_id AS "venueId", e.name_key AS "eventKey", e.local_date::text AS "localDate", e.starts_at AS "startsAt",
            e.ends_at AS "endsAt", e.status, e.version
     FROM ${from} JOIN events e ON e.organization_id = $1 AND e.venue_id = u.venue_id AND e.name_key = u.event_key
       AND e.local_date = u.local_date
     ORDER BY e.id`,
    [tx.organizationId, ...values],
  );
}

function matchOne(
  venue: DirectoryVenue,
  rows: readonly MentionRow[],
  onFileInOldZone: readonly OnFileRow[],
  usualMinutes: number,
  report: ReportRow,
): { events: StagedEvent[]; mentions: StagedMention[]; audit: AuditRecord[] } {
  const [first] = rows;
  if (!first) return { events: [], mentions: [], audit: [] };
  const { timeZone, previousTimeZone } = venue;
  const inZone = (instant: Date) => (previousTimeZone ? retimed(instant, previousTimeZone, timeZone) : instant);
  const onFile = onFileInOldZone.map((event) => ({ ...event, startsAt: event.startsAt && inZone(event.startsAt) }));
  const said = rows.map((row): EventMention => ({
    localTime: row.localTime || null,
    status: row.status,
    row: row.row,
  }));
  const match = matchEvents(onFile, said, (localTime) => startInstant(first.localDate, localTime, timeZone));
  for (const { mention, column, message } of match.errors) {
    const value = column === 'EventTime' ? said[mention]?.localTime : said[mention]?.status;
    for (const row of rows[mention]?.rows.split(' ') ?? []) report(Number(row), column, value ?? '', message);
  }
  const audit: AuditRecord[] = [];
  const events = match.events.map((event): StagedEvent => {
    const before = onFile.find(({ id }) => id === event.onFile?.id);
    const keepsStart = before && before.startsAt?.getTime() === event.startsAt?.getTime();
    const after: StagedEvent = {
      event_id: before?.id ?? newId(),
      is_new: !before,
      is_changed: before !== undefined && !(keepsStart && before.status === event.status),
      seen_version: before?.version ?? 0,
      venue_id: first.venueId,
      name: first.name,
      name_key: fold(first.name),
      local_date: first.localDate,
      starts_at: event.startsAt,
      ends_at: keepsStart ? before.endsAt : eventEnd(event.startsAt, first.localDate, timeZone, usualMinutes),
      status: event.status,
    };
    if (before && after.is_changed) audit.push(auditOf(before, after, timeZone));
    return after;
  });
  return { events, mentions: staged(rows, match.eventOf, events), audit };
}

/** Which event each time of the file means, whatever status stands beside it. */
function staged(
  rows: readonly MentionRow[],
  eventOf: readonly (number | null)[],
  events: readonly StagedEvent[],
): StagedMention[] {
  const byTime = new Map<string, StagedMention>();
  rows.forEach(({ venueId, eventKey, localDate, localTime }, index) => {
    const event = events[eventOf[index] ?? -1];
    if (!event) return;
    byTime.set(localTime, {
      venue_id: venueId,
      event_key: eventKey,
      local_date: localDate,
      local_time: localTime,
      event_id: event.event_id,
    });
  });
  return [...byTime.values()];
}

function auditOf(before: OnFileRow, after: StagedEvent, timeZone: string): AuditRecord {
  const described = (startsAt: Date | null, endsAt: Date, status: string, version: number) => ({
    localDate: after.local_date,
    localTime: startsAt && localTimeOf(startsAt, timeZone),
    status,
    endsAt: endsAt.toISOString(),
    version,
  });
  return {
    action: 'event.updated',
    subjectType: 'Event',
    subjectId: after.event_id,
    eventAt: after.ends_at,
    before: described(before.startsAt, before.endsAt, before.status, before.version),
    after: described(after.starts_at, after.ends_at, after.status, before.version + 1),
  };
}
