import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEARCH_EVENTS } from './0006-fast-queue/search-events.sql.ts';

/** Lets a page of the queue, its sums included, come from the indexes alone, and a search from those of one organization. */
export class FastQueue1764500000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(COVERING_INDEXES);
    await runner.query(FIXED_LOCATIONS);
    await runner.query(SEARCH_EVENTS);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

const COVERING_INDEXES = `
  DROP INDEX ticket_groups_event_view;
  CREATE INDEX ticket_groups_event_view
    ON ticket_groups (organization_id, event_ends_at DESC, event_id DESC, ticket_category_id)
    INCLUDE (id, ticket_location_id, venue_id, event_local_date, held_count, unresolved_count, unresolved_value,
             unresolved_without_value_count, currency)
    WHERE unresolved_count > 0;
  DROP INDEX ticket_groups_venue_view;
  CREATE INDEX ticket_groups_venue_view
    ON ticket_groups (organization_id, ticket_location_id, event_ends_at DESC, id DESC)
    INCLUDE (venue_id, event_id, ticket_category_id, event_local_date, held_count, unresolved_count, unresolved_value,
             unresolved_without_value_count, currency)
    WHERE unresolved_count > 0;
`;

/** Processes keep ticket locations without asking again, so nothing may change them. */
const FIXED_LOCATIONS = 'REVOKE UPDATE, DELETE ON ticket_locations FROM app_rw';
