import { describe, expect, test } from '@jest/globals';
import { NOW } from '../../test/test-app.ts';
import type { Role } from '../people/user.entity.ts';
import { rowCounts, snapshot } from './on-file.ts';
import { FILE, inventory, LOT } from './test-files.ts';
import { APPLY, form } from './test-uploads.ts';
import { api, app, uploads, user, world, setScene } from './upload-scene.ts';
import { uploadFiles } from './upload-files.ts';

setScene();

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
