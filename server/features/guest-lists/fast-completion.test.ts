import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW } from '../../test/test-app.ts';
import type { Contact } from '../people/contact.entity.ts';
import type { User } from '../people/user.entity.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

const CANDIDATES = `query ($search: String, $first: Int) {
  guestCandidates(search: $search, first: $first) { user { name } contact { name } isRecent }
}`;
const DUPLICATES = `query ($name: String!, $email: String) {
  possibleDuplicateContacts(name: $name, email: $email) { contact { name } reason }
}`;
const PREVIOUS = `query ($id: ID!) {
  order(id: $id) { previousGuests { name guestType attendeeStatus contact { id } user { id } } }
}`;

let ada: { user: User; api: ApiClient };
newWorldForEachTest(async () => {
  ada = await world.actor('EMPLOYEE', { name: 'Ada Example' });
});

async function candidates(search: string | null, first?: number): Promise<[string, boolean][]> {
  const { guestCandidates } = await ada.api.ask(CANDIDATES, { search, first });
  return guestCandidates.map(
    ({ user, contact, isRecent }: { user: Contact | null; contact: Contact | null; isRecent: boolean }) => {
      expect([user, contact].filter(Boolean)).toHaveLength(1);
      return [(user ?? contact)?.name, isRecent];
    },
  );
}

/** Saves a guest list of an order of Ada's that names this contact. */
async function name(contact: Contact): Promise<void> {
  const order = await world.order({ recipient: ada.user, group: await world.ticketGroup({ quantity: 1 }) });
  const scene = new GuestListScene(world, ada, order);
  await scene.save(0, [scene.row(0, { contactId: world.id('Contact', contact) })]);
}

describe('guest candidates', () => {
  test('are the directory and the contacts that the viewer may choose, in one list by name', async () => {
    const other = await world.user('EMPLOYEE', { name: 'Bo Former', isActive: false });
    await world.contact(other, { name: 'Cy Shared' });
    await world.contact(other, { name: 'Di Private', visibility: 'PRIVATE' });
    await world.contact(ada.user, { name: 'Ed Own', visibility: 'PRIVATE' });
    const all: [string, boolean][] = [
      ['Ada Example', false],
      ['Bo Former', false],
      ['Cy Shared', false],
      ['Ed Own', false],
    ];
    for (const search of [null, ' ']) expect(await candidates(search)).toEqual(all);
    expect(await candidates(null, 2)).toEqual(all.slice(0, 2));
    expect(await candidates('di private')).toEqual([]);
  });

  test('that the viewer named lately come first, the latest first, with a search and without', async () => {
    const [kim, kit] = [
      await world.contact(ada.user, { name: 'Kim Client' }),
      await world.contact(ada.user, { name: 'Kit Client' }),
    ];
    await world.contact(ada.user, { name: 'Al Client' });
    await name(kit);
    app.clock.advance({ minutes: 1 });
    await name(kim);
    const recent: [string, boolean][] = [
      ['Kim Client', true],
      ['Kit Client', true],
    ];
    expect(await candidates(null)).toEqual([...recent, ['Ada Example', false], ['Al Client', false]]);
    expect(await candidates('client')).toEqual([...recent, ['Al Client', false]]);
    expect(await candidates('kit client')).toContainEqual(['Kit Client', true]);
    // What is recent is the viewer's own business.
    const { guestCandidates } = await (await world.actor('TICKET_MANAGER')).api.ask(CANDIDATES, { search: 'client' });
    expect(guestCandidates.map(({ isRecent }: { isRecent: boolean }) => isRecent)).toEqual([false, false, false]);
  });

  test('never include people who were erased', async () => {
    const contact = await world.contact(ada.user, { name: 'Gone Client' });
    const user = await world.user('EMPLOYEE', { name: 'Gone Colleague' });
    await name(contact);
    await world.write(async (tx) => {
      for (const [table, { id }] of [
        ['contacts', contact],
        ['users', user],
      ] as const)
        await tx.execute(`UPDATE ${table} SET erased_at = $2 WHERE organization_id = $1 AND id = $3`, [
          tx.organizationId,
          new Date(NOW),
          id,
        ]);
    });
    expect(await candidates('gone')).toEqual([]);
    expect(await candidates(null)).toEqual([['Ada Example', false]]);
  });

  test('stay within their own organization, and a page of the wrong size is refused', async () => {
    const elsewhere = await app.world();
    await elsewhere.contact(await elsewhere.user('EMPLOYEE'), { name: 'Far Away' });
    expect(await candidates('far away')).toEqual([]);
    for (const first of [0, 101]) expect(await ada.api.refusal(CANDIDATES, { first })).toBe('BAD_USER_INPUT');
  });
});

describe('possible duplicates of a new contact', () => {
  async function duplicates(name: string, email: string | null = null): Promise<[string | null, string][]> {
    const { possibleDuplicateContacts } = await ada.api.ask(DUPLICATES, { name, email });
    return possibleDuplicateContacts.map(({ contact, reason }: { contact: Contact | null; reason: string }) => [
      contact?.name ?? null,
      reason,
    ]);
  }
  const SAME_EMAIL = 'A contact with this email address exists.';
  const SIMILAR = 'A contact with a very similar name exists.';

  test('have the same email in any case, or a very similar name', async () => {
    await world.contact(ada.user, { name: 'Kim Client', email: 'Kim@Example.com' });
    await world.contact(ada.user, { name: 'Jonathan Müller', email: null });
    expect(await duplicates('Somebody Else', 'kim@example.COM ')).toEqual([['Kim Client', SAME_EMAIL]]);
    expect(await duplicates('Jonathan Muller')).toEqual([['Jonathan Müller', SIMILAR]]);
    expect(await duplicates('Jonathon Müller')).toEqual([['Jonathan Müller', SIMILAR]]);
    expect(await duplicates('Jonathan')).toEqual([]);
    expect(await duplicates('Kim Clientele', 'kim@example.com')).toEqual([['Kim Client', SAME_EMAIL]]);
    expect(await duplicates('', null)).toEqual([]);
  });

  test('reveal of a private contact of somebody else only that there is one', async () => {
    const other = await world.user('EMPLOYEE');
    for (const email of ['kim@example.com', 'kim2@example.com']) {
      await world.contact(other, { name: 'Kim Client', email, visibility: 'PRIVATE' });
    }
    await world.contact(ada.user, { name: 'Kim Client', email: null, visibility: 'PRIVATE' });
    const hidden = [null, 'Somebody else has a private contact that may be the same person.'];
    expect(await duplicates('Kim Client')).toEqual([['Kim Client', SIMILAR], hidden]);
    expect(await duplicates('Nobody Known', 'kim@example.com')).toEqual([hidden]);
    expect(await duplicates('Lee Client')).toEqual([]);
  });
});

describe('the guests of last time', () => {
  test('are those of the latest confirmed order of the recipient at the location, lowest seat first', async () => {
    const venue = await world.venue();
    const location = await world.ticketLocation(venue.id);
    const at = async (days: number, seats: number[]) => {
      const event = await world.event({ venue, localDate: world.day(days) });
      const group = await world.ticketGroup({ event, location, seats });
      return new GuestListScene(world, ada, await world.order({ recipient: ada.user, group }));
    };
    const [longAgo, lastTime, open, now] = [
      await at(-30, [1]),
      await at(-20, [2, 1]),
      await at(-15, [1]),
      await at(-10, [1]),
    ];
    const kim = await world.contact(ada.user, { name: 'Kim Client' });
    await longAgo.saveAndSubmit([longAgo.row(0, { newContact: { name: 'Old Guest' } })]);
    await lastTime.saveAndSubmit([
      lastTime.row(0, { contactId: world.id('Contact', kim) }),
      lastTime.row(1, { myself: true }, 'NO_SHOW'),
    ]);
    for (const each of [lastTime, longAgo]) await each.confirm(1);
    await open.saveAndSubmit([open.row(0, { newContact: { name: 'Not Confirmed' } })]);
    const { order } = await ada.api.ask(PREVIOUS, { id: now.orderId });
    expect(order.previousGuests).toMatchObject([
      { name: 'Ada Example', guestType: 'MYSELF', attendeeStatus: 'NO_SHOW', user: { id: world.id('User', ada.user) } },
      { name: 'Kim Client', guestType: 'CONTACT', contact: { id: world.id('Contact', kim) } },
    ]);
    expect(order.previousGuests).toHaveLength(2);
  });

  test('are nobody where the location, or the recipient, is another one, or the event is the same', async () => {
    const venue = await world.venue();
    const event = await world.event({ venue });
    const location = await world.ticketLocation(venue.id);
    const done = await GuestListScene.create(world, {
      group: await world.ticketGroup({ event, location, seats: [1] }),
    });
    await done.saveAndSubmit([done.row(0, { myself: true })]);
    await done.confirm(1);
    const later = await world.event({ venue, localDate: world.day(-5) });
    const groups = [
      { recipient: done.recipient, group: await world.ticketGroup({ event, location, seats: [2] }) },
      { recipient: done.recipient, group: await world.ticketGroup({ event: later, seats: [1] }) },
      { recipient: ada.user, group: await world.ticketGroup({ event: later, location, seats: [1] }) },
    ];
    for (const { recipient, group } of groups) {
      const order = await world.order({ recipient, group });
      const api = await world.signedIn(recipient);
      expect((await api.ask(PREVIOUS, { id: world.id('Order', order) })).order.previousGuests).toEqual([]);
    }
  });
});
