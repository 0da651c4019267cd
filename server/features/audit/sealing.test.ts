import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { silentLog } from '../../platform/log.ts';
import { typeCommand } from '../../test/command-line.ts';
import { changeAsOwner } from '../../test/owner.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { sealAuditCommand, verifyAuditCommand } from './audit.command.ts';
import { recordAudit } from './record-audit.ts';
import { MOST_SEALED, sealEntries, sealWaiting } from './seal-entries.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
});
afterAll(() => app.close());

const service = () => ({ actorId: null, requestId: null, now: app.clock.now() });

function record(count: number): Promise<void> {
  return world.write((tx) =>
    recordAudit(
      tx,
      service(),
      Array.from({ length: count }, (_, index) => ({
        action: 'venue.updated' as const,
        subjectType: 'Venue',
        subjectId: newId(),
        before: { capacity: index },
        after: { capacity: index + 1, zone: 'UTC' },
      })),
    ),
  );
}

const seal = () => sealWaiting(app.database, world.organizationId, { now: app.clock.now(), log: silentLog });

function verify(expectedHead?: string): Promise<ChainReport> {
  return app.database.read(world.organizationId, (tx) => verifyChain(tx, expectedHead));
}

/** Does it in a transaction that stays open until `commit`. */
async function heldOpen(work: (tx: WriteTransaction) => Promise<unknown>): Promise<{ commit(): Promise<void> }> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let done = (): void => undefined;
  const isDone = new Promise<void>((resolve) => (done = resolve));
  const whole = world.write(async (tx) => {
    await work(tx);
    done();
    await released;
  });
  await Promise.race([isDone, whole]);
  return {
    commit() {
      release();
      return whole;
    },
  };
}

/** Until a transaction of this database waits for another one. */
async function someoneWaits(): Promise<void> {
  const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await changeAsOwner(app, WAITING)) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
}

/** The ids of the entries in their order. */
function entryIds(): Promise<string[]> {
  return world.write(async (tx) =>
    (await tx.rows<{ id: string }>('SELECT id FROM audit_entries ORDER BY id')).map(({ id }) => id),
  );
}

describe('sealing', () => {
  test('covers every entry once, in a chain, and finds nothing wrong afterwards', async () => {
    await record(3);
    expect(await verify()).toEqual({ seals: 0, entries: 0, waiting: 3, head: null, problems: [] });
    expect(await seal()).toBe(3);
    await record(MOST_SEALED + 1);
    expect(await seal()).toBe(MOST_SEALED + 1);
    expect(await seal()).toBe(0);
    const report = await verify();
    expect(report).toEqual({
      seals: 3,
      entries: MOST_SEALED + 4,
      waiting: 0,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      problems: [],
    });
    expect((await verify(report.head ?? '')).problems).toEqual([]);
  });

  test('takes an entry that commits late with the next seal, although its id is lower', async () => {
    const late = await heldOpen((tx) =>
      recordAudit(tx, service(), [{ action: 'venue.created', subjectType: 'Venue', subjectId: newId() }]),
    );
    await record(1);
    expect(await seal()).toBe(1);
    await late.commit();
    expect((await verify()).waiting).toBe(1);
    expect(await seal()).toBe(1);
    const [first = '', second = ''] = await entryIds();
    const seals = await world.write((tx) =>
      tx.rows('SELECT entry_ids::text[] AS ids FROM audit_seals ORDER BY number'),
    );
    expect(seals).toEqual([{ ids: [second] }, { ids: [first] }]);
    expect((await verify()).problems).toEqual([]);
  });

  // Without the lock both would make seal 1: they take different entries, so no row makes one wait for the other.
  test('waits for a seal that is being made, even where that one has other entries', async () => {
    const late = await heldOpen((tx) =>
      recordAudit(tx, service(), [{ action: 'venue.created', subjectType: 'Venue', subjectId: newId() }]),
    );
    await record(1);
    const first = await heldOpen((tx) => sealEntries(tx, app.clock.now()));
    await late.commit();
    const second = world.write((tx) => sealEntries(tx, app.clock.now(), 1));
    await someoneWaits();
    await first.commit();
    expect(await second).toMatchObject({ number: 2, entryIds: [(await entryIds())[0]] });
    expect(await verify()).toMatchObject({ seals: 2, entries: 2, waiting: 0, problems: [] });
  });

  test('of several processes at once seals each entry once, without a gap in the numbers', async () => {
    await record(40);
    const few = async (): Promise<void> => {
      // Each takes what it finds while others go on recording.
      for (let round = 0; round < 5; round += 1) {
        await app.database.write(world.organizationId, (tx) => sealEntries(tx, app.clock.now()));
        await record(3);
      }
    };
    await Promise.all([few(), few(), few(), few()]);
    await seal();
    const report = await verify();
    expect(report).toMatchObject({ entries: 100, waiting: 0, problems: [] });
  });

  test('rolls back with its transaction: what was taken waits again', async () => {
    await record(2);
    await expect(
      world.write(async (tx) => {
        await sealEntries(tx, app.clock.now());
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await verify()).toMatchObject({ seals: 0, waiting: 2, problems: [] });
  });

  test('is made by the job of the clock, and holds whatever the time zone of the connection', async () => {
    await record(1);
    await app.tasks.sealAudit?.({ organizationId: world.organizationId });
    const report = await app.database.read(world.organizationId, async (tx) => {
      await tx.execute(`SET LOCAL TimeZone = 'Asia/Tokyo'`);
      return verifyChain(tx);
    });
    expect(report).toMatchObject({ seals: 1, entries: 1, waiting: 0, problems: [] });
  });

  test('cannot be undone by the application: seals and entries are for inserting and reading', async () => {
    await record(1);
    await seal();
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
    await seal();
    const erase = `mutation ($id: ID!) { eraseUser(input: { userId: $id, reason: "Asked for it" }) { userErrors { __typename } } }`;
    expect((await api.ask(erase, { id: subjectId })).eraseUser.userErrors).toEqual([]);
    await changeAsOwner(app, 'ALTER TABLE audit_entries ADD COLUMN something_new text');
    try {
      await seal();
      expect(await verify()).toMatchObject({ seals: 2, entries: 2, problems: [] });
    } finally {
      await changeAsOwner(app, 'ALTER TABLE audit_entries DROP COLUMN something_new');
    }
  });
});

describe('tampering as the owner of the database', () => {
  let ids: string[];
  let head: string;
  beforeEach(async () => {
    for (const count of [2, 3, 2]) {
      await record(count);
      await seal();
    }
    ids = await entryIds();
    head = (await verify()).head ?? '';
    expect(ids).toHaveLength(7);
  });

  const here = () => world.organizationId;

  test.each([
    ['what was before', `before = '{"capacity": 99}'`],
    ['a number by a hair', `after = jsonb_set(after, '{capacity}', '3.0')`],
    ['when it was recorded', `recorded_at = recorded_at - interval '1 microsecond'`],
    ['what was done', `action = 'venue.created'`],
    ['a reason that was not there', `reason = 'It was approved'`],
  ])('an entry that was changed is named: %s', async (_what, change) => {
    expect(
      await changeAsOwner(app, `UPDATE audit_entries SET ${change} WHERE organization_id = $1 AND id = $2`, [
        here(),
        ids[2],
      ]),
    ).toBe(1);
    expect((await verify(head)).problems).toEqual([`Entry ${ids[2]} of seal 2 was changed after it was sealed.`]);
  });

  test('an entry that was removed is named', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_entries WHERE organization_id = $1 AND id = $2', [here(), ids[6]]);
    expect((await verify(head)).problems).toEqual([`Entry ${ids[6]} of seal 3 is gone.`]);
  });

  test('an entry that was put in is named', async () => {
    const forged = newId();
    await changeAsOwner(
      app,
      `INSERT INTO audit_entries (organization_id, id, recorded_at, action, subject_type, subject_id)
       VALUES ($1, $2, now(), 'order.created', 'Order', $2)`,
      [here(), forged],
    );
    expect((await verify(head)).problems).toEqual([
      `Entry ${forged} was put in past the service: it is neither sealed nor waiting to be.`,
    ]);
  });

  test('two entries that changed places are named', async () => {
    const move = (from: string | undefined, to: string | undefined) =>
      changeAsOwner(app, 'UPDATE audit_entries SET id = $3 WHERE organization_id = $1 AND id = $2', [here(), from, to]);
    const aside = newId();
    await move(ids[0], aside);
    await move(ids[3], ids[0]);
    await move(aside, ids[3]);
    expect((await verify(head)).problems).toEqual([
      `Entry ${ids[0]} of seal 1 was changed after it was sealed.`,
      `Entry ${ids[3]} of seal 2 was changed after it was sealed.`,
    ]);
  });

  test('a seal that was changed is named, its order included', async () => {
    await changeAsOwner(
      app,
      `UPDATE audit_seals SET entry_ids = ARRAY[entry_ids[2], entry_ids[1], entry_ids[3]] WHERE organization_id = $1 AND number = 2`,
      [here()],
    );
    expect((await verify(head)).problems).toEqual([
      'Seal 2 was changed: its hash does not fit.',
      `Entry ${ids[3]} of seal 2 was changed after it was sealed.`,
      `Entry ${ids[2]} of seal 2 was changed after it was sealed.`,
    ]);
  });

  test('a seal that was taken out leaves its entries without one', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_seals WHERE organization_id = $1 AND number = 2', [here()]);
    expect((await verify(head)).problems).toEqual([
      'Seal 2 is gone.',
      ...ids
        .slice(2, 5)
        .map((id) => `Entry ${id} was put in past the service: it is neither sealed nor waiting to be.`),
    ]);
  });

  test('a tail that was cut off whole shows against a hash that was noted, and only there', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_seals WHERE organization_id = $1 AND number = 3', [here()]);
    await changeAsOwner(app, 'DELETE FROM audit_entries WHERE organization_id = $1 AND id = ANY ($2)', [
      here(),
      ids.slice(5),
    ]);
    expect((await verify()).problems).toEqual([]);
    expect((await verify(head)).problems).toEqual([
      `No seal has the hash ${head}: the end of the chain was cut off or sealed anew.`,
    ]);
  });

  test('a chain that was sealed anew over a changed entry shows against a hash that was noted, and only there', async () => {
    await changeAsOwner(app, `UPDATE audit_entries SET reason = 'Forged' WHERE organization_id = $1 AND id = $2`, [
      here(),
      ids[6],
    ]);
    await changeAsOwner(app, 'DELETE FROM audit_seals WHERE organization_id = $1 AND number = 3', [here()]);
    await changeAsOwner(app, 'INSERT INTO audit_unsealed SELECT $1, unnest($2::uuid[])', [here(), ids.slice(5)]);
    await seal();
    expect((await verify()).problems).toEqual([]);
    expect((await verify(head)).problems).toHaveLength(1);
  });

  test('a seal that follows another one is named', async () => {
    await changeAsOwner(
      app,
      `UPDATE audit_seals SET previous_hash = sha256('x') WHERE organization_id = $1 AND number = 3`,
      [here()],
    );
    expect((await verify(head)).problems).toEqual([
      'Seal 3 does not follow the seal before it: one of the two was sealed anew.',
      'Seal 3 was changed: its hash does not fit.',
    ]);
  });

  test('nothing is said against another organization', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_entries WHERE organization_id = $1 AND id = $2', [here(), ids[0]]);
    world = await app.world();
    await record(1);
    await seal();
    expect(await verify()).toMatchObject({ seals: 1, problems: [] });
  });

  describe('and the command that verifies', () => {
    const run = (...words: string[]) => typeCommand(app, [verifyAuditCommand, sealAuditCommand], words);

    test('says that it is intact, with the head to note, and takes a head from before', async () => {
      expect(await run('audit', 'verify', '--organization', world.slug)).toEqual({
        code: 0,
        printed: [`${world.slug}: 7 entries in 3 seals intact, 0 waiting, head ${head}`],
        complaint: '',
      });
      await record(1);
      expect((await run('audit', 'seal', '--organization', world.slug)).printed).toEqual([
        `${world.slug}: 1 entry sealed.`,
      ]);
      expect((await run('audit', 'verify', '--organization', world.slug, '--expect-head', head)).code).toBe(0);
    });

    test('fails where it is broken, naming organization, seal and entry', async () => {
      await changeAsOwner(app, `UPDATE audit_entries SET reason = 'x' WHERE organization_id = $1 AND id = $2`, [
        here(),
        ids[0],
      ]);
      expect(await run('audit', 'verify', '--organization', world.slug)).toEqual({
        code: 1,
        printed: [`${world.slug}: 7 entries in 3 seals BROKEN, 0 waiting, head ${head}`],
        complaint: `${world.slug}: Entry ${ids[0]} of seal 1 was changed after it was sealed.`,
      });
    });

    test.each([
      [['--organization', 'nobody'], 'There is no organization "nobody".'],
      [['--expect-head', 'abc'], '--expect-head: a hash has 64 hexadecimal digits.'],
      [['--expect-head', 'a'.repeat(64)], '--expect-head belongs to one organization: name it with --organization.'],
    ])('refuses %j', async (words, complaint) => {
      expect(await run('audit', 'verify', ...words)).toEqual({ code: 1, printed: [], complaint });
    });
  });
});
