import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';

const FIELDS =
  'reminderSteps { days audience } placeholderPolicy separateConfirmer askForOrderedGuestLists version viewerCanUpdate { allowed }';
const READ = `{ settings { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { settings { ${FIELDS} }
  userErrors { __typename ... on UserError { message path } ... on StaleVersion { currentVersion } } } }`;
const DEFAULTS = {
  reminderSteps: [
    { days: 1, audience: 'RECIPIENT' },
    { days: 3, audience: 'RECIPIENT' },
    { days: 7, audience: 'RECIPIENT' },
    { days: 14, audience: 'RECIPIENT_AND_MANAGER' },
  ],
  placeholderPolicy: 'WARN',
  separateConfirmer: false,
  askForOrderedGuestLists: false,
};

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

test('an organization that never changed any has the defaults, and everybody may read them', async () => {
  const { api } = await world.actor('EMPLOYEE');
  const { settings } = await api.ask(READ);
  expect(settings).toEqual({ ...DEFAULTS, version: 0, viewerCanUpdate: { allowed: false } });
});

test('the first change makes the row, the next one changes it, and what is left out stays', async () => {
  const first = await update({ expectedVersion: 0, placeholderPolicy: 'REFUSE' });
  expect(first).toEqual({
    settings: { ...DEFAULTS, placeholderPolicy: 'REFUSE', version: 1, viewerCanUpdate: { allowed: true } },
    userErrors: [],
  });
  await update({ expectedVersion: 1, separateConfirmer: true, askForOrderedGuestLists: true });
  const { settings } = await admin.ask(READ);
  expect(settings).toMatchObject({
    ...DEFAULTS,
    placeholderPolicy: 'REFUSE',
    separateConfirmer: true,
    askForOrderedGuestLists: true,
    version: 2,
  });
  expect(await audit()).toEqual([
    { action: 'settings.updated', before: DEFAULTS, after: { ...DEFAULTS, placeholderPolicy: 'REFUSE' } },
    {
      action: 'settings.updated',
      before: { ...DEFAULTS, placeholderPolicy: 'REFUSE' },
      after: { ...DEFAULTS, placeholderPolicy: 'REFUSE', separateConfirmer: true, askForOrderedGuestLists: true },
    },
  ]);
});

test('the reminder ladder is sorted, and may be empty', async () => {
  const steps = [
    { days: 30, audience: 'RECIPIENT_AND_MANAGER' },
    { days: 2, audience: 'RECIPIENT' },
  ];
  const { settings } = await update({ expectedVersion: 0, reminderSteps: steps });
  expect(settings.reminderSteps).toEqual([...steps].reverse());
  expect((await update({ expectedVersion: 1, reminderSteps: [] })).settings.reminderSteps).toEqual([]);
});

test('too many steps, two on one day and days out of range are refused at their place, and nothing changes', async () => {
  const on = (...days: number[]) => days.map((day) => ({ days: day, audience: 'RECIPIENT' }));
  for (const [steps, path] of [
    [on(...Array.from({ length: 11 }, (_, index) => index + 1)), ['reminderSteps']],
    [on(3, 1, 3), ['reminderSteps', '2', 'days']],
    [on(0), ['reminderSteps', '0', 'days']],
    [on(1, 366), ['reminderSteps', '1', 'days']],
  ] as const) {
    const refused = await update({ expectedVersion: 0, reminderSteps: steps, separateConfirmer: true });
    expect(refused).toMatchObject({ settings: null, userErrors: [{ __typename: 'InvalidInput', path }] });
  }
  expect((await admin.ask(READ)).settings).toMatchObject({ ...DEFAULTS, version: 0 });
  expect(await audit()).toEqual([]);
});

test('of six changes from the defaults at once one wins, the others are told its version', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => update({ expectedVersion: 0, separateConfirmer: true })),
  );
  const errors = answers.flatMap(({ userErrors }) => userErrors);
  expect(errors).toHaveLength(5);
  for (const error of errors) expect(error).toMatchObject({ __typename: 'StaleVersion', currentVersion: 1 });
  expect(await audit()).toHaveLength(1);
});

test('others than Super Users are refused, and other organizations keep theirs', async () => {
  const { api } = await world.actor('INVENTORY_MANAGER');
  const refused = { input: { expectedVersion: 0, separateConfirmer: true } };
  expect(await api.refusal(UPDATE, refused)).toBe('FORBIDDEN');
  await update({ expectedVersion: 0, separateConfirmer: true });
  const other = await (await app.world()).actor('EMPLOYEE');
  expect((await other.api.ask(READ)).settings).toMatchObject({ ...DEFAULTS, version: 0 });
});

async function update(input: object) {
  return (await admin.ask(UPDATE, { input })).updateSettings;
}

function audit(): Promise<object[]> {
  return world.write((tx) =>
    tx.rows('SELECT action, before, after FROM audit_entries WHERE organization_id = $1 ORDER BY id', [
      world.organizationId,
    ]),
  );
}
