import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { startSession } from '../features/sign-in/session.ts';
import { encodeNodeId } from '../platform/node-id.ts';
import { ApiClient } from '../test/api-client.ts';
import { ask, ownerUrlOf } from '../test/owner.ts';
import { explainSent, recordSent } from '../test/sent-statements.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { fillLists, type ListWorld } from './fill-lists.ts';
import { type PlanFacts, planFacts } from './plan-facts.ts';
import { LIST_PLANS, type ListPlan, WITHOUT_PLAN } from './list-plans.ts';

/** How PostgreSQL reads a page of every list, from the statements that were really sent, in organizations of unlike size. */

jest.setTimeout(300_000);

const PAGE = 20;

let app: TestApp;
let small: ListWorld;
let large: ListWorld;
beforeAll(async () => {
  app = await startTestApp();
  ({ small, large } = await fillLists(ownerUrlOf(app), app.clock.now()));
}, 300_000);
afterAll(() => app.close());

/** Asks for a page twice, because the second time the process knows names, and explains what the second took. */
async function explainPage({ document, id }: ListPlan, world: ListWorld): Promise<PlanFacts> {
  const { organizationId, userId } = world;
  const session = await startSession(app.database, { organizationId, userId }, app.clock.now());
  const api = new ApiClient(app, { session });
  const about = id?.(world);
  const variables = about ? { id: encodeNodeId(about.type, organizationId, about.id) } : {};
  await api.ask(document, variables);
  const sent = await recordSent(() => api.ask(document, variables));
  return planFacts(await explainSent(app.databaseUrl, organizationId, sent));
}

test('every list of the schema has a plan', () => {
  const lists = Object.values(app.schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
          .map((field) => `${type.name}.${field.name}`)
      : [],
  );
  const planned = Object.keys(LIST_PLANS).map((name) => name.split(' ')[0] ?? name);
  expect([...new Set([...planned, ...Object.keys(WITHOUT_PLAN)])].sort()).toEqual(lists.sort());
});

test.each(Object.entries(LIST_PLANS))('%s walks its index and stops after the page', async (_name, list) => {
  const facts = await explainPage(list, large);
  expect(facts.indexes).toEqual(expect.arrayContaining(list.indexes));
  expect(facts.rowsRead).toBeGreaterThan(0);
  expect(facts.rowsRead).toBeLessThanOrEqual(list.rowsRead);
  if (!list.sorts) expect(facts.rowsSorted).toBeLessThanOrEqual(PAGE + 1);
  // These have a few rows altogether; all others would grow with the organization.
  expect(
    facts.scannedTables.filter((table) => !['ticket_categories', 'unused_totals', 'venues'].includes(table)),
  ).toEqual([]);
});

test('a page reads no more where there are ten times as many rows', async () => {
  for (const name of ['Query.auditLog', 'Query.backfills', 'Query.contacts', 'Query.history', 'Query.mails']) {
    const list = LIST_PLANS[name];
    if (!list) throw new Error(`There is no list ${name}.`);
    expect(await explainPage(list, large)).toMatchObject({ rowsRead: (await explainPage(list, small)).rowsRead });
  }
});

test('totals come from the sums of the ticket locations, and read no group that is summed up', async () => {
  const totals: ListPlan = {
    document:
      '{ unusedQueue { totals { eventCount venueCount ticketCount ticketsWithoutValue faceValue { amount } } } }',
    indexes: [],
    rowsRead: 0,
  };
  const rowsOf = async (table: string, { organizationId }: ListWorld): Promise<number> =>
    (await ask(app, `SELECT FROM ${table} WHERE organization_id = $1`, [organizationId])).length;
  // They have one row for each organization, are looked at twice, and are so few that PostgreSQL may read them all.
  const organizations = (await ask(app, 'SELECT FROM unused_totals')).length;
  for (const world of [small, large]) {
    const facts = await explainPage(totals, world);
    expect(facts.indexes).toEqual(expect.arrayContaining(['ticket_groups_unsummed', 'unused_sums_pkey']));
    expect(facts.rowsRead).toBeLessThanOrEqual((await rowsOf('unused_sums', world)) + 2 * organizations);
  }
  expect(await rowsOf('ticket_groups', large)).toBeGreaterThan(20 * (await rowsOf('unused_sums', large)));
});

test('control: without its index a list breaks its budget', async () => {
  await ask(app, 'DROP INDEX backfills_newest');
  const list = LIST_PLANS['Query.backfills'];
  if (!list) throw new Error('There is no list of backfills.');
  const facts = await explainPage(list, large);
  expect(facts.indexes).not.toContain('backfills_newest');
  expect(facts.rowsRead).toBeGreaterThan(100 * list.rowsRead);
  expect(facts.rowsSorted).toBeGreaterThan(PAGE + 1);
});
