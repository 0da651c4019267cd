import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { idPlaces, askerOf, unknownId } from '../test/walk/id-walk.ts';
import { nodeIds } from '../test/walk/node-rows.ts';
import { walk } from '../test/walk/read-walk.ts';
import { brokenRules } from '../test/walk/statement-rules.ts';
import { guardedTables } from '../test/walk/tenant-rows.ts';
import { buildTwoWorlds, type TwoWorlds } from '../test/walk/two-worlds.ts';
import { undoWrites } from '../test/walk/undo-writes.ts';

let app: TestApp;
let worlds: TwoWorlds;
let tables: string[];
const statements = new Set<string>();

beforeAll(async () => {
  app = await startTestApp();
  const { undoing } = undoWrites(app.database);
  worlds = await buildTwoWorlds(app);
  tables = await guardedTables(app);
  app.database.onStatement = (text) => statements.add(text);
  await walk(worlds.ours.api, worlds.reads);
  await undoing(askWithOwnIds);
  await runTasks();
  app.database.onStatement = undefined;
}, 300_000);
afterAll(() => app.close());

/** Every operation that takes an id, with rows for which it does its work. */
async function askWithOwnIds(): Promise<void> {
  const organizationId = worlds.ours.world.organizationId;
  const ask = askerOf(app, worlds.ours, worlds.own);
  for (const place of idPlaces(app)) {
    for (const type of place.types) {
      await ask(place, unknownId(organizationId, type));
      for (const id of nodeIds(organizationId, type, worlds.own).slice(0, 3)) await ask(place, id);
    }
  }
}

async function runTasks(): Promise<void> {
  const { organizationId } = worlds.ours.world;
  for (const task of Object.values(app.tasks)) {
    await task({ organizationId, mailId: worlds.own.Mail?.[0] ?? '' } as Parameters<typeof task>[0]);
  }
}

test('every statement keeps to one organization, and none assigns it or asks a machine for chance or time', () => {
  const broken = [...statements].flatMap((text) => brokenRules(text, tables).map((rule) => ({ rule, text })));
  expect(broken).toEqual([]);
  const writing = [...statements].filter((text) => /^\s*(INSERT|UPDATE|DELETE|WITH)/.test(text));
  expect(statements.size).toBeGreaterThan(150);
  expect(writing.length).toBeGreaterThan(30);
});

test('the rules notice what breaks them', () => {
  const broken = [
    'SELECT * FROM orders WHERE id = $1',
    'SELECT * FROM orders o JOIN events e ON e.id = o.event_id WHERE o.organization_id = $1',
    'SELECT id FROM orders WHERE id = $1 FOR UPDATE',
    'WITH RECURSIVE r AS (SELECT id FROM users u WHERE u.organization_id = $1 UNION SELECT x.id FROM r JOIN users x ON x.manager_id = r.id) SELECT * FROM r',
    'UPDATE "orders" SET "notes" = $1 WHERE "id" = $2',
    'UPDATE orders SET organization_id = $1 WHERE organization_id = $2',
    'UPDATE orders SET due_at = clock_timestamp() WHERE organization_id = $1',
    'UPDATE orders SET due_at = now() + random() * $2::interval WHERE organization_id = $1',
    'UPDATE orders SET id = uuidv7() WHERE organization_id = $1',
    'WITH a AS (UPDATE orders SET notes = $1 WHERE organization_id = $2 RETURNING id) UPDATE orders SET organization_id = $3 WHERE organization_id = $2',
    'INSERT INTO orders (organization_id, id) VALUES ($1, $2) ON CONFLICT (organization_id, id) DO UPDATE SET organization_id = $3',
    'INSERT INTO orders (organization_id, id) VALUES ($1, $2) ON CONFLICT (organization_id, id) DO UPDATE SET due_at = clock_timestamp()',
    'SELECT id FROM orders ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED',
    'INSERT INTO orders (id) VALUES ($1)',
    'DELETE FROM orders WHERE id = $1',
  ];
  expect(broken.filter((text) => brokenRules(text, tables).length === 0)).toEqual([]);
  const right = [
    'SELECT "Order"."id" AS "Order_id" FROM "orders" "Order" WHERE (("Order"."organization_id" = $1) AND ("Order"."id" IN ($2)))',
    'UPDATE "orders" SET "notes" = $1 WHERE ("organization_id" = $2 AND "id" = $3)',
  ];
  expect(right.flatMap((text) => brokenRules(text, tables))).toEqual([]);
});
