import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEARCH_EVENTS } from './0010-early-search/search-events.sql.ts';

/** Lets a search that finds many events stop after a page of them: see decision 40. */
export class EarlySearch1764900000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(EVENTS_BY_END);
    await runner.query(SEARCH_EVENTS);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

/** With what a search looks at, so that a walk along the ends reads no event that it does not find. */
const EVENTS_BY_END = `
  DROP INDEX events_by_end;
  CREATE INDEX events_by_end ON events (organization_id, ends_at DESC, id DESC) INCLUDE (name_key, venue_id);
`;
