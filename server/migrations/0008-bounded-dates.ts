import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEARCH_EVENTS } from './0008-bounded-dates/search-events.sql.ts';

/** Lets whatever is narrowed to a range of dates read that part of an index by the events' ends, and not all that is newer. */
export class BoundedDates1764700000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENDS);
    await runner.query(SEARCH_EVENTS);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

/**
 * When an event of a local day can end: it starts on that day somewhere on Earth and lasts no longer than the organization's usual
 * duration, which is a week at most; a day more on both sides lets a venue's time zone be put right afterwards.
 */
const ENDS = `
  CREATE FUNCTION earliest_end(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (day - 2)::timestamp AT TIME ZONE 'UTC';
  CREATE FUNCTION latest_end(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (day + 10)::timestamp AT TIME ZONE 'UTC';

  ALTER TABLE events ADD CONSTRAINT events_end_near_day
    CHECK (ends_at >= earliest_end(local_date) AND ends_at <= latest_end(local_date));
`;
