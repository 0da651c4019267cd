import { describe, expect, test } from '@jest/globals';
import { EMPLOYEE_COLUMNS } from './employee-columns.ts';
import { INVENTORY_COLUMNS } from './inventory-columns.ts';
import { parseEmployeeRow } from './parse-employee-row.ts';
import { parseInventoryRow } from './parse-inventory-row.ts';
import { parseTimeZone, parseVenueRow } from './parse-venue-row.ts';
import { readCells, recognizeColumns } from './recognize-columns.ts';
import { VENUE_COLUMNS } from './venue-columns.ts';

const HEADING =
  'Event,Venue,Date,EventTime,EventStatus,Section,Row,SeatFrom,SeatThru,Quantity,TicketCategory,FaceValue,Currency,OrderedBy,UsageCategory,Notes';

describe('a row of an inventory file', () => {
  test('says what its cells say', () => {
    const row =
      'Gala  Night,Hall,06/11/2026,7PM,,Suite 214,C,1,7,4,Suite,"2,250.00",usd,Ana.Silva@example.com,Charity,window';
    expect(inventory(row)).toEqual({
      errors: [],
      value: {
        row: 7,
        event: 'Gala Night',
        venue: 'Hall',
        localDate: '2026-06-11',
        localTime: '19:00',
        status: null,
        section: 'Suite 214',
        rowName: 'C',
        seats: { from: 1, thru: 7, step: 2 },
        quantity: 4,
        ticketCategory: 'Suite',
        faceValue: 225000,
        currency: 'USD',
        orderedBy: 'ana.silva@example.com',
        usageCategory: 'Charity',
        notes: 'window',
      },
    });
  });

  test('unknown time, value, seats, user and notes are unknown, not empty or 0', () => {
    const { value } = inventory('Gala,Hall,2026-06-11,TBA,,Lot G,N/A,*,*,6,Parking Pass,,,,Charity,');
    expect(value).toMatchObject({ localTime: null, rowName: '', seats: null, faceValue: null, currency: null });
    expect(value).toMatchObject({ orderedBy: null, usageCategory: null, notes: null });
  });

  test('every wrong value is reported, with row, heading, value and what would be right', () => {
    const { value, errors } = inventory(',Hall,31/12/2026,25:00,maybe,A,,1,4,5,Suite,-1,Dollars,,,');
    expect(value).toBeNull();
    expect(errors.map(({ row, column, value: cell }) => [row, column, cell])).toEqual([
      [7, 'Event', ''],
      [7, 'Date', '31/12/2026'],
      [7, 'EventTime', '25:00'],
      [7, 'EventStatus', 'maybe'],
      [7, 'FaceValue', '-1'],
      [7, 'Currency', 'Dollars'],
      [7, 'Quantity', '5'],
    ]);
    expect(errors.every(({ message }) => message.endsWith('.'))).toBe(true);
  });

  test('seats need both ends, but for a single seat', () => {
    expect(inventory('G,H,2026-06-11,,,A,,4,,1,Suite,,,,,').value?.seats).toEqual({ from: 4, thru: 4, step: 1 });
    expect(inventory('G,H,2026-06-11,,,A,,4,,2,Suite,,,,,').errors).toMatchObject([{ column: 'SeatThru' }]);
    expect(inventory('G,H,2026-06-11,,,A,,,4,1,Suite,,,,,').errors).toMatchObject([{ column: 'SeatFrom' }]);
    expect(inventory('G,H,2026-06-11,,,A,,4,2,3,Suite,,,,,').errors).toMatchObject([{ column: 'SeatThru' }]);
  });
});

describe('a row of a venues file', () => {
  test('says what its cells say', () => {
    const { columns } = recognizeColumns(['Venue', 'City', 'TimeZone', 'Capacity'], VENUE_COLUMNS);
    const cells = readCells(columns, ['Levi Hall', '', 'america/los_angeles', '71,000']);
    expect(parseVenueRow(2, cells, columns)).toEqual({
      errors: [],
      value: {
        row: 2,
        name: 'Levi Hall',
        city: null,
        country: undefined,
        timeZone: 'America/Los_Angeles',
        capacity: 71000,
      },
    });
  });

  test('a time zone is an IANA name', () => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'UTC'])
      expect(parseTimeZone(zone)).toEqual({ ok: true, value: zone });
    for (const zone of ['', 'EST', '+05:00', 'America/Boston', 'local']) expect(parseTimeZone(zone).ok).toBe(false);
  });

  test('a capacity is at least 1', () => {
    const { columns } = recognizeColumns(['Venue', 'TimeZone', 'Capacity'], VENUE_COLUMNS);
    for (const capacity of ['0', '-5', 'many', '7,10']) {
      expect(parseVenueRow(2, readCells(columns, ['Hall', 'UTC', capacity]), columns).errors).toMatchObject([
        { column: 'Capacity' },
      ]);
    }
  });
});

describe('a row of an employees file', () => {
  const { columns } = recognizeColumns(
    'FirstName,LastName,Email,Department,ManagerEmail,Role,Active'.split(','),
    EMPLOYEE_COLUMNS,
  );

  test('says what its cells say', () => {
    const cells = readCells(columns, [
      'Zoë',
      'Kim',
      'Zoe.Kim@example.com',
      'Sales',
      'Bo.Li@example.com',
      'ticket manager',
      'no',
    ]);
    expect(parseEmployeeRow(3, cells, columns)).toEqual({
      errors: [],
      value: {
        row: 3,
        name: 'Zoë Kim',
        email: 'Zoe.Kim@example.com',
        jobTitle: undefined,
        department: 'Sales',
        division: undefined,
        managerEmail: 'bo.li@example.com',
        role: 'TICKET_MANAGER',
        isActive: false,
      },
    });
  });

  test('every wrong value is reported', () => {
    const cells = readCells(columns, ['', '', 'zoe at example', '', '', 'boss', 'perhaps']);
    const { value, errors } = parseEmployeeRow(3, cells, columns);
    expect(value).toBeNull();
    expect(errors.map(({ column }) => column)).toEqual(['FirstName', 'Email', 'Role', 'Active']);
  });
});

function inventory(line: string) {
  const { columns } = recognizeColumns(HEADING.split(','), INVENTORY_COLUMNS);
  const cells = line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '').replace(/^"|"$/g, '')) ?? [];
  return parseInventoryRow(7, readCells(columns, cells), columns);
}
