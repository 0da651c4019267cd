import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { arrayLiteral } from './array-literal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('PostgreSQL reads texts as they are, whatever stands in them', async () => {
  const texts = ['', ' ', 'a,b', '{a}', '"', '\\', '\\"', "it's", 'NULL', 'null', 'line\nbreak\ttab\r', 'Zoë 🎟', null];
  expect(await read('text', texts)).toEqual(texts);
});

test('PostgreSQL reads ids, numbers, truth values, days and instants as they are', async () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  expect(await read('uuid', [id, null])).toEqual([id, null]);
  expect(await read('int', [0, -1, 2_147_483_647, null])).toEqual([0, -1, 2_147_483_647, null]);
  expect(await read('numeric', ['9999999.99', '0.00', null])).toEqual(['9999999.99', '0.00', null]);
  expect(await read('boolean', [true, false, null])).toEqual([true, false, null]);
  const instants = [new Date('2026-07-10T17:00:00.123Z'), new Date('1970-01-01T00:00:00Z'), null];
  expect(await read('timestamptz', instants)).toEqual(instants);
  const [days] = await app.database.global<{ days: string[] }>('SELECT $1::date[]::text[] AS days', [
    arrayLiteral('date', ['2026-07-10', null]),
  ]);
  expect(days?.days).toEqual(['2026-07-10', null]);
});

test('an empty list is an empty array', async () => {
  expect(await read('text', [])).toEqual([]);
});

async function read(type: string, values: readonly unknown[]): Promise<unknown[]> {
  const rows = await app.database.global<{ value: unknown }>(
    `SELECT value FROM unnest($1::${type}[]) WITH ORDINALITY AS u (value, position) ORDER BY position`,
    [arrayLiteral(type, values)],
  );
  return rows.map(({ value }) => value);
}
