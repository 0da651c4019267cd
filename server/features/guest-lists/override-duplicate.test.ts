import { expect, test } from '@jest/globals';
import { NOW } from '../../test/test-app.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { newWorldForEachTest, world } from '../../test/each-test.ts';

const REASON = 'Left at half-time and came back with the second group.';
const DUPLICATE = { __typename: 'DuplicateGuest', path: ['guests', '0', 'guest'], name: 'Kim Client' };
const OVERRIDDEN = {
  kind: 'DUPLICATE_OVERRIDDEN',
  message: expect.stringContaining(REASON),
  path: ['guests', '0', 'guest'],
};

let first: GuestListScene;
let second: GuestListScene;
newWorldForEachTest(async () => {
  const event = await world.event();
  const scene = async () => GuestListScene.create(world, { group: await world.ticketGroup({ event, quantity: 1 }) });
  [first, second] = [await scene(), await scene()];
  const kim = { contactId: world.id('Contact', await world.contact(first.recipient, { name: 'Kim Client' })) };
  for (const each of [first, second]) await each.save(0, [each.row(0, kim)]);
  await first.submit(1);
});

const submit = (duplicateReason: string | null) => second.submit(1, second.api, { duplicateReason });

test('a reason lets the same person be on two lists of one event, and is kept', async () => {
  await first.confirm(1);
  for (const without of [null, '  ']) {
    const { userErrors } = await submit(without);
    expect(userErrors).toMatchObject([{ ...DUPLICATE, message: expect.stringContaining('with the reason') }]);
  }
  const { userErrors, warnings } = await submit(`  ${REASON} `);
  expect([userErrors, warnings]).toEqual([[], [OVERRIDDEN]]);
  expect((await second.confirm(1)).userErrors).toEqual([]);
  expect((await second.versions()).guestListVersions).toMatchObject([{ duplicateReason: REASON, confirmedAt: NOW }]);
  const entries = await second.audit();
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ['guestList.saved', null],
    ['guestList.submitted', REASON],
    ['guestList.confirmed', null],
  ]);
});

test('a reason that turns out to be needed at the confirm can be given afterwards', async () => {
  expect((await submit(null)).userErrors).toEqual([]);
  await first.confirm(1);
  expect((await second.confirm(1)).userErrors).toMatchObject([DUPLICATE]);
  expect((await submit(REASON)).warnings).toEqual([OVERRIDDEN]);
  const before = await second.everything();
  // Again, with and without saying it again: nothing new.
  for (const again of [REASON, null]) {
    expect(await submit(again)).toMatchObject({ userErrors: [], warnings: [OVERRIDDEN] });
  }
  expect(await second.everything()).toEqual(before);
  expect((await second.confirm(1)).userErrors).toEqual([]);
});

test('holds for the submitted version only', async () => {
  await first.confirm(1);
  await submit(REASON);
  const { guests } = (await second.read()).guestList;
  await second.save(1, [second.row(0, { contactId: guests[0].contact.id })]);
  expect((await second.submit(2)).userErrors).toMatchObject([DUPLICATE]);
});

test.each([
  ['two letters', 'no'],
  ['a whole essay', 'x'.repeat(501)],
])('%s are no reason', async (_what, reason) => {
  await first.confirm(1);
  const before = await second.everything();
  expect((await submit(reason)).userErrors).toMatchObject([{ __typename: 'InvalidInput', path: ['duplicateReason'] }]);
  expect(await second.everything()).toEqual(before);
});

test('a reason is no way around the other rules', async () => {
  await second.save(1, [second.row(0, { newContact: { name: 'Lee' } }, null)]);
  const { userErrors } = await second.submit(2, second.api, { duplicateReason: REASON });
  expect(userErrors).toMatchObject([{ __typename: 'AttendeeStatusMissing' }]);
});

test('once the list is confirmed, another reason is too late', async () => {
  await submit(REASON);
  await second.confirm(1);
  const before = await second.everything();
  expect((await submit('Another reason')).userErrors).toMatchObject([{ __typename: 'OrderNotOpen' }]);
  expect(await second.everything()).toEqual(before);
});
