import { newId } from '../../platform/id.ts';
import type { ImportRun } from './import-run.ts';
import { readBatches } from './read-batches.ts';
import { columnsOf, fill } from './temporary-table.ts';

interface LocationName {
  venueId: string;
  locationKey: string;
  section: string;
  rowName: string;
  id: string | null;
}

/** Finds the ticket location that every staged row means, or plans a new one, and leaves them in a temporary table. */
export async function findFileLocations({ tx }: ImportRun): Promise<void> {
  await tx.execute(`CREATE TEMP TABLE import_locations (${columnsOf(LOCATION)}) ON COMMIT DROP`);
  for await (const locations of readBatches<LocationName>(tx, 'locations', LOCATIONS, BATCH, keyOf)) {
    const staged = locations.map(({ venueId, locationKey, section, rowName, id }) => ({
      ticket_location_id: id ?? newId(),
      is_new: id === null,
      venue_id: venueId,
      location_key: locationKey,
      section,
      row_name: rowName,
    }));
    await fill(tx, 'import_locations', LOCATION, staged);
  }
  await tx.execute('ANALYZE import_locations');
}

const BATCH = 5000;
const LOCATION = {
  ticket_location_id: 'uuid',
  is_new: 'boolean',
  venue_id: 'uuid',
  location_key: 'text',
  section: 'text',
  row_name: 'text',
};
const LOCATIONS = `
  SELECT f.venue_id AS "venueId", f.location_key AS "locationKey", f.section, f.row_name AS "rowName", l.id
  FROM (
    SELECT DISTINCT ON (venue_id, location_key) venue_id, location_key, section, row_name
    FROM import_rows ORDER BY venue_id, location_key, row_number
  ) f
  LEFT JOIN ticket_locations l
    ON l.organization_id = app_organization_id() AND l.venue_id = f.venue_id AND l.location_key = f.location_key
  ORDER BY f.venue_id, f.location_key`;

function keyOf({ venueId, locationKey }: LocationName): string {
  return `${venueId}|${locationKey}`;
}
