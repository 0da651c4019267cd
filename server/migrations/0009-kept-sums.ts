import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from './tenant-wall.ts';

/**
 * Keeps sums of the unused queue beside the ticket groups. Each group remembers what of it has been summed up, so that whoever changes a
 * group writes nothing else, and a reader finds the groups whose part of the sums is not what they hold.
 */
export class KeptSums1764800000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(SUMMED);
    await runner.query(UNSUMMED);
    await runner.query(SUMS);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

/** All of them are null while nothing of the group is in the sums. */
const SUMMED = `
  ALTER TABLE ticket_groups
    ADD COLUMN summed_end timestamptz,
    ADD COLUMN summed_currency char(3),
    ADD COLUMN summed_held int,
    ADD COLUMN summed_unused int,
    ADD COLUMN summed_value numeric(14,2),
    ADD COLUMN summed_without_value int;
`;

/**
 * The instant from which on the sums are not what the group holds; null where they are. An event that is summed up and then cancelled
 * or put off keeps its old end here, and one that has not ended yet lies after every reader's now. Summing up leaves dead entries
 * in the index, which readers step over until they are cleaned away.
 */
const UNSUMMED = `
  ALTER TABLE ticket_groups
    ADD COLUMN unsummed_from timestamptz GENERATED ALWAYS AS (
      CASE
        WHEN summed_end IS NULL THEN CASE WHEN unresolved_count > 0 THEN event_ends_at END
        WHEN (summed_end, summed_currency, summed_held, summed_unused, summed_value, summed_without_value) IS DISTINCT FROM
             (event_ends_at, currency, held_count, unresolved_count, unresolved_value, unresolved_without_value_count)
          THEN LEAST(summed_end, event_ends_at)
      END) STORED,
    ADD CHECK (num_nulls(summed_end, summed_currency, summed_held, summed_unused, summed_value, summed_without_value) IN (0, 6));
  CREATE INDEX ticket_groups_unsummed ON ticket_groups (organization_id, unsummed_from) WHERE unsummed_from IS NOT NULL;
  ALTER TABLE ticket_groups SET (autovacuum_vacuum_scale_factor = 0.02);
`;

/**
 * What the groups say is summed up of them: by ticket location and currency, and for the whole organization how many events that
 * are and the latest end among those that ever were. A location whose groups have all gone keeps its row, with a group_count of 0.
 */
const SUMS = `
  CREATE TABLE unused_sums (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    ticket_location_id uuid NOT NULL,
    currency char(3) NOT NULL,
    venue_id uuid NOT NULL,
    group_count int NOT NULL,
    held int NOT NULL,
    unused int NOT NULL,
    value numeric(16,2) NOT NULL,
    without_value int NOT NULL,
    PRIMARY KEY (organization_id, ticket_location_id, currency),
    FOREIGN KEY (organization_id, ticket_location_id) REFERENCES ticket_locations (organization_id, id),
    FOREIGN KEY (organization_id, venue_id) REFERENCES venues (organization_id, id)
  ) WITH (fillfactor = 70);

  CREATE TABLE unused_totals (
    organization_id uuid NOT NULL PRIMARY KEY REFERENCES organizations (id),
    event_count int NOT NULL,
    latest_end timestamptz
  ) WITH (fillfactor = 70);

  ${tenantWall('unused_sums', 'unused_totals')}
  GRANT SELECT, INSERT, UPDATE, DELETE ON unused_sums, unused_totals TO app_rw;
`;
