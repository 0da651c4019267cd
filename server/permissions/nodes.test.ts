import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Import } from '../features/imports/import.entity.ts';
import type { User } from '../features/people/user.entity.ts';
import { newId } from '../platform/id.ts';
import type { ApiClient } from '../test/api-client.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import type { World } from '../test/world.ts';
import { columns, type Lowest, ROLES, TOKENS, type TokenScope } from './columns.ts';

/*
 * Who finds what by its id: every type that implements Node. Each row belongs to somebody else than whoever asks, so that only
 * role and scopes count; what is one's own is tested where it lives.
 */
const EVERY: readonly TokenScope[] = TOKENS;
const NODES: Record<string, { lowest: Lowest; scopes: readonly TokenScope[] }> = {
  ApiToken: { lowest: 'SUPER_USER', scopes: [] },
  Assignment: { lowest: 'TICKET_MANAGER', scopes: ['BACKFILL'] },
  Backfill: { lowest: 'TICKET_MANAGER', scopes: ['BACKFILL'] },
  Contact: { lowest: 'EMPLOYEE', scopes: ['GUEST_LISTS', 'ADMINISTRATION'] },
  Event: { lowest: 'TICKET_MANAGER', scopes: ['READ_INVENTORY', 'BACKFILL'] },
  GuestListVersion: { lowest: 'TICKET_MANAGER', scopes: ['GUEST_LISTS'] },
  HistoryEntry: { lowest: 'TICKET_MANAGER', scopes: ['BACKFILL', 'GUEST_LISTS', 'ADMINISTRATION'] },
  Import: { lowest: 'INVENTORY_MANAGER', scopes: ['ADMINISTRATION'] },
  Mail: { lowest: 'SUPER_USER', scopes: ['ADMINISTRATION'] },
  Order: { lowest: 'TICKET_MANAGER', scopes: ['BACKFILL', 'GUEST_LISTS'] },
  Organization: { lowest: 'EMPLOYEE', scopes: EVERY },
  Proxy: { lowest: 'SUPER_USER', scopes: ['ADMINISTRATION'] },
  Session: { lowest: 'SUPER_USER', scopes: [] },
  SystemProfile: { lowest: 'EMPLOYEE', scopes: ['GUEST_LISTS'] },
  Ticket: { lowest: 'TICKET_MANAGER', scopes: ['READ_INVENTORY', 'BACKFILL'] },
  TicketCategory: { lowest: 'EMPLOYEE', scopes: EVERY },
  TicketGroup: { lowest: 'TICKET_MANAGER', scopes: ['READ_INVENTORY', 'BACKFILL'] },
  TicketLocation: { lowest: 'EMPLOYEE', scopes: EVERY },
  UsageCategory: { lowest: 'EMPLOYEE', scopes: EVERY },
  User: { lowest: 'EMPLOYEE', scopes: ['BACKFILL', 'GUEST_LISTS', 'ADMINISTRATION'] },
  Venue: { lowest: 'EMPLOYEE', scopes: EVERY },
};

let app: TestApp;
let world: World;
let ids: Record<string, string>;
let clients: Map<string, ApiClient>;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  ids = await oneOfEach(world);
  clients = await columns(app, world);
});
afterAll(() => app.close());

test('every type that can be found by its id has its row in this table', () => {
  const types = Object.values(app.schema.getTypeMap())
    .filter((type) => 'getInterfaces' in type && type.getInterfaces().some(({ name }) => name === 'Node'))
    .map(({ name }) => name);
  expect(Object.keys(NODES).sort()).toEqual(types.sort());
  expect(Object.keys(ids).sort()).toEqual(types.sort());
});

describe.each(Object.entries(NODES))('node(id) of %s', (type, { lowest, scopes }) => {
  test(`is for ${lowest} and above, and for tokens with ${scopes.join(' or ') || 'nothing'}`, async () => {
    const expected: Record<string, string> = { STRANGER: 'UNAUTHENTICATED', OTHER_TENANT: 'null' };
    for (const role of ROLES) expected[role] = ROLES.indexOf(role) >= ROLES.indexOf(lowest as never) ? type : 'null';
    for (const scope of TOKENS) expected[`TOKEN ${scope}`] = scopes.includes(scope) ? type : 'null';
    for (const refused of ['EXPIRED_SESSION', 'FORGED_TOKEN', 'EXPIRED_TOKEN', 'REVOKED_TOKEN'])
      expected[refused] = 'UNAUTHENTICATED';
    const answers: Record<string, string> = {};
    for (const [column, client] of clients) {
      const { data, errors } = await client.send('query ($id: ID!) { node(id: $id) { __typename id } }', {
        id: ids[type],
      });
      answers[column] = errors?.[0]?.extensions.code ?? data?.node?.__typename ?? 'null';
    }
    expect(answers).toEqual(expected);
  });
});

/** A row of each type, none of them of somebody in a column. */
async function oneOfEach(world: World): Promise<Record<string, string>> {
  const { user: owner, api } = await world.actor('SUPER_USER');
  const { user: recipient, api: recipientsApi } = await world.actor('EMPLOYEE');
  const group = await world.ticketGroup({ seats: [1, 2] });
  const category = await world.usageCategory();
  const contact = await world.contact(owner);
  const { backfill, order } = await confirmed(world, api, recipient, group, category);
  const save = `mutation ($id: ID!, $ticket: ID!, $contact: ID!) { saveGuestList(input: { orderId: $id, expectedVersion: 0,
    guests: [{ ticketId: $ticket, guest: { contactId: $contact } }] }) { order { guestListVersions { id } } userErrors { __typename } } }`;
  const saved = await recipientsApi.ask(save, {
    id: order.id,
    ticket: order.tickets[0].id,
    contact: world.id('Contact', contact),
  });
  const history = await api.ask('query ($id: ID!) { history(subjectId: $id) { nodes { id } } }', { id: order.id });
  const mails = await api.ask('{ mails { nodes { id } } }');
  const file = Object.assign(new Import(), { organizationId: world.organizationId, id: newId() });
  await world.write((tx) =>
    tx.execute(`INSERT INTO imports (organization_id, id, status, created_at) VALUES ($1, $2, 'DISCARDED', now())`, [
      world.organizationId,
      file.id,
    ]),
  );
  await world.token(owner);
  const tokens = await api.ask('{ apiTokens { nodes { id } } }');
  const sessions = await recipientsApi.ask('{ viewer { sessions { id } } }');
  return {
    ApiToken: tokens.apiTokens.nodes[0].id,
    Assignment: backfill.assignments[0].id,
    Backfill: backfill.id,
    Contact: world.id('Contact', contact),
    Event: world.id('Event', { id: group.eventId }),
    GuestListVersion: saved.saveGuestList.order.guestListVersions[0].id,
    HistoryEntry: history.history.nodes[0].id,
    Import: world.id('Import', file),
    Mail: mails.mails.nodes[0].id,
    Order: order.id,
    Organization: world.id('Organization', { id: world.organizationId }),
    Proxy: world.id('Proxy', await world.proxy(recipient, owner)),
    Session: sessions.viewer.sessions[0].id,
    SystemProfile: world.id('SystemProfile', await world.systemProfile()),
    Ticket: order.tickets[0].id,
    TicketCategory: world.id('TicketCategory', { id: group.ticketCategoryId }),
    TicketGroup: world.id('TicketGroup', group),
    TicketLocation: world.id('TicketLocation', { id: group.ticketLocationId }),
    UsageCategory: world.id('UsageCategory', category),
    User: world.id('User', owner),
    Venue: world.id('Venue', { id: group.venueId }),
  };
}

async function confirmed(
  world: World,
  api: ApiClient,
  recipient: User,
  group: { id: string },
  category: { id: string },
) {
  const created = await api.ask(
    `mutation ($input: CreateBackfillInput!) { createBackfill(input: $input) { backfill { id version } userErrors { __typename } } }`,
    {
      input: {
        assignments: [
          {
            ticketGroupId: world.id('TicketGroup', group),
            quantity: 2,
            recipientId: world.id('User', recipient),
            usageCategoryId: world.id('UsageCategory', category),
          },
        ],
      },
    },
  );
  const { id, version } = created.createBackfill.backfill;
  const { confirmBackfill } = await api.ask(
    `mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) {
       backfill { id assignments { id } } orders { id tickets { id } } userErrors { __typename } } }`,
    { input: { backfillId: id, expectedVersion: version } },
  );
  return { backfill: confirmBackfill.backfill, order: confirmBackfill.orders[0] };
}
