import { describe, expect, test } from '@jest/globals';
import { endOfLocalDay, eventEnd, instantAt, localDateOf, localTimeOf, SkippedTime } from './local-time.ts';

const utc = (instant: Date | SkippedTime): string =>
  instant instanceof Date ? instant.toISOString() : instant.message;

describe('the instant of a local date and time', () => {
  test('is taken on the venue’s clock, east and west of Greenwich', () => {
    expect(utc(instantAt('2026-06-11', '19:30', 'America/Los_Angeles'))).toBe('2026-06-12T02:30:00.000Z');
    expect(utc(instantAt('2026-06-11', '19:30', 'Europe/Berlin'))).toBe('2026-06-11T17:30:00.000Z');
    expect(utc(instantAt('2026-06-11', '08:00', 'Asia/Tokyo'))).toBe('2026-06-10T23:00:00.000Z');
    expect(utc(instantAt('2026-06-11', '19:30', 'Asia/Kolkata'))).toBe('2026-06-11T14:00:00.000Z');
  });

  test('follows summer time on either side of the change', () => {
    expect(utc(instantAt('2026-03-07', '19:00', 'America/New_York'))).toBe('2026-03-08T00:00:00.000Z');
    expect(utc(instantAt('2026-03-08', '19:00', 'America/New_York'))).toBe('2026-03-08T23:00:00.000Z');
  });

  test('is refused where clocks go forward over it, naming the time that they show instead', () => {
    const skipped = instantAt('2026-03-08', '02:30', 'America/New_York');
    expect(skipped).toBeInstanceOf(SkippedTime);
    expect(utc(skipped)).toBe(
      'The clocks in America/New_York skip 02:30 on 2026-03-08, because they go forward. Give the time that they show, such as 03:30.',
    );
    expect(utc(instantAt('2026-03-08', '01:59', 'America/New_York'))).toBe('2026-03-08T06:59:00.000Z');
    expect(utc(instantAt('2026-03-08', '03:00', 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
  });

  test('is the first of the two where clocks go back over it', () => {
    expect(utc(instantAt('2026-11-01', '01:30', 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
    expect(utc(instantAt('2026-11-01', '02:30', 'America/New_York'))).toBe('2026-11-01T07:30:00.000Z');
  });
});

describe('the end of a local day', () => {
  test('is the next midnight at the venue, east and west of Greenwich', () => {
    expect(utc(endOfLocalDay('2026-06-11', 'America/Los_Angeles'))).toBe('2026-06-12T07:00:00.000Z');
    expect(utc(endOfLocalDay('2026-06-11', 'Pacific/Auckland'))).toBe('2026-06-11T12:00:00.000Z');
    expect(utc(endOfLocalDay('2026-12-31', 'Europe/London'))).toBe('2027-01-01T00:00:00.000Z');
  });

  test('makes a day of 23 hours where clocks go forward, and of 25 where they go back', () => {
    const hours = (day: string, before: string) =>
      (endOfLocalDay(day, 'Europe/Berlin').getTime() - endOfLocalDay(before, 'Europe/Berlin').getTime()) / 3_600_000;
    expect(hours('2026-03-29', '2026-03-28')).toBe(23);
    expect(hours('2026-10-25', '2026-10-24')).toBe(25);
  });

  test('is one o’clock where the next day begins without a midnight', () => {
    expect(utc(endOfLocalDay('2026-09-05', 'America/Santiago'))).toBe('2026-09-06T04:00:00.000Z');
    expect(localTimeOf(endOfLocalDay('2026-09-05', 'America/Santiago'), 'America/Santiago')).toBe('01:00');
  });
});

test('an instant has the date and time that a clock at the venue shows', () => {
  const instant = new Date('2026-06-12T02:30:45.678Z');
  expect([localDateOf(instant, 'America/Los_Angeles'), localTimeOf(instant, 'America/Los_Angeles')]).toEqual([
    '2026-06-11',
    '19:30',
  ]);
  expect([localDateOf(instant, 'Asia/Tokyo'), localTimeOf(instant, 'Asia/Tokyo')]).toEqual(['2026-06-12', '11:30']);
});

describe('the end of an event', () => {
  test('is its start plus the usual duration, even across a change of the clocks', () => {
    const start = new Date('2026-11-01T05:30:00.000Z');
    expect(utc(eventEnd(start, '2026-11-01', 'America/New_York', 240))).toBe('2026-11-01T09:30:00.000Z');
    expect(utc(eventEnd(start, '2026-11-01', 'America/New_York', 90))).toBe('2026-11-01T07:00:00.000Z');
  });

  test('is the end of the local day where its time is unknown', () => {
    expect(utc(eventEnd(null, '2026-06-11', 'America/Los_Angeles', 240))).toBe('2026-06-12T07:00:00.000Z');
    expect(utc(eventEnd(null, '2026-06-11', 'Asia/Tokyo', 240))).toBe('2026-06-11T15:00:00.000Z');
  });
});
