import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { GuestListScene } from '../guest-lists/guest-list-scene.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';

const ENTRY = `id recordedAt eventAt action reason before after actor { id name } onBehalfOf { name }
  subject { __typename id ... on Order { number } ... on Event { name } }`;
const HISTORY = `query ($id: ID!, $first: Int, $after: String) { history(subjectId: $id, first: $first, after: $after) {
  nodes { ${ENTRY} } pageInfo { hasNextPage endCursor } } }`;
const NODE = 'query ($id: ID!) { node(id: $id) { id ... on HistoryEntry { action } } }';
const CREATE = `mutation ($input: CreateBackfillInput!) { createBackfill(input: $input) { backfill { id version } userErrors { __typename } } }`;
const CONFIRM = `mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) { orders { id number } userErrors { __typename } } }`;
const MOVE = `mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { userErrors { __typename } } }`;

let app: TestApp;
let world: World;
let admin: User;
let api: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  const actor = await world.actor('INVENTORY_MANAGER', { name: 'Ivy Inventory' });
  [admin, api] = [actor.user, actor.api];
});
afterAll(() => app.close());

interface Entry {
  id: string;
  action: string;
  before: string | null;
  after: string | null;
  actor: { name: string } | null;
  onBehalfOf: { name: string } | null;
  subject: object | null;
}

async function history(id: string, as = api): Promise<Entry[]> {
  return (await as.ask(HISTORY, { id, first: 100 })).history.nodes;
}

const actions = (entries: Entry[]): string[] => entries.map(({ action }) => action);

/** A confirmed backfill of two tickets for Rita, with her order and its group. */
async function backfilled(category?: UsageCategory) {
  const { user: rita, api: ritasApi } = await world.actor('EMPLOYEE', { name: 'Rita Recipient' });
  const group = await world.ticketGroup({ seats: [1, 2, 3] });
  const usage = category ?? (await world.usageCategory('Charity'));
  const assignments = [
    {
      ticketGroupId: world.id('TicketGroup', group),
      quantity: 2,
      recipientId: world.id('User', rita),
      usageCategoryId: world.id('UsageCategory', usage),
    },
  ];
  const { backfill } = (await api.ask(CREATE, { input: { assignments } })).createBackfill;
  const input = { backfillId: backfill.id, expectedVersion: backfill.version };
  const { orders } = (await api.ask(CONFIRM, { input })).confirmBackfill;
  return {
    rita,
    ritasApi,
    group,
    backfillId: backfill.id as string,
    order: orders[0] as { id: string; number: string },
  };
}

describe('the history of an order', () => {
  test('tells its recipient who made it, from what, with names in place of ids', async () => {
    const { rita, ritasApi, order } = await backfilled();
    const entries = await history(order.id, ritasApi);
    expect(entries).toEqual([
      {
        id: expect.any(String),
        recordedAt: app.clock.now().toISOString(),
        eventAt: expect.any(String),
        action: 'order.created',
        reason: null,
        before: null,
        after: expect.any(String),
        actor: { id: world.id('User', admin), name: 'Ivy Inventory' },
        onBehalfOf: null,
        subject: { __typename: 'Order', id: order.id, number: order.number },
      },
    ]);
    expect(JSON.parse(entries[0]?.after ?? '')).toEqual({
      status: 'CONFIRM_GUEST_LIST',
      number: order.number,
      recipient: rita.name,
      usageCategory: 'Charity',
      tickets: 2,
    });
  });

  test('shows saving, submitting and confirming newest first, and no data of guests', async () => {
    const scene = await GuestListScene.create(world);
    const guest = {
      newContact: { name: 'Gwen Guest', email: 'gwen@example.com', company: 'Guest Works', visibility: 'SHARED' },
    };
    await scene.saveAndSubmit([scene.row(0, guest), scene.row(1, { myself: true })]);
    await scene.confirm(1);
    const entries = await history(scene.orderId, scene.api);
    expect(actions(entries)).toEqual(['guestList.confirmed', 'guestList.submitted', 'guestList.saved']);
    expect(JSON.stringify(entries)).not.toMatch(/gwen|guest works/i);
    expect(JSON.stringify(entries)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
  });

  test('is for whoever may see the order; for others it is empty, as that of an unknown one', async () => {
    const { order, ritasApi } = await backfilled();
    const other = await world.actor('MANAGER');
    const superUser = await world.actor('SUPER_USER');
    const stranger = await (await app.world()).actor('SUPER_USER');
    expect(await history(order.id, superUser.api)).toHaveLength(1);
    for (const hidden of [other.api, stranger.api]) expect(await history(order.id, hidden)).toEqual([]);
    for (const id of [world.id('Order', { id: newId() }), world.id('Event', { id: newId() }), 'nonsense']) {
      expect(await history(id, superUser.api)).toEqual([]);
    }
    const [entry] = await history(order.id, ritasApi);
    expect((await ritasApi.ask(NODE, { id: entry?.id })).node).toMatchObject({ action: 'order.created' });
    for (const hidden of [other.api, stranger.api]) expect((await hidden.ask(NODE, { id: entry?.id })).node).toBeNull();
  });
});

describe('the history of a backfill', () => {
  test('shows draft and confirm to those who see the queue, and nothing to its recipient', async () => {
    const { backfillId, ritasApi } = await backfilled();
    const entries = await history(backfillId);
    expect(actions(entries)).toEqual(['backfill.confirmed', 'backfill.created']);
    expect(entries[0]?.subject).toMatchObject({ __typename: 'Backfill', id: backfillId });
    expect(await history(backfillId, ritasApi)).toEqual([]);
    expect((await ritasApi.ask(NODE, { id: entries[0]?.id })).node).toBeNull();
  });
});

describe('the history of a ticket group', () => {
  test('has the entries of its orders and of its event, and of no other', async () => {
    const { group, order, ritasApi } = await backfilled();
    await backfilled(await world.usageCategory('Another'));
    const event = { id: group.eventId };
    const input = { eventId: world.id('Event', event), expectedVersion: 1, status: 'CANCELLED' };
    await api.ask(MOVE, { input });
    const entries = await history(world.id('TicketGroup', group));
    expect(actions(entries)).toEqual(['event.updated', 'order.created']);
    expect(entries.map(({ subject }) => subject)).toMatchObject([
      { __typename: 'Event', id: world.id('Event', event) },
      { __typename: 'Order', id: order.id },
    ]);
    expect(JSON.parse(entries[0]?.before ?? '')).toMatchObject({ status: 'SCHEDULED', version: 1 });
    expect(await history(world.id('TicketGroup', group), ritasApi)).toEqual([]);
  });

  test('is paged, and resolves the people of a page in one statement', async () => {
    const group = await world.ticketGroup();
    for (let number = 0; number < 7; number += 1) {
      const actor = await world.user('TICKET_MANAGER', { name: `Actor ${number}` });
      await world.write((tx) =>
        tx.execute(
          `INSERT INTO audit_entries (organization_id, id, recorded_at, actor_id, on_behalf_of_id, action, subject_type, subject_id, after)
           VALUES ($1, $2, $3, $4, $5, 'test.noted', 'TicketGroup', $6, $7)`,
          [tx.organizationId, newId(), app.clock.now(), actor.id, admin.id, group.id, { recipientId: actor.id }],
        ),
      );
    }
    const id = world.id('TicketGroup', group);
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const statements: string[] = [];
      app.database.onStatement = (text) => void statements.push(text);
      const { nodes, pageInfo } = (await api.ask(HISTORY, { id, first: 3, after })).history;
      app.database.onStatement = undefined;
      // Those that act, those acted for and those in the facts, of all entries at once.
      expect(statements.filter((text) => /FROM "?users"?/.test(text)).length).toBe(1);
      seen.push(...nodes.map((entry: Entry) => `${entry.actor?.name} for ${entry.onBehalfOf?.name}: ${entry.after}`));
      expect(pageInfo.hasNextPage).toBe(page < 2);
      after = pageInfo.endCursor;
    }
    const newestFirst = [6, 5, 4, 3, 2, 1, 0];
    expect(seen).toEqual(newestFirst.map((n) => `Actor ${n} for Ivy Inventory: {"recipient":"Actor ${n}"}`));
    expect(await api.refusal(HISTORY, { id, first: 3, after: 'x' })).toBe('BAD_USER_INPUT');
    expect(await api.refusal(HISTORY, { id, first: 101 })).toBe('BAD_USER_INPUT');
  });
});
