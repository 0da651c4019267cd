import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { typeCommand } from '../../test/command-line.ts';
import { changeAsOwner } from '../../test/owner.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { sealAuditCommand, verifyAuditCommand } from './audit.command.ts';
import { type SealScene, sealScene } from './seal-scene.ts';

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

describe('tampering as the owner of the database', () => {
  let ids: string[];
  let head: string;
  beforeEach(async () => {
    for (const count of [2, 3, 2]) {
      await scene.record(count);
      await scene.seal();
    }
    ids = await scene.entryIds();
    head = (await scene.verify()).head ?? '';
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
    expect((await scene.verify(head)).problems).toEqual([`Entry ${ids[2]} of seal 2 was changed after it was sealed.`]);
  });

  test('an entry that was removed is named', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_entries WHERE organization_id = $1 AND id = $2', [here(), ids[6]]);
    expect((await scene.verify(head)).problems).toEqual([`Entry ${ids[6]} of seal 3 is gone.`]);
  });

  test('an entry that was put in is named', async () => {
    const forged = newId();
    await changeAsOwner(
      app,
      `INSERT INTO audit_entries (organization_id, id, recorded_at, action, subject_type, subject_id)
       VALUES ($1, $2, now(), 'order.created', 'Order', $2)`,
      [here(), forged],
    );
    expect((await scene.verify(head)).problems).toEqual([
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
    expect((await scene.verify(head)).problems).toEqual([
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
    expect((await scene.verify(head)).problems).toEqual([
      'Seal 2 was changed: its hash does not fit.',
      `Entry ${ids[3]} of seal 2 was changed after it was sealed.`,
      `Entry ${ids[2]} of seal 2 was changed after it was sealed.`,
    ]);
  });

  test('a seal that was taken out leaves its entries without one', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_seals WHERE organization_id = $1 AND number = 2', [here()]);
    expect((await scene.verify(head)).problems).toEqual([
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
    expect((await scene.verify()).problems).toEqual([]);
    expect((await scene.verify(head)).problems).toEqual([
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
    await scene.seal();
    expect((await scene.verify()).problems).toEqual([]);
    expect((await scene.verify(head)).problems).toHaveLength(1);
  });

  test('a seal that follows another one is named', async () => {
    await changeAsOwner(
      app,
      `UPDATE audit_seals SET previous_hash = sha256('x') WHERE organization_id = $1 AND number = 3`,
      [here()],
    );
    expect((await scene.verify(head)).problems).toEqual([
      'Seal 3 does not follow the seal before it: one of the two was sealed anew.',
      'Seal 3 was changed: its hash does not fit.',
    ]);
  });

  test('nothing is said against another organization', async () => {
    await changeAsOwner(app, 'DELETE FROM audit_entries WHERE organization_id = $1 AND id = $2', [here(), ids[0]]);
    world = await app.world();
    scene = sealScene(app, world);
    await scene.record(1);
    await scene.seal();
    expect(await scene.verify()).toMatchObject({ seals: 1, problems: [] });
  });

  describe('and the command that verifies', () => {
    const run = (...words: string[]) => typeCommand(app, [verifyAuditCommand, sealAuditCommand], words);

    test('says that it is intact, with the head to note, and takes a head from before', async () => {
      expect(await run('audit', 'verify', '--organization', world.slug)).toEqual({
        code: 0,
        printed: [`${world.slug}: 7 entries in 3 seals intact, 0 waiting, head ${head}`],
        complaint: '',
      });
      await scene.record(1);
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
