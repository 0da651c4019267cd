import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';

const ERRORS = 'userErrors { __typename ... on UserError { message path } }';
const STALE = 'userErrors { __typename ... on UserError { message path } ... on StaleVersion { currentVersion } }';
const USAGE = 'usageCategory { id name requiredGuestFields isRetired version viewerCanUpdate { allowed } }';
const TICKET = 'ticketCategory { id name admitsPerson version viewerCanUpdate { allowed } }';
const CREATE_USAGE = `mutation ($input: CreateUsageCategoryInput!) { createUsageCategory(input: $input) { ${USAGE} ${ERRORS} } }`;
const UPDATE_USAGE = `mutation ($input: UpdateUsageCategoryInput!) { updateUsageCategory(input: $input) { ${USAGE} ${STALE} } }`;
const CREATE_TICKET = `mutation ($input: CreateTicketCategoryInput!) { createTicketCategory(input: $input) { ${TICKET} ${ERRORS} } }`;
const UPDATE_TICKET = `mutation ($input: UpdateTicketCategoryInput!) { updateTicketCategory(input: $input) { ${TICKET} ${STALE} } }`;

let app: TestApp;
let world: World;
let admin: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  admin = (await world.actor('SUPER_USER')).api;
});
afterAll(() => app.close());

describe('usage categories', () => {
  test('a new one can be chosen at once, and lists what it asks for once each, in one order', async () => {
    const requiredGuestFields = ['PUBLIC_OFFICIAL', 'EMAIL', 'EMAIL', 'BUSINESS_PURPOSE'];
    const { createUsageCategory } = await admin.ask(CREATE_USAGE, {
      input: { name: '  Charity ', requiredGuestFields },
    });
    expect(createUsageCategory).toEqual({
      usageCategory: {
        id: expect.any(String),
        name: 'Charity',
        requiredGuestFields: ['BUSINESS_PURPOSE', 'EMAIL', 'PUBLIC_OFFICIAL'],
        isRetired: false,
        version: 1,
        viewerCanUpdate: { allowed: true },
      },
      userErrors: [],
    });
    expect(await names()).toEqual(['Charity']);
    expect(await auditActions()).toEqual(['usageCategory.created']);
  });

  test('a name that is blank, too long or taken in any spelling is refused, and nothing is created', async () => {
    await world.usageCategory('Client Entertainment');
    for (const [name, type] of [
      [' ', 'InvalidInput'],
      ['x'.repeat(201), 'InvalidInput'],
      ['client  ENTERTAINMÉNT', 'NameTaken'],
    ]) {
      const { createUsageCategory } = await admin.ask(CREATE_USAGE, { input: { name } });
      expect(createUsageCategory).toMatchObject({
        usageCategory: null,
        userErrors: [{ __typename: type, path: ['name'] }],
      });
    }
    expect(await names()).toEqual(['Client Entertainment']);
    expect(await auditActions()).toEqual([]);
  });

  test('of eight that take one name at once, one is created', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => admin.ask(CREATE_USAGE, { input: { name: 'Contended' } })),
    );
    const errors = answers.flatMap(({ createUsageCategory }) => createUsageCategory.userErrors);
    expect(errors.map(({ __typename }: { __typename: string }) => __typename)).toEqual(Array(7).fill('NameTaken'));
    expect(await names()).toEqual(['Contended']);
  });

  test('it is renamed, asked for more, retired and taken back; what is left out stays', async () => {
    const category = await world.usageCategory('Clients', null, ['EMAIL']);
    const usageCategoryId = world.id('UsageCategory', category);
    const change = async (input: object) =>
      (await admin.ask(UPDATE_USAGE, { input: { usageCategoryId, ...input } })).updateUsageCategory.usageCategory;
    expect(await change({ expectedVersion: 1, name: 'CLIENTS' })).toMatchObject({
      name: 'CLIENTS',
      requiredGuestFields: ['EMAIL'],
      version: 2,
    });
    expect(await change({ expectedVersion: 2, isRetired: true })).toMatchObject({ isRetired: true, version: 3 });
    expect(await names()).toEqual([]);
    expect(await change({ expectedVersion: 3, isRetired: false, requiredGuestFields: [] })).toMatchObject({
      isRetired: false,
      requiredGuestFields: [],
      version: 4,
    });
    const [entry] = await audit();
    expect(entry).toMatchObject({
      action: 'usageCategory.updated',
      before: { name: 'Clients', isRetired: false, requiredGuestFields: ['EMAIL'] },
      after: { name: 'CLIENTS', isRetired: false, requiredGuestFields: ['EMAIL'] },
    });
  });

  test('an old version, a name of another one and an unknown id are refused, and nothing changes', async () => {
    const category = await world.usageCategory('One');
    await world.usageCategory('Two');
    const foreign = await (await app.world()).usageCategory('Three');
    const id = world.id('UsageCategory', category);
    for (const [input, type] of [
      [{ usageCategoryId: id, expectedVersion: 7, name: 'New' }, 'StaleVersion'],
      [{ usageCategoryId: id, expectedVersion: 1, name: 'TWO' }, 'NameTaken'],
      [{ usageCategoryId: id, expectedVersion: 1, name: '' }, 'InvalidInput'],
      [{ usageCategoryId: world.id('UsageCategory', foreign), expectedVersion: 1, name: 'New' }, 'UnknownReference'],
      [{ usageCategoryId: world.id('UsageCategory', { id: newId() }), expectedVersion: 1 }, 'UnknownReference'],
      [{ usageCategoryId: world.id('TicketCategory', category), expectedVersion: 1 }, 'UnknownReference'],
    ] as const) {
      const { updateUsageCategory } = await admin.ask(UPDATE_USAGE, { input });
      expect(updateUsageCategory).toMatchObject({ usageCategory: null, userErrors: [{ __typename: type }] });
    }
    expect(await names()).toEqual(['One', 'Two']);
    expect(await auditActions()).toEqual([]);
  });

  test('of two changes from one version, one wins', async () => {
    const id = world.id('UsageCategory', await world.usageCategory('Before'));
    const answers = await Promise.all(
      ['Left', 'Right'].map((name) =>
        admin.ask(UPDATE_USAGE, { input: { usageCategoryId: id, expectedVersion: 1, name } }),
      ),
    );
    const errors = answers.flatMap(({ updateUsageCategory }) => updateUsageCategory.userErrors);
    expect(errors).toMatchObject([{ __typename: 'StaleVersion', currentVersion: 2 }]);
    expect(await auditActions()).toHaveLength(1);
  });

  test('others read that they may not change them', async () => {
    await world.usageCategory('Charity');
    const { api } = await world.actor('INVENTORY_MANAGER');
    const { usageCategories } = await api.ask('{ usageCategories { viewerCanUpdate { allowed reason } } }');
    expect(usageCategories).toEqual([
      { viewerCanUpdate: { allowed: false, reason: expect.stringContaining('Super Users') } },
    ]);
    expect(await api.refusal(CREATE_USAGE, { input: { name: 'Mine' } })).toBe('FORBIDDEN');
    expect(await names()).toEqual(['Charity']);
  });
});

describe('ticket categories', () => {
  test('one is created, renamed and said anew whether it admits a person', async () => {
    const { createTicketCategory } = await admin.ask(CREATE_TICKET, { input: { name: 'Valet', admitsPerson: true } });
    expect(createTicketCategory).toMatchObject({
      ticketCategory: { name: 'Valet', admitsPerson: true, version: 1, viewerCanUpdate: { allowed: true } },
      userErrors: [],
    });
    const ticketCategoryId = createTicketCategory.ticketCategory.id;
    const input = { ticketCategoryId, expectedVersion: 1, admitsPerson: false };
    const { updateTicketCategory } = await admin.ask(UPDATE_TICKET, { input });
    expect(updateTicketCategory.ticketCategory).toMatchObject({ name: 'Valet', admitsPerson: false, version: 2 });
    expect(await audit()).toMatchObject([
      { action: 'ticketCategory.created', before: null, after: { name: 'Valet', admitsPerson: true } },
      {
        action: 'ticketCategory.updated',
        before: { name: 'Valet', admitsPerson: true },
        after: { name: 'Valet', admitsPerson: false },
      },
    ]);
  });

  test('a taken name, an old version and an unknown id are refused, and nothing changes', async () => {
    const category = await world.ticketCategory('Suite');
    await world.ticketCategory('Club');
    const id = world.id('TicketCategory', category);
    for (const [input, type] of [
      [{ ticketCategoryId: id, expectedVersion: 1, name: 'CLUB' }, 'NameTaken'],
      [{ ticketCategoryId: id, expectedVersion: 2, name: 'Box' }, 'StaleVersion'],
      [{ ticketCategoryId: world.id('TicketCategory', { id: newId() }), expectedVersion: 1 }, 'UnknownReference'],
    ] as const) {
      const { updateTicketCategory } = await admin.ask(UPDATE_TICKET, { input });
      expect(updateTicketCategory).toMatchObject({ ticketCategory: null, userErrors: [{ __typename: type }] });
    }
    const taken = await admin.ask(CREATE_TICKET, { input: { name: 'suite', admitsPerson: true } });
    expect(taken.createTicketCategory).toMatchObject({
      ticketCategory: null,
      userErrors: [{ __typename: 'NameTaken' }],
    });
    const { ticketCategories } = await admin.ask('{ ticketCategories { name version } }');
    expect(ticketCategories).toEqual([
      { name: 'Club', version: 1 },
      { name: 'Suite', version: 1 },
    ]);
    expect(await auditActions()).toEqual([]);
  });
});

async function names(): Promise<string[]> {
  const { usageCategories } = await admin.ask('{ usageCategories { name } }');
  return usageCategories.map(({ name }: { name: string }) => name);
}

function audit(): Promise<{ action: string; before: object | null; after: object | null }[]> {
  return world.write((tx) =>
    tx.rows('SELECT action, before, after FROM audit_entries WHERE organization_id = $1 ORDER BY id', [
      world.organizationId,
    ]),
  );
}

async function auditActions(): Promise<string[]> {
  return (await audit()).map(({ action }) => action);
}
