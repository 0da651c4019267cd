import { describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { silentLog } from '../../platform/log.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { createImportRunner } from './import-runner.ts';
import { Import, type ImportStatus } from './import.entity.ts';
import { rowCounts, snapshot, wrongGroups } from './on-file.ts';
import { backfill, FILE, inventory, load, LOT } from './test-files.ts';
import { APPLY, form } from './test-uploads.ts';
import { api, app, uploads, user, world, setScene } from './upload-scene.ts';

setScene();

describe('applying', () => {
  test('writes everything once, however often it is asked for, and tells the audit trail who asked', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    const second = await world.actor('SUPER_USER');
    app.clock.advance({ minutes: 5 });
    const { applyImport } = await second.api.ask(APPLY, { id });
    expect(applyImport).toMatchObject({ import: { status: 'APPLYING' }, userErrors: [] });
    await api.ask(APPLY, { id });
    expect(await uploads.finished(id)).toMatchObject({
      status: 'APPLIED',
      appliedAt: '2026-07-20T12:05:00.000Z',
      preview: { tickets: { created: 11 } },
    });
    expect((await api.ask(APPLY, { id })).applyImport).toMatchObject({ import: { status: 'APPLIED' }, userErrors: [] });
    expect(await rowCounts(world)).toMatchObject({ events: 1, ticket_groups: 2, tickets: 11 });
    expect(await wrongGroups(world)).toEqual([]);
    expect(await uploads.leftBehind()).toEqual({ imports: 1, import_files: 1, import_file_chunks: 0 });
    const audit = await world.write((tx) =>
      tx.manager.find(AuditEntry, {
        where: { organizationId: world.organizationId, subjectType: 'Import' },
        order: { id: 'ASC' },
      }),
    );
    expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['import.uploaded', user.id],
      ['import.apply_started', second.user.id],
      ['import.applied', second.user.id],
    ]);
    expect(audit[2]?.after).toMatchObject({ preview: { tickets: { created: 11 } } });
  });

  test('is refused as a whole when somebody backfilled meanwhile what the file takes away', async () => {
    await load(app, world, { INVENTORY: FILE });
    const { id } = await uploads.send(
      form({ inventory: inventory(LOT.replace(',5,', ',1,'), LOT.replace('Lot G', 'Lot H')) }),
    );
    expect(await uploads.finished(id)).toMatchObject({
      status: 'READY',
      preview: { tickets: { created: 5, removed: 4 } },
    });
    const order = await backfill(world, 'Lot G', 3);
    const before = await snapshot(world);
    await api.ask(APPLY, { id });
    const refused = await uploads.finished(id);
    expect(refused).toMatchObject({
      status: 'INVALID',
      appliedAt: null,
      rowErrors: { nodes: [{ row: 2, column: 'Quantity' }] },
    });
    expect(refused.rowErrors.nodes[0].message).toContain(order);
    expect(await snapshot(world)).toBe(before);
  });

  test('an employees file is left to whoever uploaded it, or a Super User', async () => {
    const { id } = await uploads.send(form({ employees: 'FirstName,LastName,Email\nBo,Li,bo.li@example.com\n' }));
    await uploads.finished(id);
    const other = await world.actor('INVENTORY_MANAGER');
    expect(await other.api.refusal(APPLY, { id })).toBe('FORBIDDEN');
    expect((await uploads.finished(id)).status).toBe('READY');
    await api.ask(APPLY, { id });
    expect((await uploads.finished(id)).status).toBe('APPLIED');
  });

  test.each<ImportStatus>(['ANALYZING', 'APPLYING'])(
    'what a killed process left %s is taken up by the next one',
    async (left) => {
      const { id } = await uploads.send(form({ inventory: FILE }));
      await uploads.finished(id);
      await world.write((tx) =>
        tx.manager.update(Import, { organizationId: world.organizationId }, { status: left, preview: null }),
      );
      const next = createImportRunner({ database: app.database, clock: app.clock, log: silentLog });
      await next.resume();
      await next.idle();
      const { status, preview } = await uploads.finished(id);
      expect([status, preview.tickets.created]).toEqual([left === 'ANALYZING' ? 'READY' : 'APPLIED', 11]);
      expect((await rowCounts(world)).tickets).toBe(left === 'ANALYZING' ? 0 : 11);
    },
  );

  test('one that stands still is taken up again by whoever looks at it', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    await world.write((tx) =>
      tx.manager.update(Import, { organizationId: world.organizationId }, { status: 'APPLYING' }),
    );
    expect((await uploads.finished(id)).status).toBe('APPLYING');
    expect((await uploads.finished(id)).status).toBe('APPLYING');
    app.clock.advance({ seconds: 31 });
    await uploads.finished(id);
    expect((await uploads.finished(id)).status).toBe('APPLIED');
  });

  test('is not done twice by two processes', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    await world.write((tx) =>
      tx.manager.update(Import, { organizationId: world.organizationId }, { status: 'APPLYING' }),
    );
    const runners = [1, 2, 3].map(() =>
      createImportRunner({ database: app.database, clock: app.clock, log: silentLog }),
    );
    await Promise.all(runners.map((runner) => runner.resume()));
    await Promise.all(runners.map((runner) => runner.idle()));
    expect([(await uploads.finished(id)).status, (await rowCounts(world)).tickets]).toEqual(['APPLIED', 11]);
  });

  test('survives a broken database connection', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `Game ${index},Hall,07/10/2026,7:00PM,A,,1,2,2,Club,,,,,`);
    const { id } = await uploads.send(form({ inventory: inventory(...rows) }));
    await uploads.finished(id);
    await api.ask(APPLY, { id });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await app.database.global(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND usename = current_user`,
    );
    expect([(await uploads.finished(id)).status, (await rowCounts(world)).tickets]).toEqual(['APPLIED', 6000]);
    expect(await wrongGroups(world)).toEqual([]);
  }, 30_000);

  test('an import whose file cannot be read any more has FAILED, and nothing is changed', async () => {
    const importId = newId();
    const broken = {
      organizationId: world.organizationId,
      id: importId,
      status: 'APPLYING' as const,
      createdById: user.id,
      createdAt: app.clock.now(),
      rowsDone: 0,
      rowErrorCount: 0,
    };
    await world.write((tx) => tx.manager.insert(Import, broken));
    await world.write((tx) =>
      tx.execute(
        `INSERT INTO import_files (organization_id, id, import_id, kind, name, byte_count) VALUES ($1, $2, $3, 'VENUES', 'v.csv', 9)`,
        [world.organizationId, newId(), importId],
      ),
    );
    const failing = new Proxy(app.database, {
      get(target, key) {
        if (key === 'read') return () => Promise.reject(new Error('boom'));
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const runner = createImportRunner({ database: failing, clock: app.clock, log: silentLog });
    runner.start(world.organizationId, importId);
    await runner.idle();
    expect(await uploads.finished(world.id('Import', { id: importId }))).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('nothing was changed'),
    });
  });
});
