import { describe, expect, test } from '@jest/globals';
import {
  formatAge,
  formatEventStart,
  formatInstant,
  formatList,
  formatLocalDate,
  formatMoney,
  formatMoneyCompact,
  formatMoneyList,
  formatNumber,
  formatShortDate,
  localDateIn,
} from './format.ts';

/** Intl separates the time from AM/PM by a narrow no-break space; tests read better with a plain one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('when an event starts', () => {
  const kickoff = { startsAt: '2026-06-20T23:30:00Z', localDate: '2026-06-20', timeZone: 'America/New_York' };

  test('is told in the venue’s zone, and the zone is named', () => {
    expect(plain(formatEventStart('en-US', kickoff, 'time unknown'))).toBe('Sat, Jun 20, 2026, 7:30 PM EDT');
    expect(plain(formatEventStart('en-US', { ...kickoff, timeZone: 'America/Los_Angeles' }, 'time unknown'))).toBe(
      'Sat, Jun 20, 2026, 4:30 PM PDT',
    );
    expect(plain(formatEventStart('de-DE', { ...kickoff, timeZone: 'Europe/Berlin' }, 'Uhrzeit unbekannt'))).toBe(
      'So., 21. Juni 2026, 01:30 MESZ',
    );
  });

  test('names the place where the language has no name for the zone: an offset tells nobody anything', () => {
    expect(plain(formatEventStart('en-US', { ...kickoff, timeZone: 'Asia/Tokyo' }, 'time unknown'))).toBe(
      'Sun, Jun 21, 2026, 8:30 AM Japan Time',
    );
    expect(plain(formatEventStart('de-DE', kickoff, 'Uhrzeit unbekannt'))).toBe(
      'Sa., 20. Juni 2026, 19:30 New York (Ortszeit)',
    );
  });

  test('says so when the time is unknown, and keeps the date', () => {
    expect(formatEventStart('en-US', { ...kickoff, startsAt: null }, 'time unknown')).toBe(
      'Sat, Jun 20, 2026, time unknown',
    );
  });
});

describe('a local date', () => {
  test('is the same calendar day whatever the zone of the browser', () => {
    const zone = process.env.TZ;
    for (const browserZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      process.env.TZ = browserZone;
      expect(formatLocalDate('en-US', '2026-03-01')).toBe('Sun, Mar 1, 2026');
      expect(formatShortDate('en-US', '2026-12-31')).toBe('Dec 31, 2026');
    }
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test('is taken from an instant in the zone asked for', () => {
    const instant = new Date('2026-06-21T03:00:00Z');
    expect(localDateIn('America/New_York', instant)).toBe('2026-06-20');
    expect(localDateIn('Europe/London', instant)).toBe('2026-06-21');
  });
});

test('the age of an event counts calendar days at the venue', () => {
  const now = new Date('2026-06-21T03:00:00Z');
  expect(formatAge('en-US', '2026-06-20', 'America/New_York', now)).toBe('today');
  expect(formatAge('en-US', '2026-06-20', 'Europe/London', now)).toBe('yesterday');
  expect(formatAge('en-US', '2026-06-08', 'America/New_York', now)).toBe('12 days ago');
  expect(formatAge('en-US', '2026-03-20', 'America/New_York', now)).toBe('3 months ago');
  expect(formatAge('en-US', '2024-01-20', 'America/New_York', now)).toBe('2 years ago');
});

test('an instant is told in the zone that is given, by name', () => {
  expect(plain(formatInstant('en-US', '2026-01-05T15:04:00Z', 'America/Chicago'))).toBe('Jan 5, 2026, 9:04 AM CST');
});

describe('money', () => {
  test('is written from the decimal string without losing a digit', () => {
    expect(formatMoney('en-US', { amount: '1273785.00', currency: 'USD' })).toBe('$1,273,785.00');
    expect(formatMoney('en-US', { amount: '90071992547409931.27', currency: 'USD' })).toBe(
      '$90,071,992,547,409,931.27',
    );
    expect(plain(formatMoney('de-DE', { amount: '1273785.5', currency: 'EUR' }))).toBe('1.273.785,50 €');
  });

  test('is short at a glance', () => {
    expect(formatMoneyCompact('en-US', { amount: '1273785.00', currency: 'USD' })).toBe('$1.3M');
  });

  test('of several currencies is listed, never added up', () => {
    const amounts = [
      { amount: '10', currency: 'USD' },
      { amount: '20', currency: 'CAD' },
    ];
    expect(formatMoneyList('en-US', amounts)).toBe('$10.00 and CA$20.00');
    expect(formatMoneyList('en-US', [])).toBe('');
  });
});

test('numbers and lists follow the language', () => {
  expect(formatNumber('en-US', 1080)).toBe('1,080');
  expect(formatNumber('de-DE', 1080)).toBe('1.080');
  expect(formatList('en-US', ['Ana', 'Ben', 'Cy'])).toBe('Ana, Ben, and Cy');
});
