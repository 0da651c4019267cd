import { describe, expect, test } from '@jest/globals';
import { textSource } from './file-source.ts';
import { detectSeparator, readTable, type TableRow, UnreadableTable } from './read-table.ts';

describe('reading a file as a table', () => {
  test.each([
    ['commas', 'Event,Venue\nGala,Hall\n'],
    ['tabs', 'Event\tVenue\nGala\tHall\n'],
    ['semicolons', 'Event;Venue\nGala;Hall\n'],
    ['CRLF', 'Event,Venue\r\nGala,Hall\r\n'],
    ['old Macintosh line ends', 'Event,Venue\rGala,Hall\r'],
    ['no line end at all after the last row', 'Event,Venue\nGala,Hall'],
    ['quotes around everything', '"Event","Venue"\n"Gala","Hall"\n'],
  ])('understands %s', async (_name, text) => {
    expect(await rowsOf(text)).toEqual([
      { row: 1, cells: ['Event', 'Venue'] },
      { row: 2, cells: ['Gala', 'Hall'] },
    ]);
  });

  test('keeps separators, quotes and line breaks that are quoted', async () => {
    expect(await rowsOf('A,B\n"x, ""y""","two\r\nlines"\n')).toEqual([
      { row: 1, cells: ['A', 'B'] },
      { row: 2, cells: ['x, "y"', 'two\nlines'] },
    ]);
  });

  test('a row is numbered by the line on which it starts, past empty lines and quoted line breaks', async () => {
    const rows = await rowsOf('A,B\r\n\r\n1,"a\r\nb\r\nc"\r\n,,\r\n2,x\r\n');
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, 'A'],
      [3, '1'],
      [7, '2'],
    ]);
  });

  test('a quotation mark inside unquoted text is text', async () => {
    expect((await rowsOf('A,B\n5" pipe,x\n'))[1]?.cells).toEqual(['5" pipe', 'x']);
  });

  test('a quotation mark that is never closed names the row where it opens', async () => {
    const error = await rowsOf('A,B\n1,x\n"2,y\n3,z\n').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableTable);
    expect((error as UnreadableTable).rowError).toMatchObject({
      row: 3,
      message: expect.stringContaining('never closed'),
    });
  });

  test('an unclosed quotation mark in a long file is found without holding the file', async () => {
    const error = await rowsOf(`A,B\n"1,${'x,y\n'.repeat(200_000)}`).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableTable);
  });

  test('characters of several bytes survive being passed on in parts', async () => {
    const text = `A,B\n${'é😀,x\n'.repeat(5_000)}`;
    const rows = await rowsOf(text);
    expect([rows.length, new Set(rows.slice(1).map(({ cells }) => cells[0]))]).toEqual([5_001, new Set(['é😀'])]);
  });

  test('an empty file has no rows', async () => {
    expect(await rowsOf('')).toEqual([]);
    expect(await rowsOf('\r\n \r\n')).toEqual([]);
  });

  test('separators inside a quoted heading do not count', () => {
    expect(detectSeparator('"a,b,c,d";e;f\n')).toBe(';');
    expect(detectSeparator('Event')).toBe(',');
  });

  test('a failing source fails the reading', async () => {
    const source = {
      async *open() {
        yield new TextEncoder().encode('A,B\n');
        throw new Error('lost');
      },
    };
    await expect(collect(readTable(source))).rejects.toThrow('lost');
  });
});

function rowsOf(text: string): Promise<TableRow[]> {
  return collect(readTable(textSource(text)));
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test.each([
  ['an Excel workbook', 'PK\u0003\u0004\u0014\u0000\u0006', /Excel workbook.*save the sheet as CSV/],
  ['a PDF', '%PDF-1.7\n1 0 obj', /PDF.*CSV/],
])('%s is named for what it is', async (_what, text, message) => {
  const error = await rowsOf(text).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableTable);
  expect((error as UnreadableTable).rowError).toMatchObject({ row: 1, message: expect.stringMatching(message) });
});
