import { describe, expect, test } from '@jest/globals';
import { GuestField } from '../inventory/guest-field.ts';
import { Contact } from '../people/contact.entity.ts';
import { GuestListScene } from './guest-list-scene.ts';
import { newWorldForEachTest, world } from '../../test/each-test.ts';

let scene: GuestListScene;
newWorldForEachTest(async () => {
  scene = await GuestListScene.create(world);
});

/** A row with details. */
function row(index: number, guest: object, details: object, status: 'ATTENDED' | 'NO_SHOW' = 'ATTENDED'): object {
  return { ...scene.row(index, guest, status), ...details };
}

async function askFor(...fields: GuestField[]): Promise<{ usageCategoryId: string }> {
  return { usageCategoryId: world.id('UsageCategory', await world.usageCategory(undefined, null, fields)) };
}

describe('saving keeps what is said about guests', () => {
  test('purpose, host, relationship and public office, trimmed; the next save replaces them all', async () => {
    const more = { businessPurpose: '  Contract renewal ', hostPresent: true };
    const said = { relationship: ' Client ', isPublicOfficial: false };
    const { order, userErrors } = await scene.save(0, [row(0, { newContact: { name: 'Kim Client' } }, said)], more);
    expect(userErrors).toEqual([]);
    expect(order.guestList).toMatchObject({
      businessPurpose: 'Contract renewal',
      hostPresent: true,
      guests: [{ relationship: 'Client', isPublicOfficial: false }],
    });
    const again = await scene.save(1, [scene.row(0, { myself: true })]);
    expect(again.order.guestList).toMatchObject({
      businessPurpose: null,
      hostPresent: null,
      guests: [{ relationship: null, isPublicOfficial: null }],
    });
  });

  test('email, company and title of this event only where none is on file, and leaves the contact alone', async () => {
    const kim = await world.contact(scene.recipient, { name: 'Kim Client', email: null, company: 'Alder' });
    const typed = { email: 'kim@example.com', company: 'Typed', title: 'Buyer' };
    const { order } = await scene.save(0, [row(0, { contactId: world.id('Contact', kim) }, typed)]);
    expect(order.guestList.guests).toMatchObject([{ email: 'kim@example.com', company: 'Alder', title: 'Buyer' }]);
    const stored = await world.write((tx) => tx.manager.findOneByOrFail(Contact, { id: kim.id }));
    expect([stored.email, stored.company, stored.title]).toEqual([null, 'Alder', null]);
  });

  test('nothing of a person for a placeholder', async () => {
    const profile = world.id('SystemProfile', await world.systemProfile());
    const typed = { email: 'kim@example.com', company: 'Typed', title: 'Buyer', relationship: 'Client' };
    const { order } = await scene.save(0, [row(0, { systemProfileId: profile }, typed)]);
    expect(order.guestList.guests).toMatchObject([{ email: null, company: null, title: null, relationship: 'Client' }]);
  });

  test('and refuses what cannot be one, every field at its place', async () => {
    const before = await scene.everything();
    const long = 'x'.repeat(201);
    const typed = { email: 'kim', company: long, title: long, relationship: long };
    const { userErrors } = await scene.save(0, [row(0, { myself: true }, typed)], {
      businessPurpose: 'x'.repeat(1001),
    });
    const invalid = (...path: string[]) => ({ __typename: 'InvalidInput', path });
    expect(userErrors).toMatchObject([
      invalid('businessPurpose'),
      invalid('guests', '0', 'email'),
      invalid('guests', '0', 'company'),
      invalid('guests', '0', 'title'),
      invalid('guests', '0', 'relationship'),
    ]);
    expect(userErrors).toHaveLength(5);
    expect(await scene.everything()).toEqual(before);
  });
});

describe('a usage category that asks for fields', () => {
  const missing = (field: GuestField, path: string[], ticket: object | null) => ({
    __typename: 'GuestFieldMissing',
    message: expect.stringContaining('usage category asks for it'),
    path,
    field,
    missingOf: ticket,
  });

  test('shows them on itself and on the guest list of its orders, always in the same order', async () => {
    const category = await askFor('PUBLIC_OFFICIAL', 'EMAIL', 'BUSINESS_PURPOSE');
    const { order } = await scene.save(0, [], category);
    expect(order.guestList.requiredGuestFields).toEqual(['BUSINESS_PURPOSE', 'EMAIL', 'PUBLIC_OFFICIAL']);
    const { usageCategories } = await scene.api.ask('{ usageCategories { requiredGuestFields } }');
    expect(usageCategories).toContainEqual({ requiredGuestFields: ['PUBLIC_OFFICIAL', 'EMAIL', 'BUSINESS_PURPOSE'] });
    const plain = await GuestListScene.create(world);
    expect(await plain.read()).toMatchObject({
      guestList: { requiredGuestFields: [] },
    });
  });

  test('lets nothing be submitted without them: the list first, then each row and field', async () => {
    const category = await askFor(...Object.values(GuestField));
    await scene.save(
      0,
      [scene.row(0, { newContact: { name: 'Kim' } }), scene.row(1, { newContact: { name: 'Lee' } })],
      category,
    );
    const before = await scene.everything();
    const { userErrors, order } = await scene.submit(1);
    const ofGuest = (index: number) =>
      (
        [
          ['EMAIL', 'email'],
          ['COMPANY', 'company'],
          ['TITLE', 'title'],
          ['RELATIONSHIP', 'relationship'],
          ['PUBLIC_OFFICIAL', 'isPublicOfficial'],
        ] as const
      ).map(([field, input]) => missing(field, ['guests', String(index), input], { id: scene.ticketId(index) }));
    expect(userErrors).toEqual([
      missing('BUSINESS_PURPOSE', ['businessPurpose'], null),
      missing('HOST_PRESENT', ['hostPresent'], null),
      ...ofGuest(0),
      ...ofGuest(1),
    ]);
    expect(userErrors).toHaveLength(12);
    expect(order.submittedAt).toBeNull();
    expect(await scene.everything()).toEqual(before);
  });

  test('is content once they are said; false is an answer', async () => {
    const more = { ...(await askFor(...Object.values(GuestField))), businessPurpose: 'Renewal', hostPresent: false };
    const said = {
      email: 'kim@example.com',
      company: 'Alder',
      title: 'Buyer',
      relationship: 'Client',
      isPublicOfficial: false,
    };
    await scene.save(0, [row(0, { newContact: { name: 'Kim' } }, said), scene.row(1, { myself: true })], more);
    expect((await scene.submit(1)).userErrors).toEqual([]);
  });

  test('asks nothing of those who did not come, of placeholders, and of colleagues that the directory knows', async () => {
    scene = await GuestListScene.create(world, { seats: [1, 2, 3, 4] });
    const profile = world.id('SystemProfile', await world.systemProfile());
    const colleague = world.id('User', await world.user('EMPLOYEE', { jobTitle: 'Engineer' }));
    const category = await askFor('EMAIL', 'COMPANY', 'TITLE', 'RELATIONSHIP', 'PUBLIC_OFFICIAL');
    const guests = [
      scene.row(0, { newContact: { name: 'Kim' } }, 'NO_SHOW'),
      scene.row(1, { systemProfileId: profile }),
      scene.row(2, { myself: true }),
      scene.row(3, { userId: colleague }),
    ];
    await scene.save(0, guests, category);
    expect((await scene.submit(1)).userErrors).toEqual([]);
  });

  test('asks for the title of a colleague where the directory has none, and takes it from the row', async () => {
    const colleague = { userId: world.id('User', await world.user('EMPLOYEE', { name: 'Lou Example' })) };
    const category = await askFor('TITLE');
    await scene.save(0, [scene.row(0, colleague), scene.row(1, { myself: true })], category);
    expect((await scene.submit(1)).userErrors).toEqual([
      missing('TITLE', ['guests', '0', 'title'], { id: scene.ticketId(0) }),
    ]);
    await scene.save(1, [row(0, colleague, { title: 'Engineer' }), scene.row(1, { myself: true })], category);
    expect((await scene.submit(2)).userErrors).toEqual([]);
  });
});

describe('a placeholder at submit', () => {
  const guests = async () => {
    const profile = world.id('SystemProfile', await world.systemProfile('Client’s guest'));
    return [scene.row(0, { myself: true }), scene.row(1, { systemProfileId: profile })];
  };

  test('is refused where the settings say so, and saving still warns only', async () => {
    await world.settings({ placeholderPolicy: 'REFUSE' });
    const { userErrors, warnings } = await scene.save(0, await guests());
    expect([userErrors, warnings.length]).toEqual([[], 1]);
    const before = await scene.everything();
    expect((await scene.submit(1)).userErrors).toEqual([
      {
        __typename: 'PlaceholderRefused',
        message: '"Client’s guest" is a placeholder: name the person who used the ticket.',
        path: ['guests', '1', 'guest'],
        ticket: { id: scene.ticketId(1) },
      },
    ]);
    expect(await scene.everything()).toEqual(before);
  });

  test('is a warning where they say so', async () => {
    await world.settings({ placeholderPolicy: 'WARN' });
    await scene.save(0, await guests());
    const { userErrors, warnings } = await scene.submit(1);
    expect(userErrors).toEqual([]);
    expect(warnings).toMatchObject([{ kind: 'PLACEHOLDER_GUEST', path: ['guests', '1', 'guest'] }]);
  });
});
