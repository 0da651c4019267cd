import { describe, expect, test } from '@jest/globals';
import { EMPLOYEE_COLUMNS } from './employee-columns.ts';
import { INVENTORY_COLUMNS } from './inventory-columns.ts';
import { checkShape, readCells, recognizeColumns } from './recognize-columns.ts';
import { VENUE_COLUMNS } from './venue-columns.ts';

describe('recognizing columns', () => {
  test('in any order and case, with and without spaces, and ignores others', () => {
    const heading = ['Broker', 'QUANTITY', 'event date', 'section', 'Ticket_Category', 'VENUE', 'Event'];
    const { columns, errors } = recognizeColumns(heading, INVENTORY_COLUMNS);
    expect(errors).toEqual([]);
    expect(readCells(columns, ['b', ' 2 ', '06/11/2026', 'A', 'Suite', 'Hall', 'Gala'])).toEqual({
      Event: 'Gala',
      Venue: 'Hall',
      EventDate: '06/11/2026',
      Section: 'A',
      Quantity: '2',
      TicketCategory: 'Suite',
    });
  });

  test('understands the headings that other systems use', () => {
    const heading =
      'Event Name,Venue Name,Date,Time,Sec,Row,Seat Start,Seat End,Qty,Category,Face Price,Currency,Ordered By,Usage,Comments';
    const { columns, errors } = recognizeColumns(heading.split(','), INVENTORY_COLUMNS);
    expect(errors).toEqual([]);
    expect(Object.keys(columns.headings)).toHaveLength(15);
    expect(columns.headings.SeatThru).toEqual({ position: 7, heading: 'Seat End' });
    for (const alias of ['Seats From', 'Price', 'Cost', 'Seats Thru', 'User Email']) {
      expect(recognizeColumns([alias], INVENTORY_COLUMNS).columns.headings).not.toEqual({});
    }
  });

  test('names every missing column and the headings that are accepted for it', () => {
    const { errors } = recognizeColumns(['Event', 'Venue', 'Quantity', 'Section'], INVENTORY_COLUMNS);
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [1, 'EventDate'],
      [1, 'TicketCategory'],
    ]);
    expect(errors[0]?.message).toBe(
      'The column EventDate is missing. Its heading may be any of: EventDate, Date, Event Day, Date of Event.',
    );
    expect(recognizeColumns([], VENUE_COLUMNS).errors).toHaveLength(2);
    expect(recognizeColumns([], EMPLOYEE_COLUMNS).errors).toHaveLength(3);
  });

  test('refuses the same column twice', () => {
    const { errors } = recognizeColumns(['Venue', 'TimeZone', 'venue'], VENUE_COLUMNS);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      row: 1,
      column: 'venue',
      message: expect.stringContaining('both mean the column Venue'),
    });
  });

  test('refuses two aliases of one column, but lets the column’s own name win over them', () => {
    const required = ['Event', 'Venue', 'EventDate', 'Section', 'Quantity', 'TicketCategory'];
    expect(recognizeColumns([...required, 'Price', 'Cost'], INVENTORY_COLUMNS).errors).toHaveLength(1);
    const { columns, errors } = recognizeColumns([...required, 'Price', 'FaceValue', 'Cost'], INVENTORY_COLUMNS);
    expect(errors).toEqual([]);
    expect(columns.headings.FaceValue).toEqual({ position: 7, heading: 'FaceValue' });
  });

  test('no two columns share a heading', () => {
    for (const columns of [INVENTORY_COLUMNS, VENUE_COLUMNS, EMPLOYEE_COLUMNS]) {
      const headings = columns.flatMap((column) => [column.name, ...('aliases' in column ? column.aliases : [])]);
      const keys = headings.map((heading) => heading.toLowerCase().replaceAll(' ', ''));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });
});

describe('the shape of a row', () => {
  const { columns } = recognizeColumns(['Venue', 'TimeZone'], VENUE_COLUMNS);

  test('may be shorter than the heading, or longer by empty values', () => {
    expect(checkShape(columns, 2, ['Hall'])).toBeNull();
    expect(checkShape(columns, 2, ['Hall', 'Europe/Paris', '', ' '])).toBeNull();
  });

  test('more values than columns are refused', () => {
    expect(checkShape(columns, 2, ['Hall', ' Paris', 'Europe/Paris'])).toMatchObject({ row: 2, column: null });
  });

  test('text that cannot be stored is refused', () => {
    for (const cell of ['a\u0000b', 'a\ufffdb', 'a\ud800b', 'a'.repeat(2001)]) {
      expect(checkShape(columns, 2, [cell, 'UTC'])).toMatchObject({ row: 2, column: 'Venue' });
    }
  });
});
