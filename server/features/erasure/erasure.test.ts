import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { asOwner } from '../../test/owner.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { GuestListScene } from '../guest-lists/guest-list-scene.ts';
import type { Contact } from '../people/contact.entity.ts';
import { uploadFiles } from '../imports/upload-files.ts';
import { setPassword } from '../people/set-password.ts';
import type { User } from '../people/user.entity.ts';

const ERRORS = 'userErrors { __typename ... on UserError { message path } }';
const ERASE_CONTACT = `mutation ($input: EraseContactInput!) { eraseContact(input: $input) {
  contact { id name email company title isErased isOnLegalHold viewerCanErase { allowed reason } createdBy { name } } ${ERRORS} } }`;
const ERASE_USER = `mutation ($input: EraseUserInput!) { eraseUser(input: $input) {
  user { id name email jobTitle department division isErased isActive hasPassword viewerCanUpdate { allowed } } ${ERRORS} } }`;
const HOLD = `mutation ($input: SetLegalHoldInput!) { setLegalHold(input: $input) {
  contact { id isOnLegalHold } user { id isOnLegalHold } ${ERRORS} } }`;

let app: TestApp;
let world: World;
let admin: ApiClient;
/** In each test somebody else, whom the other tests' rows do not name. */
let TAG: string;
let NAME: string;
let EMAIL: string;
let count = 0;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  admin = (await world.actor('SUPER_USER')).api;
  count += 1;
  TAG = `Quilla${count}`;
  NAME = `${TAG} Removable`;
  EMAIL = `${TAG.toLowerCase()}.removable@client.example.com`;
});
afterAll(() => app.close());

async function eraseContact(contact: { id: string }, reason = 'The person asked for it.', as = admin) {
  return (await as.ask(ERASE_CONTACT, { input: { contactId: world.id('Contact', contact), reason } })).eraseContact;
}

async function eraseUser(user: { id: string }, reason = 'Left the company.') {
  return (await admin.ask(ERASE_USER, { input: { userId: world.id('User', user), reason } })).eraseUser;
}

function errorsOf(payload: { userErrors: { __typename: string; path: string[] | null }[] }): unknown[] {
  return payload.userErrors.map(({ __typename, path }) => [__typename, path?.join('.') ?? null]);
}

/** Every table in which a text appears, in any column of any row of any organization, bytes included; by the owner. */
async function tablesWith(text: string): Promise<string[]> {
  return asOwner(app, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    expect(rows.length).toBeGreaterThan(30);
    const bytes = Buffer.from(text).toString('hex');
    const found: string[] = [];
    for (const { name } of rows) {
      const hits = await owner.query(
        `SELECT FROM ${name} t WHERE position(lower($1) IN lower(t::text)) > 0 OR position($2 IN t::text) > 0 LIMIT 1`,
        [text, bytes],
      );
      if (hits.rows.length > 0) found.push(name.replace('public.', ''));
    }
    return found;
  });
}

/** A waiting upload whose file names the person, and the row errors of another one that does too. */
async function uploadsNaming(text: string, status = 'READY'): Promise<string> {
  const [waiting, refused, file] = [newId(), newId(), newId()];
  await world.write(async (tx) => {
    const key = tx.organizationId;
    for (const [id, state] of [
      [waiting, status],
      [refused, 'INVALID'],
    ]) {
      await tx.execute(`INSERT INTO imports (organization_id, id, status, created_at) VALUES ($1, $2, $3, $4)`, [
        key,
        id,
        state,
        app.clock.now(),
      ]);
    }
    await tx.execute(
      `INSERT INTO import_files (organization_id, id, import_id, kind, name, byte_count) VALUES ($1, $2, $3, 'EMPLOYEES', $4, 1)`,
      [key, file, waiting, `${text}.csv`],
    );
    await tx.execute(
      `INSERT INTO import_file_chunks (organization_id, import_file_id, position, content) VALUES ($1, $2, 0, $3)`,
      [key, file, Buffer.from(`FirstName,Email\n${text},${text}\n`)],
    );
    await tx.execute(
      `INSERT INTO import_row_errors (organization_id, id, import_id, position, file_kind, row_number, value, message)
       VALUES ($1, $2, $3, 0, 'EMPLOYEES', 2, $4, $5)`,
      [key, newId(), refused, text, `Did you mean ${text.toUpperCase()}?`],
    );
  });
  return waiting;
}

async function audit(action: string): Promise<{ before: object; after: object; reason: string; subject_id: string }[]> {
  return world.write((tx) =>
    tx.rows('SELECT before, after, reason, subject_id FROM audit_entries WHERE action = $1 ORDER BY id', [action]),
  );
}

async function countsOf(): Promise<object | undefined> {
  const rows = await world.write((tx) =>
    tx.rows<object>(
      `SELECT (SELECT count(*)::int FROM guests) AS guests, (SELECT count(*)::int FROM guest_list_versions) AS versions,
              (SELECT count(*)::int FROM contacts) AS contacts, (SELECT count(*)::int FROM orders) AS orders,
              (SELECT count(*)::int FROM guests WHERE attendee_status = 'ATTENDED') AS attended,
              (SELECT sum(face_value) FROM tickets) AS value`,
    ),
  );
  return rows[0];
}

describe('erasing a contact', () => {
  let scene: GuestListScene;
  let contact: Contact;
  beforeEach(async () => {
    scene = await GuestListScene.create(world);
    contact = await world.contact(scene.recipient, { name: NAME, email: EMAIL, company: `${TAG} Works`, title: 'CEO' });
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
    await scene.save(0, guests(), { businessPurpose: `Dinner with ${NAME} (${EMAIL.toUpperCase()})` });
    await scene.submit(1);
    await scene.confirm(1);
    await scene.reopen('The wrong seats.', admin);
    await scene.save(1, guests());
    const group = await world.ticketGroup();
    await world.write(async (tx) => {
      await tx.execute(`UPDATE tickets SET notes = $2 WHERE id = $1`, [
        group.tickets[0]?.id,
        `For ${TAG.toLowerCase()}   REMOVABLE.`,
      ]);
      await tx.execute(`UPDATE orders SET notes = $2 WHERE id = $1`, [scene.order.id, `Ask ${EMAIL}`]);
    });
    await uploadsNaming(NAME);
    const tables = [
      'contacts',
      'guest_list_versions',
      'guests',
      'import_file_chunks',
      'import_files',
      'import_row_errors',
    ];
    expect(await tablesWith(NAME)).toEqual(tables);
    expect(await tablesWith(EMAIL)).toEqual(['contacts', 'guest_list_versions', 'guests', 'orders']);
    const before = await countsOf();

    expect(await eraseContact(contact)).toEqual({
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
    for (const text of [NAME, EMAIL, TAG]) expect(await tablesWith(text)).toEqual([]);
    expect(await countsOf()).toEqual(before);
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
    await eraseContact(contact, ' Asked by mail. ');
    expect(await audit('contact.erased')).toEqual([
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
    await eraseContact(contact);
    const { contacts } = await admin.ask('{ contacts { nodes { id } } }');
    expect(contacts.nodes).toEqual([]);
    // A page that was open before sends what it knew.
    const saved = await scene.save(1, guests({ email: EMAIL, company: `${TAG} Works`, title: 'CEO' }));
    expect(saved.userErrors).toEqual([]);
    expect(saved.order.guestList.guests[0]).toMatchObject({ name: 'Erased person', email: null, relationship: null });
    expect(await tablesWith(EMAIL)).toEqual([]);
  });

  test('twice changes nothing the second time', async () => {
    await eraseContact(contact);
    expect((await eraseContact(contact)).userErrors).toEqual([]);
    expect(await audit('contact.erased')).toHaveLength(1);
  });

  test('leaves namesakes of one word and other people alone', async () => {
    const short = await world.contact(scene.recipient, { name: 'Art', email: null });
    await scene.save(0, guests(), { businessPurpose: 'Art and state of the art' });
    await eraseContact(short);
    const { guestList } = await scene.read();
    expect(guestList.businessPurpose).toBe('Art and state of the art');
    expect(guestList.guests[0].name).toBe(NAME);
  });

  test('is refused under a legal hold, without a right reason, for unknown ones and for others, and changes nothing', async () => {
    await scene.save(0, guests());
    const held = await world.contact(scene.recipient, { name: 'Hetty Held', legalHoldAt: app.clock.now() });
    expect(errorsOf(await eraseContact(held))).toEqual([['OnLegalHold', 'contactId']]);
    for (const reason of ['ok', 'x'.repeat(501), `${NAME} asked`, `Mail of ${EMAIL}`]) {
      expect(errorsOf(await eraseContact(contact, reason))).toEqual([['InvalidInput', 'reason']]);
    }
    const other = await app.world();
    const foreign = await other.contact(await other.user('EMPLOYEE'));
    for (const unknown of [foreign, { id: newId() }]) {
      expect(errorsOf(await eraseContact(unknown))).toEqual([['UnknownReference', 'contactId']]);
    }
    const { api } = await world.actor('INVENTORY_MANAGER');
    const input = { contactId: world.id('Contact', contact), reason: 'Asked for it.' };
    expect(await api.refusal(ERASE_CONTACT, { input })).toBe('FORBIDDEN');
    expect(await tablesWith('Hetty Held')).toEqual(['contacts']);
    expect(await tablesWith(EMAIL)).toEqual(['contacts', 'guests']);
    expect(await audit('contact.erased')).toEqual([]);
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
      if (round > 0) contact = await world.contact(scene.recipient, { name: NAME, email: EMAIL });
      const saves = await Promise.all([
        scene.save(round, guests()),
        eraseContact(contact).then(({ userErrors }) => ({ userErrors })),
      ]);
      expect(saves.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    }
    for (const text of [NAME, EMAIL]) expect(await tablesWith(text)).toEqual([]);
  });
});

describe('erasing a user', () => {
  let leaver: User;
  beforeEach(async () => {
    leaver = await world.user('MANAGER', {
      name: NAME,
      email: EMAIL,
      jobTitle: `${TAG} Officer`,
      department: `${TAG} Department`,
      division: TAG,
      isActive: false,
    });
  });

  test('leaves name, address, sign-in, links and waiting mails nowhere, and keeps orders and guest lists', async () => {
    await world.write((tx) => tx.execute('UPDATE users SET is_active = true WHERE id = $1', [leaver.id]));
    await setPassword(
      app.database,
      { organization: world.slug, email: EMAIL, password: 'correct horse battery' },
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
    await uploadsNaming(EMAIL);
    expect(await tablesWith(EMAIL)).toEqual(
      expect.arrayContaining(['guests', 'import_file_chunks', 'import_row_errors', 'sign_in_identities', 'users']),
    );
    const before = await countsOf();
    expect(await eraseUser(leaver)).toEqual({
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
    for (const text of [NAME, EMAIL, TAG]) expect(await tablesWith(text)).toEqual([]);
    expect(await countsOf()).toEqual(before);
    const [left] = await app.database.global<object>(
      `SELECT (SELECT count(*)::int FROM sessions WHERE user_id = $1) AS sessions,
              (SELECT count(*)::int FROM sign_in_identities WHERE user_id = $1) AS identities`,
      [leaver.id],
    );
    expect(left).toEqual({ sessions: 0, identities: 0 });
    const mails = await world.write((tx) => tx.rows('SELECT status FROM mails WHERE recipient_id = $1', [leaver.id]));
    expect(mails).toEqual([{ status: 'SENT' }]);
    expect((await admin.ask('{ users { nodes { name } } }')).users.nodes).toHaveLength(1);
    const { order } = await admin.ask('query ($id: ID!) { order(id: $id) { recipient { name } ticketCount } }', {
      id: scene.orderId,
    });
    expect(order).toEqual({ recipient: { name: 'Erased person' }, ticketCount: 4 });
    expect(await audit('user.erased')).toMatchObject([{ subject_id: leaver.id, reason: 'Left the company.' }]);
  });

  test('is refused while active or held, and changes nothing; once erased it stays inactive', async () => {
    const active = await world.user('EMPLOYEE', { name: 'Acton Active' });
    const held = await world.user('EMPLOYEE', { name: `Hetty ${TAG}`, isActive: false, legalHoldAt: app.clock.now() });
    expect(errorsOf(await eraseUser(active))).toEqual([['InvalidInput', 'userId']]);
    expect(errorsOf(await eraseUser(held))).toEqual([['OnLegalHold', 'userId']]);
    expect(errorsOf(await eraseUser({ id: newId() }))).toEqual([['UnknownReference', 'userId']]);
    for (const name of ['Acton Active', `Hetty ${TAG}`]) expect(await tablesWith(name)).toEqual(['users']);
    expect(await audit('user.erased')).toEqual([]);
    await eraseUser(leaver);
    const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { __typename } } }`;
    const input = { userId: world.id('User', leaver), expectedVersion: 2, isActive: true };
    expect((await admin.ask(UPDATE, { input })).updateUser.userErrors).toEqual([{ __typename: 'InvalidInput' }]);
  });
});

describe('uploads', () => {
  test('that wait are discarded with an audit entry; files of venues alone stay', async () => {
    const waiting = await uploadsNaming(EMAIL);
    const analyzing = await uploadsNaming(EMAIL, 'ANALYZING');
    const venues = await uploadsNaming('Example Park');
    await world.write((tx) => tx.execute(`UPDATE import_files SET kind = 'VENUES' WHERE import_id = $1`, [venues]));
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: NAME, email: EMAIL });
    await eraseContact(contact);
    const states = await world.write((tx) =>
      tx.rows<{ id: string; status: string }>(`SELECT id, status FROM imports WHERE status <> 'INVALID' ORDER BY id`),
    );
    expect(states).toEqual([
      { id: waiting, status: 'DISCARDED' },
      { id: analyzing, status: 'DISCARDED' },
      { id: venues, status: 'READY' },
    ]);
    expect((await audit('import.discarded')).map(({ subject_id }) => subject_id).sort()).toEqual([waiting, analyzing]);
    expect(await tablesWith(EMAIL)).toEqual([]);
    expect(await tablesWith('Example Park')).toContain('import_file_chunks');
  });

  test('that are on their way are given up', async () => {
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: NAME, email: EMAIL });
    async function* content() {
      yield Buffer.from(EMAIL.repeat(100_000));
      await eraseContact(contact);
      yield Buffer.from(EMAIL);
    }
    async function* files() {
      yield { kind: 'EMPLOYEES' as const, name: 'employees.csv', content: content() };
    }
    const actor = { actorId: null, requestId: null, now: app.clock.now() };
    await expect(uploadFiles(app.database, world.organizationId, actor, files())).rejects.toThrow(
      'discarded meanwhile',
    );
    expect(await tablesWith(EMAIL)).toEqual([]);
  });

  test('that are being applied make erasing wait: it is refused and nothing changes', async () => {
    await uploadsNaming(EMAIL, 'APPLYING');
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: NAME, email: EMAIL });
    expect(errorsOf(await eraseContact(contact))).toEqual([['InvalidInput', null]]);
    expect(await tablesWith(NAME)).toEqual(['contacts']);
    await world.write((tx) => tx.execute(`UPDATE imports SET status = 'READY' WHERE status = 'APPLYING'`));
    expect((await eraseContact(contact)).userErrors).toEqual([]);
    expect(await tablesWith(EMAIL)).toEqual([]);
  });
});

describe('a legal hold', () => {
  async function hold(
    type: 'Contact' | 'User' | 'Venue',
    row: { id: string },
    isOnLegalHold: boolean,
    reason = 'A lawsuit.',
  ) {
    return (await admin.ask(HOLD, { input: { subjectId: world.id(type, row), isOnLegalHold, reason } })).setLegalHold;
  }

  test('keeps a contact and a user from being erased until it ends, and each step is recorded', async () => {
    const creator = await world.user('EMPLOYEE', { isActive: false });
    const contact = await world.contact(creator, { name: NAME });
    expect(await hold('Contact', contact, true)).toMatchObject({ contact: { isOnLegalHold: true }, user: null });
    expect(await hold('User', creator, true)).toMatchObject({ contact: null, user: { isOnLegalHold: true } });
    expect(errorsOf(await eraseContact(contact))).toEqual([['OnLegalHold', 'contactId']]);
    expect(errorsOf(await eraseUser(creator))).toEqual([['OnLegalHold', 'userId']]);
    await hold('Contact', contact, true, 'Again.');
    await hold('Contact', contact, false, 'Settled.');
    expect(await audit('contact.legalHoldChanged')).toMatchObject([
      { before: { isOnLegalHold: false }, after: { isOnLegalHold: true }, reason: 'A lawsuit.' },
      { before: { isOnLegalHold: true }, after: { isOnLegalHold: false }, reason: 'Settled.' },
    ]);
    expect((await eraseContact(contact)).userErrors).toEqual([]);
    expect(errorsOf(await hold('Contact', contact, true))).toEqual([['InvalidInput', 'subjectId']]);
  });

  test('that begins while erasing holds or comes too late, 10 times out of 10', async () => {
    const creator = await world.user('EMPLOYEE');
    for (let round = 0; round < 10; round += 1) {
      const contact = await world.contact(creator);
      const [held, erased] = await Promise.all([hold('Contact', contact, true), eraseContact(contact)]);
      expect(errorsOf(held).length + errorsOf(erased).length).toBe(1);
    }
  });

  test('is refused for anything else, without a reason and with a name in it, and nothing changes', async () => {
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: NAME });
    expect(errorsOf(await hold('Venue', await world.venue(), true))).toEqual([['UnknownReference', 'subjectId']]);
    expect(errorsOf(await hold('Contact', { id: newId() }, true))).toEqual([['UnknownReference', 'subjectId']]);
    for (const reason of ['', `For ${NAME}`]) {
      expect(errorsOf(await hold('Contact', contact, true, reason))).toEqual([['InvalidInput', 'reason']]);
    }
    expect(await audit('contact.legalHoldChanged')).toEqual([]);
    expect((await eraseContact(contact)).userErrors).toEqual([]);
  });
});
