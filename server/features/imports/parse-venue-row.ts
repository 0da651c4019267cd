import type { Cells, RecognizedColumns } from './recognize-columns.ts';
import { type Checked, right, type RowError, wrong } from './row-error.ts';
import { RowReader } from './row-reader.ts';
import type { VenueColumn } from './venue-columns.ts';

/** What one row of a venues file says. `undefined`: the file has no such column; null: the cell is empty. */
export interface VenueRow {
  row: number;
  name: string;
  city: string | null | undefined;
  country: string | null | undefined;
  timeZone: string;
  capacity: number | null | undefined;
}

/** Reads one row; a row with errors has no value. */
export function parseVenueRow(
  row: number,
  cells: Cells<VenueColumn>,
  columns: RecognizedColumns<VenueColumn>,
): { value: VenueRow | null; errors: RowError[] } {
  const reader = new RowReader(row, cells, columns);
  const parsed = {
    row,
    name: reader.requiredText('Venue', 200),
    city: 'City' in cells ? reader.text('City', 200) : undefined,
    country: 'Country' in cells ? reader.text('Country', 100) : undefined,
    timeZone: reader.check('TimeZone', parseTimeZone),
    capacity: 'Capacity' in cells ? reader.check('Capacity', parseCapacity) : undefined,
  };
  return reader.errors.length > 0 ? { value: null, errors: reader.errors } : { value: parsed as VenueRow, errors: [] };
}

/** Reads an IANA time zone, in any case, and returns it in its usual spelling. */
export function parseTimeZone(text: string): Checked<string> {
  try {
    if (text !== 'UTC' && !text.includes('/'))
      throw new RangeError('Abbreviations and offsets do not say when clocks change.');
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions();
    return right(timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return wrong('Give an IANA time zone, such as America/New_York or Europe/Paris.');
  }
}

function parseCapacity(text: string): Checked<number | null> {
  if (text === '') return right(null);
  const digits = /^\d{1,3}(,\d{3})+$|^\d{1,9}$/.test(text) ? Number(text.replaceAll(',', '')) : 0;
  return digits > 0 ? right(digits) : wrong('Give the number of people as a whole number from 1, or leave it empty.');
}
