import { expect, test } from '@jest/globals';
import { hashTokenSecret, isTokenSecret, newTokenSecret, startOf } from './token-secret.ts';

test('a secret is recognizable, one word, and never the same', () => {
  const secrets = Array.from({ length: 500 }, () => newTokenSecret());
  expect(new Set(secrets).size).toBe(500);
  for (const secret of secrets) {
    expect(secret).toMatch(/^bft_[0-9A-Za-z]{49}$/);
    expect(isTokenSecret(secret)).toBe(true);
  }
  const used = new Set(secrets.flatMap((secret) => [...secret.slice(4, 47)]));
  expect(used.size).toBe(62);
});

test('every mistyped character is told without asking the database', () => {
  const secret = newTokenSecret();
  for (let place = 0; place < secret.length; place += 1) {
    const other = secret[place] === 'x' ? 'y' : 'x';
    expect(isTokenSecret(secret.slice(0, place) + other + secret.slice(place + 1))).toBe(false);
  }
  expect(isTokenSecret(secret.slice(0, -1))).toBe(false);
  expect(isTokenSecret(`${secret}0`)).toBe(false);
  expect(isTokenSecret(secret.toLowerCase())).toBe(false);
  expect(isTokenSecret('')).toBe(false);
});

test('the start tells 12 characters, the hash nothing', () => {
  const secret = newTokenSecret();
  expect(startOf(secret)).toBe(secret.slice(0, 12));
  expect(hashTokenSecret(secret)).toHaveLength(32);
  expect(hashTokenSecret(secret).equals(hashTokenSecret(newTokenSecret()))).toBe(false);
});
