import { describe, expect, test } from '@jest/globals';
import { NOW } from '../../test/test-app.ts';
import { expectRefused } from './expect-refused.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let scene: GuestListScene;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world);
});

describe('saving', () => {
  test('keeps the four types of guests with copies of what is on file', async () => {
    scene = await GuestListScene.create(world, { seats: [1, 2, 3, 4, 5] });
    const contact = await world.contact(scene.recipient, {
      name: 'Kim Client',
      email: 'kim@example.com',
      company: 'Client Co',
      title: 'Buyer',
    });
    const inactive = await world.user('EMPLOYEE', { name: 'Ian Inactive', email: 'ian@example.com', isActive: false });
    const placeholder = await world.systemProfile('Client’s guest');
    const { order, warnings, userErrors } = await scene.save(0, [
      scene.row(0, { contactId: world.id('Contact', contact) }),
      scene.row(1, { userId: world.id('User', inactive) }, 'NO_SHOW'),
      scene.row(2, { systemProfileId: world.id('SystemProfile', placeholder) }),
      scene.row(3, { myself: true }),
      scene.row(4, { newContact: { name: ' Nora New ', email: 'nora@example.com ', company: '', title: null } }, null),
    ]);
    expect(userErrors).toEqual([]);
    const nobody = {
      ...{ email: null, company: null, title: null, relationship: null, isPublicOfficial: null },
      ...{ contact: null, user: null, systemProfile: null },
    };
    expect(order.guestList).toEqual({
      version: 1,
      savedAt: NOW,
      savedBy: { name: 'Ada Example' },
      businessPurpose: null,
      hostPresent: null,
      requiredGuestFields: [],
      submittedAt: null,
      submittedBy: null,
      guests: [
        {
          ...nobody,
          ticket: { id: scene.ticketId(0) },
          guestType: 'CONTACT',
          name: 'Kim Client',
          email: 'kim@example.com',
          company: 'Client Co',
          title: 'Buyer',
          attendeeStatus: 'ATTENDED',
          contact: { id: world.id('Contact', contact) },
        },
        {
          ...nobody,
          ticket: { id: scene.ticketId(1) },
          guestType: 'EMPLOYEE',
          name: 'Ian Inactive',
          email: 'ian@example.com',
          attendeeStatus: 'NO_SHOW',
          user: { id: world.id('User', inactive) },
        },
        {
          ...nobody,
          ticket: { id: scene.ticketId(2) },
          guestType: 'SYSTEM_PROFILE',
          name: 'Client’s guest',
          attendeeStatus: 'ATTENDED',
          systemProfile: { id: world.id('SystemProfile', placeholder) },
        },
        {
          ...nobody,
          ticket: { id: scene.ticketId(3) },
          guestType: 'MYSELF',
          name: 'Ada Example',
          email: scene.recipient.email,
          title: 'Analyst',
          attendeeStatus: 'ATTENDED',
          user: { id: world.id('User', scene.recipient) },
        },
        {
          ...nobody,
          ticket: { id: scene.ticketId(4) },
          guestType: 'CONTACT',
          name: 'Nora New',
          email: 'nora@example.com',
          attendeeStatus: null,
          contact: { id: expect.any(String) },
        },
      ],
    });
    expect(order.status).toBe('CONFIRM_GUEST_LIST');
    expect(warnings).toEqual([
      { kind: 'PLACEHOLDER_GUEST', message: expect.stringContaining('Client’s guest'), path: ['guests', '2', 'guest'] },
      { kind: 'INCOMPLETE', message: expect.stringContaining('Nora New'), path: ['guests', '4', 'attendeeStatus'] },
    ]);
  });

  test('creates the new contact in the same step, shared unless said otherwise', async () => {
    await scene.save(0, [
      scene.row(0, {
        newContact: { name: 'Nora New', email: 'nora@example.com', company: 'Client Co', title: 'Buyer' },
      }),
      scene.row(1, { newContact: { name: 'Piet Private', visibility: 'PRIVATE' } }),
    ]);
    const CONTACTS = '{ contacts { nodes { name email company title visibility } } }';
    const nora = {
      name: 'Nora New',
      email: 'nora@example.com',
      company: 'Client Co',
      title: 'Buyer',
      visibility: 'SHARED',
    };
    const piet = { name: 'Piet Private', email: null, company: null, title: null, visibility: 'PRIVATE' };
    expect((await scene.api.ask(CONTACTS)).contacts.nodes).toEqual([nora, piet]);
    const another = await world.actor('EMPLOYEE');
    expect((await another.api.ask(CONTACTS)).contacts.nodes).toEqual([nora]);
    expect((await another.api.ask('{ contacts(search: "client co") { nodes { name } } }')).contacts.nodes).toEqual([
      { name: 'Nora New' },
    ]);
  });

  test('accepts fewer guests than tickets, with a warning, down to none', async () => {
    const incomplete = (count: number) => ({
      kind: 'INCOMPLETE',
      message: expect.stringContaining(`${count} of 2 tickets`),
      path: ['guests'],
    });
    const partial = await scene.save(0, [scene.row(1, { myself: true })]);
    expect([partial.userErrors, partial.warnings, partial.order.guestList.guests.length]).toEqual([
      [],
      [incomplete(1)],
      1,
    ]);
    const empty = await scene.save(1, []);
    expect([empty.userErrors, empty.warnings, empty.order.guestList.guests.length]).toEqual([[], [incomplete(0)], 0]);
    expect(empty.order.guestList.version).toBe(2);
  });

  test('replaces the whole list, keeps the old version and takes a submission back', async () => {
    await scene.saveAndSubmit([scene.row(0, { myself: true }), scene.row(1, { newContact: { name: 'Kim Client' } })]);
    expect((await scene.read()).guestList.submittedBy).toEqual({ name: 'Ada Example' });
    app.clock.advance({ hours: 1 });
    const { order } = await scene.save(1, [scene.row(1, { myself: true }, 'NO_SHOW')]);
    expect(order.guestList).toMatchObject({
      version: 2,
      savedAt: '2026-07-20T13:00:00.000Z',
      submittedAt: null,
      submittedBy: null,
    });
    expect(order.submittedAt).toBeNull();
    expect(order.guestList.guests.map(({ name }: { name: string }) => name)).toEqual(['Ada Example']);
    const versions = await world.write((tx) =>
      tx.rows(
        `SELECT v.version, count(g.id)::int AS guests FROM guest_list_versions v
         LEFT JOIN guests g ON g.organization_id = v.organization_id AND g.guest_list_version_id = v.id
         WHERE v.order_id = $1 GROUP BY v.version ORDER BY v.version`,
        [scene.order.id],
      ),
    );
    expect(versions).toEqual([
      { version: 1, guests: 2 },
      { version: 2, guests: 1 },
    ]);
  });

  test('keeps guests as they were when a contact changes later', async () => {
    const contact = await world.contact(scene.recipient, { name: 'Kim Client', company: 'Client Co' });
    await scene.save(0, [scene.row(0, { contactId: world.id('Contact', contact) })]);
    await world.write((tx) =>
      tx.manager.update('contacts', { id: contact.id }, { name: 'Kim Married', company: 'Elsewhere' }),
    );
    const { guestList } = await scene.read();
    expect(guestList.guests).toMatchObject([
      { name: 'Kim Client', company: 'Client Co', contact: { id: world.id('Contact', contact) } },
    ]);
  });

  test('leaves an audit entry that names the version and no guest', async () => {
    await scene.save(0, [scene.row(0, { newContact: { name: 'Nora Secret', email: 'nora@example.com' } })]);
    await scene.save(1, []);
    const entries = await scene.audit();
    expect(entries.map(({ action }) => action)).toEqual(['guestList.saved', 'guestList.saved']);
    const [first, second] = entries;
    expect(first).toMatchObject({
      actor_id: scene.recipient.id,
      recorded_at: new Date(NOW),
      before: { guestListVersionId: null, version: 0 },
      after: { guestListVersionId: expect.any(String), version: 1 },
    });
    expect(first?.event_at.getTime()).toBeLessThan(new Date(NOW).getTime());
    expect(second?.before).toEqual(expect.objectContaining({ ...first?.after, version: 1 }));
    const texts = await world.write((tx) =>
      tx.rows<{ text: string }>('SELECT row_to_json(a)::text AS text FROM audit_entries a'),
    );
    expect(texts).toHaveLength(3);
    expect(texts.filter(({ text }) => /Secret|nora@/i.test(text))).toEqual([]);
  });
});

describe('saving with another version than the current one', () => {
  test('is refused with the current version and shows the list of now', async () => {
    await scene.save(0, [scene.row(0, { myself: true })]);
    const before = await scene.everything();
    for (const expectedVersion of [0, 2, -1]) {
      const { order, userErrors } = await scene.save(expectedVersion, []);
      expect(userErrors).toEqual([
        {
          __typename: 'StaleVersion',
          message: expect.stringContaining('version 1'),
          path: ['expectedVersion'],
          currentVersion: 1,
        },
      ]);
      expect(order.guestList.guests).toHaveLength(1);
    }
    expect(await scene.everything()).toEqual(before);
  });
});

describe('the usage category', () => {
  test('can be changed with the list and stays when left out', async () => {
    const charity = await world.usageCategory('Charity');
    const changed = await scene.save(0, [], { usageCategoryId: world.id('UsageCategory', charity) });
    expect(changed.order.usageCategory).toEqual({ name: 'Charity' });
    expect((await scene.save(1, [])).order.usageCategory).toEqual({ name: 'Charity' });
    expect((await scene.save(2, [], { usageCategoryId: null })).order.usageCategory).toEqual({ name: 'Charity' });
  });

  test('that is retired is refused, unless the order has it already', async () => {
    const retired = await world.usageCategory('Old Reason', new Date(NOW));
    const [error] = await expectRefused(scene, [], [['UsageCategoryRetired', ['usageCategoryId']]], {
      usageCategoryId: world.id('UsageCategory', retired),
    });
    expect(error).toMatchObject({ usageCategory: { name: 'Old Reason' } });
    await world.write((tx) => tx.manager.update('orders', { id: scene.order.id }, { usageCategoryId: retired.id }));
    const unchanged = await scene.save(0, [], { usageCategoryId: world.id('UsageCategory', retired) });
    expect(unchanged.userErrors).toEqual([]);
  });

  test('of another organization is unknown', async () => {
    const elsewhere = await app.world();
    const foreign = await elsewhere.usageCategory();
    await expectRefused(scene, [], [['UnknownReference', ['usageCategoryId']]], {
      usageCategoryId: elsewhere.id('UsageCategory', foreign),
    });
  });
});

test('saving takes as many statements for 40 guests as for 2', async () => {
  const statementsFor = async (count: number): Promise<number> => {
    const seats = Array.from({ length: count }, (_, index) => index + 1);
    const full = await GuestListScene.create(world, { seats });
    const guests = seats.map((seat) => full.row(seat - 1, { newContact: { name: `Guest ${seat}` } }));
    let statements = 0;
    app.database.onStatement = () => void (statements += 1);
    const { userErrors } = await full.save(0, guests);
    app.database.onStatement = undefined;
    expect(userErrors).toEqual([]);
    return statements;
  };
  const few = await statementsFor(2);
  expect(await statementsFor(40)).toBe(few);
});
