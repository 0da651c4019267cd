import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from './parse-date.ts';
import { parseEventStatus } from './parse-event-status.ts';
import { decimalOf, hundredthsOf, parseCurrency, parseFaceValue } from './parse-money.ts';
import { fitSeats, parseQuantity, parseSeat, seatsOf } from './parse-seats.ts';
import { parseLocalTime } from './parse-time.ts';
import type { Checked } from './row-error.ts';

describe('dates', () => {
  test.each([
    ['06/11/2026', '2026-06-11'],
    ['6/1/2026', '2026-06-01'],
    ['6/1/26', '2026-06-01'],
    ['2026-06-11', '2026-06-11'],
    ['02/29/2028', '2028-02-29'],
  ])('%s is %s', (text, date) => expect(valueOf(parseLocalDate(text))).toBe(date));

  test.each([
    ['', 'Write the date as mm/dd/yyyy'],
    ['11.06.2026', 'Write the date as mm/dd/yyyy'],
    ['2026-6-1', 'Write the date as mm/dd/yyyy'],
    ['13/06/2026', 'There is no month 13: the month comes first. Write 06/13/2026.'],
    ['02/29/2026', 'no such day'],
    ['06/31/2026', 'no such day'],
    ['00/10/2026', 'no such day'],
    ['2026-13-01', 'no such day'],
    ['06/11/0026', 'Give a year from 1970'],
  ])('%p is refused: %s', (text, message) => expect(messageOf(parseLocalDate(text))).toContain(message));
});

describe('times', () => {
  test.each([
    ['7:00PM', '19:00'],
    ['7:00 pm', '19:00'],
    ['7 p.m.', '19:00'],
    ['12:00AM', '00:00'],
    ['12:30 PM', '12:30'],
    ['19:05', '19:05'],
    ['19:05:00', '19:05'],
    ['0:15', '00:15'],
    ['', null],
    ['TBA', null],
    ['tbd', null],
  ])('%p is %p', (text, time) => expect(valueOf(parseLocalTime(text))).toBe(time));

  test.each(['25:00', '24:00', '13:00 PM', '0:30 AM', '7', '19.30', '7:60 PM', 'noon'])('%p is refused', (text) =>
    expect(messageOf(parseLocalTime(text))).toContain('7:30 PM or 19:30'),
  );
});

describe('seats and quantity', () => {
  test('every seat, every second one, one seat', () => {
    expect(valueOf(fitSeats(1, 18, 18))).toEqual({ from: 1, thru: 18, step: 1 });
    expect(valueOf(fitSeats(1, 17, 9))).toEqual({ from: 1, thru: 17, step: 2 });
    expect(valueOf(fitSeats(2, 8, 4))).toEqual({ from: 2, thru: 8, step: 2 });
    expect(valueOf(fitSeats(5, 5, 1))).toEqual({ from: 5, thru: 5, step: 1 });
    expect(seatsOf({ from: 2, thru: 8, step: 2 })).toEqual([2, 4, 6, 8]);
    expect(seatsOf({ from: 3, thru: 5, step: 1 })).toEqual([3, 4, 5]);
  });

  test('a quantity that does not fit is refused with those that would', () => {
    expect(messageOf(fitSeats(1, 18, 17))).toContain('it would be 18.');
    expect(messageOf(fitSeats(1, 17, 10))).toContain('it would be 17, or 9 for every second seat.');
    expect(messageOf(fitSeats(1, 18, 9))).toContain('it would be 18.');
    expect(messageOf(fitSeats(8, 5, 4))).toContain('The last seat (5) comes before the first (8)');
  });

  test('places without a number', () => {
    for (const text of ['', '*', 'N/A', 'n/a', 'NA']) expect(valueOf(parseSeat(text))).toBeNull();
    expect(valueOf(parseSeat('012'))).toBe(12);
    for (const text of ['A1', '1-4', '-1', '1.5', '**']) expect(messageOf(parseSeat(text))).toContain('whole number');
  });

  test('a quantity is a whole number from 1 to 10,000', () => {
    expect(valueOf(parseQuantity('18'))).toBe(18);
    expect(valueOf(parseQuantity('18.0'))).toBe(18);
    for (const text of ['', '0', '-1', '2.5', 'two', '10001', '1e3'])
      expect(messageOf(parseQuantity(text))).toContain('from 1 to 10000');
  });
});

describe('money', () => {
  test.each([
    ['2250.00', 225000],
    ['$2,250.00', 225000],
    ['2,250', 225000],
    ['0', 0],
    ['0.5', 50],
    ['1234567', 123456700],
    ['19.990', 1999],
    ['', null],
  ])('%p is %p hundredths', (text, value) => expect(valueOf(parseFaceValue(text))).toBe(value));

  test.each(['-5', '(5.00)', '2.250,00', '2,25', 'free', '1.005', '1e3', '.', '10000000'])('%p is refused', (text) =>
    expect(messageOf(parseFaceValue(text))).toMatch(/face value/i),
  );

  test('hundredths and decimals are exact', () => {
    for (const [hundredths, decimal] of [
      [0, '0.00'],
      [5, '0.05'],
      [225000, '2250.00'],
      [999999999, '9999999.99'],
    ] as const) {
      expect(decimalOf(hundredths)).toBe(decimal);
      expect(hundredthsOf(decimal)).toBe(hundredths);
    }
  });

  test('currencies are ISO 4217', () => {
    expect(valueOf(parseCurrency('usd'))).toBe('USD');
    expect(valueOf(parseCurrency(''))).toBeNull();
    for (const text of ['$', 'Dollar', 'XQQ']) expect(messageOf(parseCurrency(text))).toContain('ISO 4217');
  });
});

test('event status', () => {
  expect(valueOf(parseEventStatus('postponed'))).toBe('POSTPONED');
  expect(valueOf(parseEventStatus('Canceled'))).toBe('CANCELLED');
  expect(valueOf(parseEventStatus(''))).toBeNull();
  expect(messageOf(parseEventStatus('maybe'))).toContain('SCHEDULED, POSTPONED or CANCELLED');
});

function valueOf<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(`refused: ${checked.message}`);
  return checked.value;
}

function messageOf(checked: Checked<unknown>): string {
  if (checked.ok) throw new Error(`accepted: ${JSON.stringify(checked.value)}`);
  return checked.message;
}
