import { expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { fixedClock } from '../clock.ts';
import { createAttempts } from './attempts.ts';
import { networkOf } from './network-of.ts';

const start = () => {
  const clock = fixedClock('2026-07-20T12:00:00.000Z');
  const attempts = createAttempts(clock);
  /** How many seconds the attempt has to wait; 0: it was made, and failed unless it is said to work. */
  const attempt = (address: string, account?: string, works = false): number => {
    try {
      const begun = attempts.begin('SIGN_IN', address, account);
      if (works) begun.worked();
      return 0;
    } catch (error) {
      return error instanceof GraphQLError ? Number(error.extensions.retryAfterSeconds) : NaN;
    }
  };
  const times = (count: number, ...of: Parameters<typeof attempt>) =>
    Array.from({ length: count }, () => attempt(...of));
  return { clock, attempt, times };
};

test('five failures are free, then each wait is twice the one before, up to a quarter of an hour', () => {
  const { clock, attempt, times } = start();
  expect(times(5, '192.0.2.1', 'ada@example.com')).toEqual([0, 0, 0, 0, 0]);
  const waits = Array.from({ length: 12 }, () => {
    const wait = attempt('192.0.2.1', 'ada@example.com');
    // A refused attempt neither counts nor makes the wait longer.
    expect(attempt('192.0.2.1', 'ada@example.com')).toBe(wait);
    clock.advance({ seconds: wait });
    expect(attempt('192.0.2.1', 'ada@example.com')).toBe(0);
    return wait;
  });
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
});

test('the right password ends the waiting, and an hour of rest forgets the failures', () => {
  const { clock, attempt, times } = start();
  times(5, '192.0.2.1', 'ada@example.com');
  clock.advance({ seconds: 1 });
  expect(attempt('192.0.2.1', 'ada@example.com', true)).toBe(0);
  expect(times(6, '192.0.2.1', 'ada@example.com')).toEqual([0, 0, 0, 0, 0, 1]);
  clock.advance({ hours: 1, seconds: 1 });
  expect(times(6, '192.0.2.1', 'ada@example.com')).toEqual([0, 0, 0, 0, 0, 1]);
});

test('one address that tries many accounts has to wait after fifty, and other addresses do not', () => {
  const { attempt } = start();
  const waits = Array.from({ length: 51 }, (_, nth) => attempt('192.0.2.1', `user${nth}@example.com`));
  expect(waits.filter((wait) => wait > 0)).toEqual([1]);
  expect(attempt('192.0.2.2', 'user0@example.com')).toBe(0);
});

test('guessing from many addresses gets one try for each, and never locks the owner out', () => {
  const { clock, attempt, times } = start();
  expect(attempt('198.51.100.7', 'ada@example.com', true)).toBe(0);
  for (let nth = 0; nth < 20; nth += 1) expect(attempt(`192.0.2.${nth}`, 'ada@example.com')).toBe(0);
  // From here on the account is known to be under attack.
  expect(times(3, '203.0.113.1', 'ada@example.com')).toEqual([0, 60, 60]);
  clock.advance({ seconds: 60 });
  expect(times(2, '203.0.113.1', 'ada@example.com')).toEqual([0, 120]);
  // The owner, where she always is and where she never was.
  expect(times(5, '198.51.100.7', 'ada@example.com')).toEqual([0, 0, 0, 0, 0]);
  expect(attempt('203.0.113.9', 'ada@example.com', true)).toBe(0);
  // Another account is not touched by it.
  expect(times(2, '203.0.113.1', 'bob@example.com')).toEqual([0, 0]);
});

test('without an account only the address counts', () => {
  const { times } = start();
  expect(times(51, '192.0.2.1').filter((wait) => wait > 0)).toEqual([1]);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
