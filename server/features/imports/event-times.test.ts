import { expect, test } from '@jest/globals';
import { startInstant } from './event-times.ts';

test('a local time is an instant at the venue, or a sentence for the row', () => {
  expect(startInstant('2026-06-11', '13:00', 'America/Mexico_City')).toEqual({
    ok: true,
    value: new Date('2026-06-11T19:00:00Z'),
  });
  expect(startInstant('2026-11-01', '01:30', 'America/New_York')).toEqual({
    ok: true,
    value: new Date('2026-11-01T05:30:00Z'),
  });
  const skipped = startInstant('2026-03-08', '02:30', 'America/New_York');
  expect(skipped).toEqual({ ok: false, message: expect.stringContaining('skip 02:30 on 2026-03-08') });
});
