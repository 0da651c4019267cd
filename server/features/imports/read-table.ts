import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from './decode-text.ts';
import type { FileSource } from './file-source.ts';
import type { RowError } from './row-error.ts';

/** One record of a separated file; `row` is the line on which it starts. */
export interface TableRow {
  row: number;
  cells: string[];
}

/** The file as a whole could not be read as a table from this line on. */
export class UnreadableTable extends Error {
  readonly rowError: RowError;

  constructor(rowError: RowError) {
    super(rowError.message);
    this.rowError = rowError;
  }
}

/**
 * Reads a file separated by commas, tabs or semicolons, the heading first, one row at a time. Empty lines are left out, but
 * counted. Throws `UnreadableTable` where quotes do not add up.
 */
export async function* readTable(source: FileSource): AsyncGenerator<TableRow> {
  const text = uniformLines(decodeText(source));
  const heading = await readHeading(text);
  const otherFormat = nameOtherFormat(heading);
  if (otherFormat) throw new UnreadableTable({ row: 1, column: null, value: null, message: otherFormat });
  let lastLine = 0;
  // The types of csv-parse expect records to stay lists of cells.
  const numbered = ((cells: string[], { lines }: { lines: number }): TableRow | null => {
    lastLine = lines;
    if (cells.every((cell) => cell.trim() === '')) return null;
    return { row: lines - cells.reduce((sum, cell) => sum + lineBreaks(cell), 0), cells };
  }) as unknown as (cells: string[]) => string[];
  const parser = parse({
    delimiter: detectSeparator(heading),
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_LENGTH,
    on_record: numbered,
  });
  pipeline(Readable.from(withHeading(heading, text)), parser, () => undefined);
  try {
    yield* parser as AsyncIterable<TableRow>;
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, lastLine + 1) : error;
  } finally {
    parser.destroy();
  }
}

/** What a file is that is no separated text, and how to make one of it; undefined for text. */
function nameOtherFormat(heading: string): string | undefined {
  if (heading.startsWith('PK\u0003\u0004')) {
    return 'This is an Excel workbook or another packed file. Open it and save the sheet as CSV, then load that file.';
  }
  if (heading.startsWith('%PDF'))
    return 'This is a PDF. Export the list as CSV from where it comes from, then load that file.';
  if (heading.includes('\0'))
    return 'This is not a text file. Save the list as CSV or tab-separated text, then load that file.';
  return undefined;
}

/** The separator that stands most often in the heading, outside quotes; a comma where there is none. */
export function detectSeparator(heading: string): ',' | '\t' | ';' {
  const counts = { ',': 0, '\t': 0, ';': 0 };
  let quoted = false;
  for (const character of heading.trimStart().split('\n', 1)[0] ?? '') {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character in counts) counts[character as keyof typeof counts] += 1;
  }
  if (counts['\t'] > counts[',']) return counts[';'] > counts['\t'] ? ';' : '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

const MAX_RECORD_LENGTH = 100_000;
const PART_BYTES = 4_000;

/** Line breaks of every system become `\n`, so that lines are counted as an editor counts them, inside quotes too. */
async function* uniformLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const part of text) {
    const whole = held + part;
    held = whole.endsWith('\r') ? '\r' : '';
    yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}

async function readHeading(text: AsyncIterator<string>): Promise<string> {
  let heading = '';
  while (heading.length < MAX_RECORD_LENGTH && !heading.trimStart().includes('\n')) {
    const next = await text.next();
    if (next.done) break;
    heading += next.value;
  }
  return heading;
}

/** Passes text on in small parts, and lets other work of the process have its turn between them. */
async function* withHeading(heading: string, rest: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield* inParts(heading);
  for await (const text of rest) yield* inParts(text);
}

async function* inParts(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    yield bytes.subarray(at, at + PART_BYTES);
    await setImmediate();
  }
}

function lineBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function unreadable(error: CsvError, row: number): UnreadableTable {
  const message =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'A quotation mark is opened in this row and never closed. Close it, or write two of them ("") where one is part of the text.'
      : 'This is not a valid row of a separated file. Put values with separators or quotation marks in quotation marks.';
  return new UnreadableTable({ row, column: null, value: null, message });
}
