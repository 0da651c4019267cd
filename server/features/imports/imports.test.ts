import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { newId } from '../../platform/id.ts';
import { silentLog } from '../../platform/log.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import type { Role, User } from '../people/user.entity.ts';
import { createImportRunner } from './import-runner.ts';
import { Import, type ImportStatus } from './import.entity.ts';
import { rowCounts, snapshot, wrongGroups } from './on-file.ts';
import { backfill, inventory, load } from './test-files.ts';
import { APPLY, DISCARD, form, READ, type Uploads, uploadsOf } from './test-uploads.ts';
import { uploadFiles } from './upload-files.ts';

let app: TestApp;
let world: World;
let user: User;
let api: ApiClient;
let uploads: Uploads;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(NOW);
  world = await app.world();
  await world.venue({ name: 'Hall' });
  ({ user, api } = await world.actor('INVENTORY_MANAGER', { name: 'Ivy Inventory' }));
  uploads = uploadsOf(app, world, api);
});
afterEach(() => app.imports.idle());

const LOT = 'Gala,Hall,07/10/2026,7:00PM,Lot G,,,,5,Parking,20.00,USD,,,';
const FILE = inventory('Gala,Hall,07/10/2026,7:00PM,Suite 1,,1,6,6,Suite,100.00,USD,,,', LOT);

describe('an upload', () => {
  test('is analyzed in the background and shows what it would do, changing nothing', async () => {
    const before = await snapshot(world);
    const { status, id } = await uploads.send(form({ inventory: FILE }));
    expect(status).toBe(201);
    expect(await uploads.finished(id)).toMatchObject({
      id,
      status: 'READY',
      createdBy: { name: 'Ivy Inventory' },
      createdAt: NOW,
      appliedAt: null,
      failure: null,
      rowErrorCount: 0,
      progress: { rowsDone: 2, rowsTotal: 2 },
      files: [{ kind: 'INVENTORY', name: 'inventory.csv', byteCount: FILE.length, rowCount: 2 }],
      preview: {
        events: { created: 1 },
        ticketGroups: { created: 2 },
        tickets: { created: 11, updated: 0, removed: 0, unchanged: 0 },
        newTicketCategories: ['Suite', 'Parking'],
      },
      rowErrors: { nodes: [], pageInfo: { hasNextPage: false } },
    });
    expect(await snapshot(world)).toBe(before);
  });

  test('may be one bare file, with its kind and name in the query', async () => {
    const answer = await uploads.post(
      '/imports?kind=venues&name=v.csv',
      'Venue,TimeZone\nArena,Europe/Paris\n',
      'text/csv',
    );
    const { files, status } = await uploads.finished(answer.json().importId);
    expect({ files, status }).toMatchObject({
      status: 'READY',
      files: [{ kind: 'VENUES', name: 'v.csv', rowCount: 1 }],
    });
  });

  test('may hold all three files, listed in the order in which they are applied', async () => {
    const employees = 'FirstName,LastName,Email\nBo,Li,bo.li@example.com\n';
    const { id } = await uploads.send(
      form({
        inventory: inventory(LOT.replace('Hall', 'Arena').replace('USD,', 'USD,bo.li@example.com')),
        employees,
        venues: 'Venue,TimeZone\nArena,UTC\n',
      }),
    );
    const ready = await uploads.finished(id);
    expect([ready.status, ready.files.map(({ kind }: { kind: string }) => kind)]).toEqual([
      'READY',
      ['VENUES', 'EMPLOYEES', 'INVENTORY'],
    ]);
  });

  test.each([
    ['no file', form({}), 'There is no file'],
    ['an unknown kind', form({ pets: 'a' }), 'no file kind "pets"'],
    ['two files of one kind', form({ venues: 'a', VENUES: 'b' }), 'two files of the kind VENUES'],
    [
      'a broken form',
      {
        type: 'multipart/form-data; boundary=x',
        body: '--x\r\nContent-Disposition: form-data; name="venues"; filename="v"\r\n\r\na',
      },
      'no complete multipart form',
    ],
    ['a form without boundary', { type: 'multipart/form-data', body: 'a' }, 'no complete multipart form'],
  ])('with %s is refused and leaves nothing behind', async (_what, { type, body }, message) => {
    const answer = await uploads.post('/imports', body, type);
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.json().error.message).toContain(message);
    expect(await uploads.leftBehind()).toEqual({ imports: 0, import_files: 0, import_file_chunks: 0 });
  });

  test('that is too large is refused, at once where it says so', async () => {
    const answer = await app.http.inject({
      method: 'POST',
      url: '/imports',
      headers: { ...uploads.headers(), 'content-type': 'text/csv', 'content-length': '100100001' },
      payload: 'a',
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'TOO_LARGE']);
    expect(answer.json().error.message).toContain('larger than 100 MB');
    const content = (async function* () {
      yield Buffer.alloc(6);
      yield Buffer.alloc(6);
    })();
    const files = (async function* () {
      yield { kind: 'VENUES' as const, name: 'v.csv', content };
    })();
    const actor = { actorId: user.id, requestId: null, now: app.clock.now() };
    await expect(uploadFiles(app.database, world.organizationId, actor, files, 10)).rejects.toMatchObject({
      status: 413,
    });
    expect(await uploads.leftBehind()).toEqual({ imports: 0, import_files: 0, import_file_chunks: 0 });
  });

  test.each([
    ['a stranger', null, 401, 'UNAUTHENTICATED'],
    ['an EMPLOYEE', 'EMPLOYEE', 403, 'FORBIDDEN'],
    ['a MANAGER', 'MANAGER', 403, 'FORBIDDEN'],
    ['a TICKET_MANAGER', 'TICKET_MANAGER', 403, 'FORBIDDEN'],
    ['a SUPER_USER', 'SUPER_USER', 201, undefined],
  ])('of %s is answered as the role allows', async (_who, role, status, code) => {
    const token = role && (await world.actor(role as Role)).api.sessionToken;
    const answer = await uploads.post('/imports', form({ inventory: FILE }).body, form({}).type, token ?? '');
    expect([answer.statusCode, answer.json().error?.code]).toEqual([status, code]);
    expect((await uploads.leftBehind()).imports).toBe(status === 201 ? 1 : 0);
  });

  test('needs the CSRF header', async () => {
    const { 'x-backfill-csrf': _csrf, ...others } = uploads.headers();
    const { type, body } = form({ inventory: FILE });
    const answer = await app.http.inject({
      method: 'POST',
      url: '/imports',
      headers: { ...others, 'content-type': type },
      payload: body,
    });
    expect([answer.statusCode, (await uploads.leftBehind()).imports]).toEqual([403, 0]);
  });

  test('of an Inventory Manager cannot make anybody a Super User', async () => {
    const { id } = await uploads.send(
      form({ employees: 'FirstName,LastName,Email,Role\nIvy,Inventory,ivy2@example.com,SUPER_USER\n' }),
    );
    const { status, rowErrors } = await uploads.finished(id);
    expect([status, rowErrors.nodes]).toMatchObject([
      'INVALID',
      [{ fileKind: 'EMPLOYEES', row: 2, column: 'Role', value: 'SUPER_USER' }],
    ]);
  });
});

describe('row errors', () => {
  const BAD = inventory(
    LOT.replace('Hall', '=HYPERLINK("http://x")'),
    LOT.replace('20.00', '-5'),
    LOT.replace(',5,', ',0,'),
  );

  test('make an import INVALID and are paged in the order of rows', async () => {
    const { id } = await uploads.send(form({ inventory: BAD }));
    const invalid = await uploads.finished(id);
    expect([invalid.status, invalid.rowErrorCount]).toEqual(['INVALID', 3]);
    expect(
      invalid.rowErrors.nodes.map(({ row, column, value }: Record<string, unknown>) => [row, column, value]),
    ).toEqual([
      [2, 'Venue', '=HYPERLINK("http://x")'],
      [3, 'FaceValue', '-5'],
    ]);
    const next = await api.ask(
      `query ($id: ID!, $after: String) { import(id: $id) { rowErrors(first: 2, after: $after) { nodes { row column } pageInfo { hasNextPage } } } }`,
      {
        id,
        after: invalid.rowErrors.pageInfo.endCursor,
      },
    );
    expect(next.import.rowErrors).toEqual({
      nodes: [{ row: 4, column: 'Quantity' }],
      pageInfo: { hasNextPage: false },
    });
    const { applyImport } = await api.ask(APPLY, { id });
    expect(applyImport.userErrors).toMatchObject([
      { __typename: 'ImportNotReady', status: 'INVALID', path: ['importId'] },
    ]);
    expect(await rowCounts(world)).toMatchObject({ events: 0, tickets: 0 });
    expect((await uploads.leftBehind()).import_file_chunks).toBe(0);
  });

  test('can be downloaded, with formulas defused', async () => {
    const { id } = await uploads.send(form({ inventory: BAD }));
    await uploads.finished(id);
    const answer = await app.http.inject({
      method: 'GET',
      url: `/imports/${id}/errors.csv`,
      headers: uploads.headers(),
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const [heading, first, second, third] = answer.body.split('\r\n');
    expect(heading).toBe('\ufeffFile,Row,Column,Value,Message');
    expect(first).toMatch(/^INVENTORY,2,Venue,"'=HYPERLINK\(""http:\/\/x""\)","There is no venue/);
    expect(second).toMatch(/^INVENTORY,3,FaceValue,'-5,"Write the face value/);
    expect(third).toMatch(/^INVENTORY,4,Quantity,0,Give the number/);
    const { api: ticketManager } = await world.actor('TICKET_MANAGER');
    const refused = await app.http.inject({
      method: 'GET',
      url: `/imports/${id}/errors.csv`,
      headers: uploads.headers(ticketManager.sessionToken),
    });
    expect(refused.statusCode).toBe(403);
    const stranger = await (await app.world()).actor('SUPER_USER');
    const foreign = await app.http.inject({
      method: 'GET',
      url: `/imports/${id}/errors.csv`,
      headers: uploads.headers(stranger.api.sessionToken),
    });
    expect(foreign.statusCode).toBe(404);
  });
});

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

describe('discarding', () => {
  test('drops the files, may be repeated, and rules applying out', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    for (let times = 0; times < 2; times += 1) {
      expect((await api.ask(DISCARD, { id })).discardImport).toEqual({
        import: { status: 'DISCARDED' },
        userErrors: [],
      });
    }
    expect((await uploads.leftBehind()).import_file_chunks).toBe(0);
    expect((await api.ask(APPLY, { id })).applyImport.userErrors).toMatchObject([
      { __typename: 'ImportNotReady', status: 'DISCARDED' },
    ]);
    expect(await rowCounts(world)).toMatchObject({ events: 0 });
  });

  test('is refused once applied', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    await api.ask(APPLY, { id });
    await uploads.finished(id);
    expect((await api.ask(DISCARD, { id })).discardImport.userErrors).toMatchObject([
      { __typename: 'ImportNotReady', status: 'APPLIED' },
    ]);
  });

  test('an import that nobody applied for a week is given up', async () => {
    const { id } = await uploads.send(form({ inventory: FILE }));
    await uploads.finished(id);
    app.clock.advance({ days: 8 });
    await app.imports.resume();
    ({ api } = await world.actor('INVENTORY_MANAGER'));
    uploads = uploadsOf(app, world, api);
    expect((await uploads.finished(id)).status).toBe('DISCARDED');
    await app.imports.resume();
    expect((await uploads.leftBehind()).import_file_chunks).toBe(0);
  });
});

test('imports are listed newest first, in as many statements for one as for many, and only to their organization', async () => {
  const ids: string[] = [];
  const list =
    '{ imports(first: 10) { nodes { id createdBy { name } files { kind } rowErrors(first: 1) { nodes { row } } } pageInfo { hasNextPage } } }';
  const statements: number[] = [];
  for (let count = 1; count <= 3; count += 1) {
    app.clock.advance({ minutes: 1 });
    ids.unshift((await uploads.send(form({ inventory: FILE }))).id);
    await app.imports.idle();
    let counted = 0;
    app.database.onStatement = () => (counted += 1);
    const { imports } = await api.ask(list);
    app.database.onStatement = undefined;
    expect(imports.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    statements.push(counted);
  }
  // Each import's page of errors is a statement of its own: nobody lists imports with their errors but to look at a few.
  expect(statements.map((count, index) => count - index)).toEqual([statements[0], statements[0], statements[0]]);
  const other = await (await app.world()).actor('SUPER_USER');
  expect((await other.api.ask(list)).imports.nodes).toEqual([]);
  expect((await other.api.ask(READ, { id: ids[0] })).import).toBeNull();
  expect((await other.api.ask(APPLY, { id: ids[0] })).applyImport).toMatchObject({
    import: null,
    userErrors: [{ __typename: 'UnknownReference' }],
  });
});
