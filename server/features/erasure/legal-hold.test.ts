import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { errorsOf, ErasureScene } from './erasure-scene.ts';

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

describe('a legal hold', () => {
  test('keeps a contact and a user from being erased until it ends, and each step is recorded', async () => {
    const creator = await world.user('EMPLOYEE', { isActive: false });
    const contact = await world.contact(creator, { name: erasure.name });
    expect(await erasure.hold('Contact', contact, true)).toMatchObject({
      contact: { isOnLegalHold: true },
      user: null,
    });
    expect(await erasure.hold('User', creator, true)).toMatchObject({ contact: null, user: { isOnLegalHold: true } });
    expect(errorsOf(await erasure.eraseContact(contact))).toEqual([['OnLegalHold', 'contactId']]);
    expect(errorsOf(await erasure.eraseUser(creator))).toEqual([['OnLegalHold', 'userId']]);
    await erasure.hold('Contact', contact, true, 'Again.');
    await erasure.hold('Contact', contact, false, 'Settled.');
    expect(await erasure.audit('contact.legalHoldChanged')).toMatchObject([
      { before: { isOnLegalHold: false }, after: { isOnLegalHold: true }, reason: 'A lawsuit.' },
      { before: { isOnLegalHold: true }, after: { isOnLegalHold: false }, reason: 'Settled.' },
    ]);
    expect((await erasure.eraseContact(contact)).userErrors).toEqual([]);
    expect(errorsOf(await erasure.hold('Contact', contact, true))).toEqual([['InvalidInput', 'subjectId']]);
  });

  test('that begins while erasing holds or comes too late, 10 times out of 10', async () => {
    const creator = await world.user('EMPLOYEE');
    for (let round = 0; round < 10; round += 1) {
      const contact = await world.contact(creator);
      const [held, erased] = await Promise.all([erasure.hold('Contact', contact, true), erasure.eraseContact(contact)]);
      expect(errorsOf(held).length + errorsOf(erased).length).toBe(1);
    }
  });

  test('is refused for anything else, without a reason and with a name in it, and nothing changes', async () => {
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: erasure.name });
    expect(errorsOf(await erasure.hold('Venue', await world.venue(), true))).toEqual([
      ['UnknownReference', 'subjectId'],
    ]);
    expect(errorsOf(await erasure.hold('Contact', { id: newId() }, true))).toEqual([['UnknownReference', 'subjectId']]);
    for (const reason of ['', `For ${erasure.name}`]) {
      expect(errorsOf(await erasure.hold('Contact', contact, true, reason))).toEqual([['InvalidInput', 'reason']]);
    }
    expect(await erasure.audit('contact.legalHoldChanged')).toEqual([]);
    expect((await erasure.eraseContact(contact)).userErrors).toEqual([]);
  });
});
