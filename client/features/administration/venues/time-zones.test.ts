import { expect, test } from '@jest/globals';
import { listTimeZones, searchTimeZones, timeZoneOffset } from './time-zones.ts';

test('a time zone is found by its words, whatever the case and the separators', () => {
  const zones = ['America/New_York', 'America/Argentina/Buenos_Aires', 'Europe/Berlin'];
  expect(searchTimeZones(zones, 'new york')).toEqual(['America/New_York']);
  expect(searchTimeZones(zones, 'New_York')).toEqual(['America/New_York']);
  expect(searchTimeZones(zones, 'aires america')).toEqual(['America/Argentina/Buenos_Aires']);
  expect(searchTimeZones(zones, ' ')).toEqual(zones);
  expect(searchTimeZones(zones, 'atlantis')).toEqual([]);
});

test('its distance from Greenwich follows the season', () => {
  expect(timeZoneOffset('en-US', 'America/New_York', new Date('2026-06-20T12:00:00Z'))).toBe('GMT-4');
  expect(timeZoneOffset('en-US', 'America/New_York', new Date('2026-12-20T12:00:00Z'))).toBe('GMT-5');
});

test('there are several hundred to choose from, each once, by the names of today, and all of them can be used', () => {
  const zones = listTimeZones();
  expect(zones.length).toBeGreaterThan(300);
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones).toEqual(expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'America/New_York']));
  expect(zones).not.toContain('Asia/Calcutta');
  for (const zone of zones) expect(timeZoneOffset('en-US', zone, new Date('2026-06-20T12:00:00Z'))).toMatch(/^GMT/);
});
