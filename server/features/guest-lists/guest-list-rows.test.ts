import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { expectRefused } from './expect-refused.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { SAVE } from './guest-lists.documents.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let scene: GuestListScene;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world);
});

describe('tickets', () => {
  test('of another order and unknown ones are refused, each at its row', async () => {
    const other = await world.order({ recipient: scene.recipient });
    const [ticket] = other.tickets;
    await expectRefused(
      scene,
      [
        scene.row(0, { myself: true }),
        { ticketId: world.id('Ticket', ticket ?? { id: newId() }), guest: { newContact: { name: 'Kim Client' } } },
        { ticketId: world.id('Ticket', { id: newId() }), guest: { newContact: { name: 'Lee Client' } } },
        { ticketId: 'nonsense', guest: { newContact: { name: 'Mia Client' } } },
      ],
      [
        ['UnknownReference', ['guests', '1', 'ticketId']],
        ['UnknownReference', ['guests', '2', 'ticketId']],
        ['UnknownReference', ['guests', '3', 'ticketId']],
      ],
    );
  });

  test('have one guest at most', async () => {
    const [error] = await expectRefused(
      scene,
      [scene.row(1, { myself: true }), scene.row(1, { newContact: { name: 'Kim Client' } })],
      [['InvalidInput', ['guests', '1', 'ticketId']]],
    );
    expect(error?.message).toContain('row 1');
  });
});

describe('guests', () => {
  test('that the viewer cannot see are unknown: private contacts of others, foreign and made-up ids, other types', async () => {
    const stranger = await world.user('EMPLOYEE');
    const theirs = await world.contact(stranger, { visibility: 'PRIVATE' });
    const elsewhere = await app.world();
    const foreign = await elsewhere.contact(await elsewhere.user('EMPLOYEE'));
    const references: [object, string][] = [
      [{ contactId: world.id('Contact', theirs) }, 'contactId'],
      [{ contactId: elsewhere.id('Contact', foreign) }, 'contactId'],
      [{ contactId: world.id('Contact', foreign) }, 'contactId'],
      [{ contactId: world.id('User', stranger) }, 'contactId'],
      [{ contactId: '' }, 'contactId'],
      [{ userId: world.id('User', { id: newId() }) }, 'userId'],
      [{ systemProfileId: world.id('SystemProfile', { id: newId() }) }, 'systemProfileId'],
    ];
    const messages = new Set<string>();
    for (const [guest, field] of references) {
      const [error] = await expectRefused(
        scene,
        [scene.row(0, guest)],
        [['UnknownReference', ['guests', '0', 'guest', field]]],
      );
      if (field === 'contactId' && error) messages.add(error.message);
    }
    expect(messages.size).toBe(1);
  });

  test('include the viewer’s own private contacts, which stay hidden from others who see the order', async () => {
    const mine = await world.contact(scene.recipient, { name: 'Piet Private', visibility: 'PRIVATE' });
    const { userErrors } = await scene.save(0, [scene.row(0, { contactId: world.id('Contact', mine) })]);
    expect(userErrors).toEqual([]);
    const { api } = await world.actor('TICKET_MANAGER');
    const seen = await api.ask('query ($id: ID!) { order(id: $id) { guestList { guests { name contact { id } } } } }', {
      id: scene.orderId,
    });
    expect(seen.order.guestList.guests).toEqual([{ name: 'Piet Private', contact: null }]);
  });

  test('are named in exactly one way', async () => {
    const user = world.id('User', scene.recipient);
    for (const guest of [{}, { myself: true, userId: user }, { myself: null }]) {
      const before = await scene.everything();
      const input = { orderId: scene.orderId, expectedVersion: 0, guests: [scene.row(0, guest)] };
      expect(await scene.api.refusal(SAVE, { input })).toBe('BAD_USER_INPUT');
      expect(await scene.everything()).toEqual(before);
    }
    await expectRefused(
      scene,
      [scene.row(0, { myself: false })],
      [['InvalidInput', ['guests', '0', 'guest', 'myself']]],
    );
  });

  test('who are new need a name and, if any, a well-formed email', async () => {
    const at = (field: string) => ['guests', '0', 'guest', 'newContact', field];
    await expectRefused(scene, [scene.row(0, { newContact: { name: '  ' } })], [['InvalidInput', at('name')]]);
    await expectRefused(
      scene,
      [scene.row(0, { newContact: { name: '-', email: 'kim@' } })],
      [
        ['InvalidInput', at('name')],
        ['InvalidInput', at('email')],
      ],
    );
    await expectRefused(
      scene,
      [scene.row(0, { newContact: { name: 'Kim', company: 'c'.repeat(201) } })],
      [['InvalidInput', at('company')]],
    );
  });

  test('every bad row is reported and none is written', async () => {
    await expectRefused(
      scene,
      [
        scene.row(0, { newContact: { name: 'Fine Example' } }),
        { ticketId: 'nonsense', guest: { newContact: { name: '' } } },
        scene.row(1, { userId: 'nonsense' }),
      ],
      [
        ['UnknownReference', ['usageCategoryId']],
        ['UnknownReference', ['guests', '1', 'ticketId']],
        ['InvalidInput', ['guests', '1', 'guest', 'newContact', 'name']],
        ['UnknownReference', ['guests', '2', 'guest', 'userId']],
      ],
      { usageCategoryId: 'nonsense' },
    );
  });
});

describe('the same person twice', () => {
  test('both ATTENDED is refused, by contact, by user and by email in any case', async () => {
    const kim = await world.contact(scene.recipient, { name: 'Kim Client', email: 'kim@example.com' });
    const double = await world.contact(scene.recipient, { name: 'K. Client', email: ' KIM@Example.com' });
    const user = await world.user('EMPLOYEE', { email: 'Kim@example.com' });
    const pairs: [object, object][] = [
      [{ contactId: world.id('Contact', kim) }, { contactId: world.id('Contact', kim) }],
      [{ userId: world.id('User', user) }, { userId: world.id('User', user) }],
      [{ contactId: world.id('Contact', kim) }, { contactId: world.id('Contact', double) }],
      [{ userId: world.id('User', user) }, { newContact: { name: 'Kim', email: 'KIM@EXAMPLE.COM' } }],
      [{ myself: true }, { userId: world.id('User', scene.recipient) }],
      [{ myself: true }, { newContact: { name: 'Also Ada', email: scene.recipient.email.toUpperCase() } }],
    ];
    for (const [first, second] of pairs) {
      const [error] = await expectRefused(
        scene,
        [scene.row(0, first), scene.row(1, second)],
        [['DuplicateGuest', ['guests', '1', 'guest']]],
      );
      expect(error?.message).toContain('row 1');
    }
  });

  test('is accepted where one of them did not come, and for namesakes and placeholders', async () => {
    const user = world.id('User', await world.user('EMPLOYEE'));
    const placeholder = world.id('SystemProfile', await world.systemProfile());
    const accepted: object[][] = [
      [scene.row(0, { userId: user }), scene.row(1, { userId: user }, 'NO_SHOW')],
      [scene.row(0, { userId: user }), scene.row(1, { userId: user }, null)],
      [scene.row(0, { newContact: { name: 'Kim Client' } }), scene.row(1, { newContact: { name: 'Kim Client' } })],
      [scene.row(0, { systemProfileId: placeholder }), scene.row(1, { systemProfileId: placeholder })],
    ];
    const errors = [];
    for (const [version, guests] of accepted.entries()) errors.push(...(await scene.save(version, guests)).userErrors);
    expect(errors).toEqual([]);
  });

  test('is accepted on tickets that admit nobody, such as parking', async () => {
    const category = await world.ticketCategory('Parking Pass', false);
    scene = await GuestListScene.create(world, { group: await world.ticketGroup({ category, quantity: 2 }) });
    const user = world.id('User', await world.user('EMPLOYEE'));
    expect((await scene.save(0, [scene.row(0, { userId: user }), scene.row(1, { userId: user })])).userErrors).toEqual(
      [],
    );
  });

  test('"myself" is chosen once, whoever came', async () => {
    await expectRefused(
      scene,
      [scene.row(0, { myself: true }), scene.row(1, { myself: true }, 'NO_SHOW')],
      [['DuplicateGuest', ['guests', '1', 'guest']]],
    );
    await expectRefused(
      scene,
      [scene.row(0, { myself: true }), scene.row(1, { myself: true })],
      [['DuplicateGuest', ['guests', '1', 'guest']]],
    );
  });
});
