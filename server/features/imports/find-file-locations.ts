import { newId } from '../../platform/id.ts';
import type { ImportRun } from './import-run.ts';
import { readBatches } from './read-batches.ts';
import { type ColumnTypes, insertRows, unnestRows } from './unnest-rows.ts';

interface LocationName {
  venueId: string;
  locationKey: string;
  section: string;
  rowName: string;
  id: string | null;
}

/** Finds or adds the ticket location of every staged row, and leaves in `import_locations` which one each section and row means. */
export async function findFileLocations(run: ImportRun): Promise<void> {
  const { tx, apply } = run;
  const statement = `
    SELECT f.venue_id AS "venueId", f.location_key AS "locationKey", f.section, f.row_name AS "rowName", l.id
    FROM (
      SELECT DISTINCT ON (venue_id, location_key) venue_id, location_key, section, row_name
      FROM import_rows ORDER BY venue_id, location_key, row_number
    ) f
    LEFT JOIN ticket_locations l
      ON l.organization_id = app_organization_id() AND l.venue_id = f.venue_id AND l.location_key = f.location_key
    ORDER BY f.venue_id, f.location_key`;
  const keyOf = ({ venueId, locationKey }: LocationName) => `${venueId}|${locationKey}`;
  for await (const locations of readBatches<LocationName>(tx, 'import_places', statement, BATCH, keyOf)) {
    const staged = locations.map(({ venueId, locationKey, id }) => ({
      venue_id: venueId,
      location_key: locationKey,
      ticket_location_id: id ?? newId(),
      is_new: id === null,
    }));
    const { from, names, values } = unnestRows(STAGED, staged, 1);
    await tx.execute(
      `INSERT INTO import_locations (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${from}`,
      values,
    );
    if (!apply) continue;
    const created = locations.flatMap(({ section, rowName, id, venueId, locationKey }, index) =>
      id === null
        ? [
            {
              id: staged[index]?.ticket_location_id,
              venue_id: venueId,
              section,
              row_name: rowName,
              location_key: locationKey,
            },
          ]
        : [],
    );
    await insertRows(tx, 'ticket_locations', CREATED, created);
  }
  await tx.execute('ANALYZE import_locations');
}

const BATCH = 5000;
const STAGED = { venue_id: 'uuid', location_key: 'text', ticket_location_id: 'uuid', is_new: 'boolean' };
const CREATED: ColumnTypes<{
  id: string | undefined;
  venue_id: string;
  section: string;
  row_name: string;
  location_key: string;
}> = {
  id: 'uuid',
  venue_id: 'uuid',
  section: 'text',
  row_name: 'text',
  location_key: 'text',
};
