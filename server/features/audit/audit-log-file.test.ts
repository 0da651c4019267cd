import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { type Entry, entriesOf, type Note, recordNote } from './audit-scene.ts';
import { recordAudit } from './record-audit.ts';

let app: TestApp;
let world: World;
let sunny: User;
let api: ApiClient;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  const actor = await world.actor('SUPER_USER', { name: 'Sunny Super' });
  [sunny, api] = [actor.user, actor.api];
});
afterAll(() => app.close());

const note = (facts?: Note): Promise<void> => recordNote(app, world, facts);
const log = (filter?: object): Promise<Entry[]> => entriesOf(api, filter);

describe('the log as a file', () => {
  async function download(path: string, as: ApiClient | undefined = api, headers: Record<string, string> = {}) {
    const cookies = as?.sessionToken ? { [SESSION_COOKIE]: as.sessionToken } : undefined;
    return app.http.inject({ method: 'GET', url: path, headers, ...(cookies ? { cookies } : {}) });
  }

  test('as CSV has a row for each entry, and nothing that a spreadsheet would run', async () => {
    const rita = await world.user('EMPLOYEE', { name: '=cmd()' });
    await note({ actorId: sunny.id, onBehalfOfId: rita.id, reason: '@SUM(1)', before: { capacity: 1 } });
    const answer = await download('/audit-log.csv');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit-log-2026-07-20.csv"',
      'cache-control': 'no-store',
    });
    const lines = answer.body.split('\r\n');
    expect(lines[0]).toBe(
      '\ufeffRecorded at,Event at,Action,Description,Person,Person email,API token,On behalf of,On behalf of email,Subject type,Subject id,Before,After,Reason,Request id,Entry id',
    );
    // The download itself is the newest entry.
    expect(lines[1]).toContain(',auditLog.exported,');
    expect(lines[2]).toContain(
      `2026-07-20T12:00:00.000Z,,venue.updated,A venue was changed.,Sunny Super,${sunny.email},,'=cmd(),${rita.email},Venue,`,
    );
    expect(lines[2]).toContain(`,"{""capacity"":1}",,'@SUM(1),request-1,`);
    expect(lines.slice(3)).toEqual(['']);
  });

  test('as JSON Lines has an object for each entry, with the ids of the API', async () => {
    const venue = await world.venue();
    await note({ actorId: sunny.id, subjectId: venue.id, after: { capacity: 2, managerId: sunny.id } });
    const answer = await download('/audit-log.jsonl?actions=venue.updated');
    expect(answer.headers['content-type']).toBe('application/jsonl; charset=utf-8');
    expect(
      answer.body
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        id: (await log({ actions: ['venue.updated'] }))[0]?.id,
        recordedAt: '2026-07-20T12:00:00.000Z',
        eventAt: null,
        action: 'venue.updated',
        description: 'A venue was changed.',
        actor: { id: world.id('User', sunny), name: 'Sunny Super', email: sunny.email },
        apiToken: null,
        onBehalfOf: null,
        subjectType: 'Venue',
        subjectId: world.id('Venue', venue),
        before: null,
        after: { capacity: 2, manager: 'Sunny Super' },
        reason: null,
        requestId: 'request-1',
      },
    ]);
  });

  test('is filtered like the page, and leaves an entry with the filter', async () => {
    const actor = { actorId: null, requestId: null, now: new Date('2026-07-02T12:00:00Z') };
    const records = Array.from({ length: 1203 }, (_, number) => ({
      action: 'venue.updated' as const,
      subjectType: 'Venue',
      subjectId: newId(),
      reason: `no. ${number}`,
    }));
    await world.write((tx) => recordAudit(tx, actor, records));
    await note({ at: '2026-07-05T12:00:00Z' });
    const answer = await download(`/audit-log.jsonl?recordedTo=2026-07-04&actions=venue.updated&actions=venue.created`);
    const found = answer.body
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).reason as string);
    expect(found).toHaveLength(1203);
    expect(new Set(found).size).toBe(1203);
    const [entry] = await log({ actions: ['auditLog.exported'] });
    expect(entry).toMatchObject({
      actor: { name: 'Sunny Super' },
      after: JSON.stringify({
        until: '2026-07-05T04:00:00.000Z',
        format: 'jsonl',
        actions: ['venue.updated', 'venue.created'],
      }),
    });
  });

  test('is for Super Users only, and not for links on other pages; refused, it leaves no entry', async () => {
    const other = await world.actor('INVENTORY_MANAGER');
    const answers = [
      await download('/audit-log.csv', other.api),
      await download('/audit-log.csv', app.stranger()),
      await download('/audit-log.csv', api, { 'sec-fetch-site': 'cross-site' }),
      await download('/audit-log.csv?recordedFrom=yesterday'),
      await download('/audit-log.csv?actions=nothing'),
      await download('/audit-log.csv?person=me'),
    ];
    expect(answers.map(({ statusCode, json }) => [statusCode, json().error.code])).toEqual([
      [403, 'FORBIDDEN'],
      [401, 'UNAUTHENTICATED'],
      [403, 'FORBIDDEN'],
      [400, 'BAD_USER_INPUT'],
      [400, 'BAD_USER_INPUT'],
      [400, 'BAD_USER_INPUT'],
    ]);
    expect(await log()).toEqual([]);
  });
});
