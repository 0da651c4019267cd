import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { changeAsOwner } from '../../test/owner.ts';
import { heldOpen } from '../../test/held-open.ts';
import { someoneWaits } from '../../test/someone-waits.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { recordAudit } from './record-audit.ts';
import { MOST_SEALED, sealEntries } from './seal-entries.ts';
import { type SealScene, sealScene } from './seal-scene.ts';
import { verifyChain } from './verify-chain.ts';

let app: TestApp;
let world: World;
let scene: SealScene;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  scene = sealScene(app, world);
});
afterAll(() => app.close());

const service = () => ({ actorId: null, requestId: null, now: app.clock.now() });

describe('sealing', () => {
  test('covers every entry once, in a chain, and finds nothing wrong afterwards', async () => {
    await scene.record(3);
    expect(await scene.verify()).toEqual({ seals: 0, entries: 0, waiting: 3, head: null, problems: [] });
    expect(await scene.seal()).toBe(3);
    await scene.record(MOST_SEALED + 1);
    expect(await scene.seal()).toBe(MOST_SEALED + 1);
    expect(await scene.seal()).toBe(0);
    const report = await scene.verify();
    expect(report).toEqual({
      seals: 3,
      entries: MOST_SEALED + 4,
      waiting: 0,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      problems: [],
    });
    expect((await scene.verify(report.head ?? '')).problems).toEqual([]);
  });

  test('takes an entry that commits late with the next seal, although its id is lower', async () => {
    const late = await heldOpen(world, (tx) =>
      recordAudit(tx, service(), [{ action: 'venue.created', subjectType: 'Venue', subjectId: newId() }]),
    );
    await scene.record(1);
    expect(await scene.seal()).toBe(1);
    await late.commit();
    expect((await scene.verify()).waiting).toBe(1);
    expect(await scene.seal()).toBe(1);
    const [first = '', second = ''] = await scene.entryIds();
    const seals = await world.write((tx) =>
      tx.rows('SELECT entry_ids::text[] AS ids FROM audit_seals ORDER BY number'),
    );
    expect(seals).toEqual([{ ids: [second] }, { ids: [first] }]);
    expect((await scene.verify()).problems).toEqual([]);
  });

  // Without the lock both would make seal 1: they take different entries, so no row makes one wait for the other.
  test('waits for a seal that is being made, even where that one has other entries', async () => {
    const late = await heldOpen(world, (tx) =>
      recordAudit(tx, service(), [{ action: 'venue.created', subjectType: 'Venue', subjectId: newId() }]),
    );
    await scene.record(1);
    const first = await heldOpen(world, (tx) => sealEntries(tx, app.clock.now()));
    await late.commit();
    const second = world.write((tx) => sealEntries(tx, app.clock.now(), 1));
    await someoneWaits(app);
    await first.commit();
    expect(await second).toMatchObject({ number: 2, entryIds: [(await scene.entryIds())[0]] });
    expect(await scene.verify()).toMatchObject({ seals: 2, entries: 2, waiting: 0, problems: [] });
  });

  test('of several processes at once seals each entry once, without a gap in the numbers', async () => {
    await scene.record(40);
    const few = async (): Promise<void> => {
      // Each takes what it finds while others go on recording.
      for (let round = 0; round < 5; round += 1) {
        await app.database.write(world.organizationId, (tx) => sealEntries(tx, app.clock.now()));
        await scene.record(3);
      }
    };
    await Promise.all([few(), few(), few(), few()]);
    await scene.seal();
    const report = await scene.verify();
    expect(report).toMatchObject({ entries: 100, waiting: 0, problems: [] });
  });

  test('rolls back with its transaction: what was taken waits again', async () => {
    await scene.record(2);
    await expect(
      world.write(async (tx) => {
        await sealEntries(tx, app.clock.now());
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await scene.verify()).toMatchObject({ seals: 0, waiting: 2, problems: [] });
  });

  test('is made by the job of the clock, and holds whatever the time zone of the connection', async () => {
    await scene.record(1);
    await app.tasks.sealAudit?.({ organizationId: world.organizationId });
    const report = await app.database.read(world.organizationId, async (tx) => {
      await tx.execute(`SET LOCAL TimeZone = 'Asia/Tokyo'`);
      return verifyChain(tx);
    });
    expect(report).toMatchObject({ seals: 1, entries: 1, waiting: 0, problems: [] });
  });

  test('cannot be undone by the application: seals and entries are for inserting and reading', async () => {
    await scene.record(1);
    await scene.seal();
    for (const change of [
      'UPDATE audit_seals SET number = number',
      'DELETE FROM audit_seals',
      'UPDATE audit_entries SET reason = NULL',
      'DELETE FROM audit_entries',
    ]) {
      await expect(world.write((tx) => tx.execute(change))).rejects.toThrow(/permission denied/);
    }
  });

  test('outlives a new column, and the erasure of people, whom the trail knows by id only', async () => {
    const user = await world.user('EMPLOYEE', { name: 'Gone Tomorrow', isActive: false });
    const { api } = await world.actor('SUPER_USER');
    const subjectId = world.id('User', user);
    const change = `mutation ($id: ID!) { updateUser(input: { userId: $id, expectedVersion: 1, role: MANAGER }) { userErrors { __typename } } }`;
    expect((await api.ask(change, { id: subjectId })).updateUser.userErrors).toEqual([]);
    await scene.seal();
    const erase = `mutation ($id: ID!) { eraseUser(input: { userId: $id, reason: "Asked for it" }) { userErrors { __typename } } }`;
    expect((await api.ask(erase, { id: subjectId })).eraseUser.userErrors).toEqual([]);
    await changeAsOwner(app, 'ALTER TABLE audit_entries ADD COLUMN something_new text');
    try {
      await scene.seal();
      expect(await scene.verify()).toMatchObject({ seals: 2, entries: 2, problems: [] });
    } finally {
      await changeAsOwner(app, 'ALTER TABLE audit_entries DROP COLUMN something_new');
    }
  });
});
