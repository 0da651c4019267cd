import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { GuestListScene } from '../guest-lists/guest-list-scene.ts';
import type { Contact } from '../people/contact.entity.ts';
import { setPassword } from '../people/set-password.ts';
import type { User } from '../people/user.entity.ts';
import { ERASE_CONTACT, errorsOf, ErasureScene } from './erasure-scene.ts';

let app: TestApp;
let world: World;
let erasure: ErasureScene;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  erasure = await ErasureScene.create(app);
  ({ world } = erasure);
});
afterAll(() => app.close());

describe('erasing a contact', () => {
  let scene: GuestListScene;
  let contact: Contact;
  beforeEach(async () => {
    scene = await GuestListScene.create(world);
    contact = await world.contact(scene.recipient, {
      name: erasure.name,
      email: erasure.email,
      company: `${erasure.tag} Works`,
      title: 'CEO',
    });
  });

  const guests = (more: object = {}) => [
    {
      ...scene.row(0, { contactId: world.id('Contact', contact) }),
      relationship: 'Client',
      isPublicOfficial: true,
      ...more,
    },
    scene.row(1, { myself: true }),
  ];

  test('leaves its name and address nowhere in the database, whatever was written before', async () => {
    await scene.save(0, guests(), { businessPurpose: `Dinner with ${erasure.name} (${erasure.email.toUpperCase()})` });
    await scene.submit(1);
    await scene.confirm(1);
    await scene.reopen('The wrong seats.', erasure.admin);
    await scene.save(1, guests());
    const group = await world.ticketGroup();
    await world.write(async (tx) => {
      await tx.execute(`UPDATE tickets SET notes = $2 WHERE id = $1`, [
        group.tickets[0]?.id,
        `For ${erasure.tag.toLowerCase()}   REMOVABLE.`,
      ]);
      await tx.execute(`UPDATE orders SET notes = $2 WHERE id = $1`, [scene.order.id, `Ask ${erasure.email}`]);
    });
    await erasure.uploadsNaming(erasure.name);
    const tables = [
      'contacts',
      'guest_list_versions',
      'guests',
      'import_file_chunks',
      'import_files',
      'import_row_errors',
    ];
    expect(await erasure.tablesWith(erasure.name)).toEqual(tables);
    expect(await erasure.tablesWith(erasure.email)).toEqual(['contacts', 'guest_list_versions', 'guests', 'orders']);
    const before = await erasure.countsOf();

    expect(await erasure.eraseContact(contact)).toEqual({
      contact: {
        id: world.id('Contact', contact),
        name: 'Erased person',
        email: null,
        company: null,
        title: null,
        isErased: true,
        isOnLegalHold: false,
        viewerCanErase: { allowed: false, reason: 'This contact was erased already.' },
        createdBy: { name: 'Ada Example' },
      },
      userErrors: [],
    });
    for (const text of [erasure.name, erasure.email, erasure.tag]) expect(await erasure.tablesWith(text)).toEqual([]);
    expect(await erasure.countsOf()).toEqual(before);
    const order = await scene.read();
    expect(order.guestList.guests[0]).toMatchObject({
      guestType: 'CONTACT',
      name: 'Erased person',
      email: null,
      company: null,
      title: null,
      relationship: null,
      isPublicOfficial: null,
      attendeeStatus: 'ATTENDED',
    });
    const { guestListVersions } = await scene.versions();
    expect(guestListVersions.map((version: { guests: { name: string }[] }) => version.guests[0]?.name)).toEqual([
      'Erased person',
      'Erased person',
    ]);
    expect(guestListVersions[1].businessPurpose).toBe('Dinner with [erased] ([erased])');
  });

  test('is recorded with its reason, without the person', async () => {
    await scene.save(0, guests());
    await erasure.eraseContact(contact, ' Asked by mail. ');
    expect(await erasure.audit('contact.erased')).toEqual([
      {
        subject_id: contact.id,
        before: { isErased: false },
        after: { isErased: true, guests: 1, discardedImports: 0 },
        reason: 'Asked by mail.',
      },
    ]);
  });

  test('takes it out of the search, and its details cannot be written down again', async () => {
    await scene.save(0, guests());
    await erasure.eraseContact(contact);
    const { contacts } = await erasure.admin.ask('{ contacts { nodes { id } } }');
    expect(contacts.nodes).toEqual([]);
    // A page that was open before sends what it knew.
    const saved = await scene.save(1, guests({ email: erasure.email, company: `${erasure.tag} Works`, title: 'CEO' }));
    expect(saved.userErrors).toEqual([]);
    expect(saved.order.guestList.guests[0]).toMatchObject({ name: 'Erased person', email: null, relationship: null });
    expect(await erasure.tablesWith(erasure.email)).toEqual([]);
  });

  test('twice changes nothing the second time', async () => {
    await erasure.eraseContact(contact);
    expect((await erasure.eraseContact(contact)).userErrors).toEqual([]);
    expect(await erasure.audit('contact.erased')).toHaveLength(1);
  });

  test('leaves namesakes of one word and other people alone', async () => {
    const short = await world.contact(scene.recipient, { name: 'Art', email: null });
    await scene.save(0, guests(), { businessPurpose: 'Art and state of the art' });
    await erasure.eraseContact(short);
    const { guestList } = await scene.read();
    expect(guestList.businessPurpose).toBe('Art and state of the art');
    expect(guestList.guests[0].name).toBe(erasure.name);
  });

  test('is refused under a legal hold, without a right reason, for unknown ones and for others, and changes nothing', async () => {
    await scene.save(0, guests());
    const held = await world.contact(scene.recipient, { name: 'Hetty Held', legalHoldAt: app.clock.now() });
    expect(errorsOf(await erasure.eraseContact(held))).toEqual([['OnLegalHold', 'contactId']]);
    for (const reason of ['ok', 'x'.repeat(501), `${erasure.name} asked`, `Mail of ${erasure.email}`]) {
      expect(errorsOf(await erasure.eraseContact(contact, reason))).toEqual([['InvalidInput', 'reason']]);
    }
    const other = await app.world();
    const foreign = await other.contact(await other.user('EMPLOYEE'));
    for (const unknown of [foreign, { id: newId() }]) {
      expect(errorsOf(await erasure.eraseContact(unknown))).toEqual([['UnknownReference', 'contactId']]);
    }
    const { api } = await world.actor('INVENTORY_MANAGER');
    const input = { contactId: world.id('Contact', contact), reason: 'Asked for it.' };
    expect(await api.refusal(ERASE_CONTACT, { input })).toBe('FORBIDDEN');
    expect(await erasure.tablesWith('Hetty Held')).toEqual(['contacts']);
    expect(await erasure.tablesWith(erasure.email)).toEqual(['contacts', 'guests']);
    expect(await erasure.audit('contact.erased')).toEqual([]);
  });

  test('a save that names it at that moment waits and writes down nothing of it', async () => {
    let saving: ReturnType<typeof scene.save> | undefined;
    await world.write(async (tx) => {
      await tx.rows('SELECT FROM contacts WHERE id = $1 FOR UPDATE', [contact.id]);
      saving = scene.save(0, guests());
      // Long enough for the save to have read the name, were it not made to wait.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await tx.execute(
        `UPDATE contacts SET name = 'Erased person', email = NULL, company = NULL, title = NULL, erased_at = $2 WHERE id = $1`,
        [contact.id, app.clock.now()],
      );
    });
    const saved = await saving;
    expect(saved.userErrors).toEqual([]);
    expect(saved.order.guestList.guests[0]).toMatchObject({ name: 'Erased person', email: null, relationship: null });
  });

  test('raced against saves it is gone from all of them, 10 times out of 10', async () => {
    for (let round = 0; round < 10; round += 1) {
      if (round > 0) contact = await world.contact(scene.recipient, { name: erasure.name, email: erasure.email });
      const saves = await Promise.all([
        scene.save(round, guests()),
        erasure.eraseContact(contact).then(({ userErrors }) => ({ userErrors })),
      ]);
      expect(saves.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    }
    for (const text of [erasure.name, erasure.email]) expect(await erasure.tablesWith(text)).toEqual([]);
  });
});

describe('erasing a user', () => {
  let leaver: User;
  beforeEach(async () => {
    leaver = await world.user('MANAGER', {
      name: erasure.name,
      email: erasure.email,
      jobTitle: `${erasure.tag} Officer`,
      department: `${erasure.tag} Department`,
      division: erasure.tag,
      isActive: false,
    });
  });

  test('leaves name, address, sign-in, links and waiting mails nowhere, and keeps orders and guest lists', async () => {
    await world.write((tx) => tx.execute('UPDATE users SET is_active = true WHERE id = $1', [leaver.id]));
    await setPassword(
      app.database,
      { organization: world.slug, email: erasure.email, password: 'correct horse battery' },
      app.clock.now(),
    );
    const api = await world.signedIn(leaver);
    const scene = new GuestListScene(world, { user: leaver, api }, await world.order({ recipient: leaver }));
    const rows = [0, 1, 2, 3].map((index) =>
      scene.row(index, index === 0 ? { myself: true } : { systemProfileId: '' }),
    );
    const profile = world.id('SystemProfile', await world.systemProfile());
    const saved = await scene.save(
      0,
      rows.map((row, index) => (index === 0 ? row : { ...row, guest: { systemProfileId: profile } })),
    );
    expect(saved.userErrors).toEqual([]);
    await world.write(async (tx) => {
      await tx.execute('UPDATE users SET is_active = false WHERE id = $1', [leaver.id]);
      for (const status of ['QUEUED', 'SENT']) {
        await tx.execute(
          `INSERT INTO mails (organization_id, id, kind, status, recipient_id, facts, created_at) VALUES ($1, $2, 'REMINDER', $3, $4, '{}', $5)`,
          [tx.organizationId, newId(), status, leaver.id, app.clock.now()],
        );
      }
    });
    await erasure.uploadsNaming(erasure.email);
    expect(await erasure.tablesWith(erasure.email)).toEqual(
      expect.arrayContaining(['guests', 'import_file_chunks', 'import_row_errors', 'sign_in_identities', 'users']),
    );
    const before = await erasure.countsOf();
    expect(await erasure.eraseUser(leaver)).toEqual({
      user: {
        id: world.id('User', leaver),
        name: 'Erased person',
        email: `erased-${leaver.id.slice(-12)}@erased.invalid`,
        jobTitle: null,
        department: null,
        division: null,
        isErased: true,
        isActive: false,
        hasPassword: false,
        viewerCanUpdate: { allowed: false },
      },
      userErrors: [],
    });
    for (const text of [erasure.name, erasure.email, erasure.tag]) expect(await erasure.tablesWith(text)).toEqual([]);
    expect(await erasure.countsOf()).toEqual(before);
    const [left] = await app.database.global<object>(
      `SELECT (SELECT count(*)::int FROM sessions WHERE user_id = $1) AS sessions,
              (SELECT count(*)::int FROM sign_in_identities WHERE user_id = $1) AS identities`,
      [leaver.id],
    );
    expect(left).toEqual({ sessions: 0, identities: 0 });
    const mails = await world.write((tx) => tx.rows('SELECT status FROM mails WHERE recipient_id = $1', [leaver.id]));
    expect(mails).toEqual([{ status: 'SENT' }]);
    expect((await erasure.admin.ask('{ users { nodes { name } } }')).users.nodes).toHaveLength(1);
    const { order } = await erasure.admin.ask(
      'query ($id: ID!) { order(id: $id) { recipient { name } ticketCount } }',
      {
        id: scene.orderId,
      },
    );
    expect(order).toEqual({ recipient: { name: 'Erased person' }, ticketCount: 4 });
    expect(await erasure.audit('user.erased')).toMatchObject([{ subject_id: leaver.id, reason: 'Left the company.' }]);
  });

  test('is refused while active or held, and changes nothing; once erased it stays inactive', async () => {
    const active = await world.user('EMPLOYEE', { name: 'Acton Active' });
    const held = await world.user('EMPLOYEE', {
      name: `Hetty ${erasure.tag}`,
      isActive: false,
      legalHoldAt: app.clock.now(),
    });
    expect(errorsOf(await erasure.eraseUser(active))).toEqual([['InvalidInput', 'userId']]);
    expect(errorsOf(await erasure.eraseUser(held))).toEqual([['OnLegalHold', 'userId']]);
    expect(errorsOf(await erasure.eraseUser({ id: newId() }))).toEqual([['UnknownReference', 'userId']]);
    for (const name of ['Acton Active', `Hetty ${erasure.tag}`])
      expect(await erasure.tablesWith(name)).toEqual(['users']);
    expect(await erasure.audit('user.erased')).toEqual([]);
    await erasure.eraseUser(leaver);
    const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { __typename } } }`;
    const input = { userId: world.id('User', leaver), expectedVersion: 2, isActive: true };
    expect((await erasure.admin.ask(UPDATE, { input })).updateUser.userErrors).toEqual([
      { __typename: 'InvalidInput' },
    ]);
  });
});
