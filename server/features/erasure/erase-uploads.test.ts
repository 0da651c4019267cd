import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { uploadFiles } from '../imports/upload-files.ts';
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

describe('uploads', () => {
  test('that wait are discarded with an audit entry; files of venues alone stay', async () => {
    const waiting = await erasure.uploadsNaming(erasure.email);
    const analyzing = await erasure.uploadsNaming(erasure.email, 'ANALYZING');
    const venues = await erasure.uploadsNaming('Example Park');
    await world.write((tx) => tx.execute(`UPDATE import_files SET kind = 'VENUES' WHERE import_id = $1`, [venues]));
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: erasure.name, email: erasure.email });
    await erasure.eraseContact(contact);
    const states = await world.write((tx) =>
      tx.rows<{ id: string; status: string }>(`SELECT id, status FROM imports WHERE status <> 'INVALID' ORDER BY id`),
    );
    expect(states).toEqual([
      { id: waiting, status: 'DISCARDED' },
      { id: analyzing, status: 'DISCARDED' },
      { id: venues, status: 'READY' },
    ]);
    expect((await erasure.audit('import.discarded')).map(({ subject_id }) => subject_id).sort()).toEqual([
      waiting,
      analyzing,
    ]);
    expect(await erasure.tablesWith(erasure.email)).toEqual([]);
    expect(await erasure.tablesWith('Example Park')).toContain('import_file_chunks');
  });

  test('that are on their way are given up', async () => {
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: erasure.name, email: erasure.email });
    async function* content() {
      yield Buffer.from(erasure.email.repeat(100_000));
      await erasure.eraseContact(contact);
      yield Buffer.from(erasure.email);
    }
    async function* files() {
      yield { kind: 'EMPLOYEES' as const, name: 'employees.csv', content: content() };
    }
    const actor = { actorId: null, requestId: null, now: app.clock.now() };
    await expect(uploadFiles(app.database, world.organizationId, actor, files())).rejects.toThrow(
      'discarded meanwhile',
    );
    expect(await erasure.tablesWith(erasure.email)).toEqual([]);
  });

  test('that are being applied make erasing wait: it is refused and nothing changes', async () => {
    await erasure.uploadsNaming(erasure.email, 'APPLYING');
    const contact = await world.contact(await world.user('EMPLOYEE'), { name: erasure.name, email: erasure.email });
    expect(errorsOf(await erasure.eraseContact(contact))).toEqual([['InvalidInput', null]]);
    expect(await erasure.tablesWith(erasure.name)).toEqual(['contacts']);
    await world.write((tx) => tx.execute(`UPDATE imports SET status = 'READY' WHERE status = 'APPLYING'`));
    expect((await erasure.eraseContact(contact)).userErrors).toEqual([]);
    expect(await erasure.tablesWith(erasure.email)).toEqual([]);
  });
});
