import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { ask } from '../../test/owner.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { type Entry, entriesOf, LOG, type Note, recordNote } from './audit-scene.ts';
import { entriesQuery, type EntryQuestion } from './entries-query.ts';

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
const reasons = async (filter?: object): Promise<(string | null)[]> => (await log(filter)).map(({ reason }) => reason);

describe('the audit log', () => {
  test('tells who did what to what, for whom, when, why and with which request, with names in place of ids', async () => {
    const rita = await world.user('EMPLOYEE', { name: 'Rita Recipient' });
    const venue = await world.venue({ name: 'Example Park' });
    await note({
      actorId: sunny.id,
      onBehalfOfId: rita.id,
      subjectId: venue.id,
      eventAt: new Date('2026-07-18T02:00:00Z'),
      before: { managerId: null, capacity: 1 },
      after: { managerId: rita.id, capacity: 2, ticketIds: [newId(), newId()] },
      reason: 'It was wrong',
    });
    expect(await log()).toEqual([
      {
        id: expect.any(String),
        action: 'venue.updated',
        subjectType: 'Venue',
        reason: 'It was wrong',
        requestId: 'request-1',
        recordedAt: '2026-07-20T12:00:00.000Z',
        eventAt: '2026-07-18T02:00:00.000Z',
        before: '{"capacity":1,"manager":null}',
        after: '{"capacity":2,"manager":"Rita Recipient","tickets":2}',
        actor: { name: 'Sunny Super', email: sunny.email },
        onBehalfOf: { name: 'Rita Recipient' },
        subject: { __typename: 'Venue', name: 'Example Park' },
      },
    ]);
  });

  test('is newest first by when things were recorded, and paged without gaps or repeats', async () => {
    const days = ['2026-07-01', '2026-07-03', '2026-07-02', '2026-07-02', '2026-07-04'];
    for (const [index, day] of days.entries()) await note({ at: `${day}T12:00:00Z`, reason: `${day} ${index}` });
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const { nodes, pageInfo } = (await api.ask(LOG, { first: 2, after })).auditLog;
      seen.push(...nodes.map(({ reason }: Entry) => reason));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['2026-07-04 4', '2026-07-03 1', '2026-07-02 3', '2026-07-02 2', '2026-07-01 0']);
  });

  test('is narrowed by person, on whose behalf, action, subject and day, alone and together', async () => {
    const [ada, ben] = [await world.user('MANAGER'), await world.user('EMPLOYEE')];
    const venue = await world.venue();
    await note({ reason: 'ada', actorId: ada.id, at: '2026-07-01T12:00:00Z' });
    await note({ reason: 'ada for ben', actorId: ada.id, onBehalfOfId: ben.id, at: '2026-07-02T12:00:00Z' });
    await note({ reason: 'created', action: 'venue.created', subjectId: venue.id, at: '2026-07-03T12:00:00Z' });
    await note({ reason: 'ada sees', action: 'auditLog.exported', actorId: ada.id, at: '2026-07-04T12:00:00Z' });
    const [actorId, onBehalfOfId] = [world.id('User', ada), world.id('User', ben)];

    expect(await reasons({ actorId })).toEqual(['ada sees', 'ada for ben', 'ada']);
    expect(await reasons({ onBehalfOfId })).toEqual(['ada for ben']);
    expect(await reasons({ actions: ['venue.created', 'auditLog.exported'] })).toEqual(['ada sees', 'created']);
    expect(await reasons({ subjectId: world.id('Venue', venue) })).toEqual(['created']);
    expect(await reasons({ recordedFrom: '2026-07-02', recordedTo: '2026-07-03' })).toEqual(['created', 'ada for ben']);
    expect(await reasons({ actorId, actions: ['venue.updated'], recordedTo: '2026-07-01' })).toEqual(['ada']);
    expect(await reasons({ actions: [] })).toHaveLength(4);
  });

  test('counts days in the time zone of the organization, both included', async () => {
    // New York is four hours behind: the day begins and ends at 04:00Z.
    await note({ reason: 'before', at: '2026-07-02T03:59:59.999Z' });
    await note({ reason: 'first', at: '2026-07-02T04:00:00Z' });
    await note({ reason: 'last', at: '2026-07-03T03:59:59.999Z' });
    await note({ reason: 'after', at: '2026-07-03T04:00:00Z' });
    expect(await reasons({ recordedFrom: '2026-07-02', recordedTo: '2026-07-02' })).toEqual(['last', 'first']);
  });

  test('refuses actions that do not exist, and answers to ids of another organization as to unknown ones', async () => {
    const other = await app.world();
    const stranger = await other.user('EMPLOYEE');
    await note();
    expect(await api.refusal(LOG, { filter: { actions: ['venue.burned'] } })).toBe('BAD_USER_INPUT');
    expect(await api.refusal(LOG, { after: 'x' })).toBe('BAD_USER_INPUT');
    for (const id of [other.id('User', stranger), world.id('User', stranger), 'nonsense']) {
      for (const part of ['actorId', 'onBehalfOfId', 'subjectId']) expect(await log({ [part]: id })).toEqual([]);
    }
    expect(await (await other.actor('SUPER_USER')).api.ask(LOG, {})).toMatchObject({ auditLog: { nodes: [] } });
  });

  test('shows an erased person as erased, in facts as well', async () => {
    const ada = await world.user('EMPLOYEE', { name: 'Ada Gone', isActive: false });
    await note({ actorId: ada.id, onBehalfOfId: ada.id, after: { managerId: ada.id } });
    const erase = `mutation ($id: ID!) { eraseUser(input: { userId: $id, reason: "Asked for it" }) { userErrors { __typename } } }`;
    expect((await api.ask(erase, { id: world.id('User', ada) })).eraseUser.userErrors).toEqual([]);
    const entries = JSON.stringify(await log());
    expect(entries).not.toMatch(/ada/i);
    expect(entries).toContain('{\\"manager\\":\\"Erased person\\"}');
    expect(entries).toContain('"actor":{"name":"Erased person"');
  });

  test('lets node(id) find any entry for Super Users, and for others only those with a history', async () => {
    await note();
    const [entry] = await log();
    const NODE = 'query ($id: ID!) { node(id: $id) { ... on HistoryEntry { action } } }';
    expect((await api.ask(NODE, { id: entry?.id })).node).toEqual({ action: 'venue.updated' });
    const other = await world.actor('INVENTORY_MANAGER');
    expect((await other.api.ask(NODE, { id: entry?.id })).node).toBeNull();
  });

  test('names the API token with which something was done, to people', async () => {
    const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } secret userErrors { __typename } } }`;
    const input = { name: 'Nightly export', scopes: ['ADMINISTRATION'], expiresAt: '2026-08-01T00:00:00Z' };
    const { apiToken, secret } = (await api.ask(CREATE, { input })).createApiToken;
    const program = { authorization: `Bearer ${secret}` };
    const file = await app.http.inject({ method: 'GET', url: '/audit-log.jsonl', headers: program });
    expect(file.statusCode).toBe(200);
    const first = JSON.parse(file.body.split('\n')[0] ?? '');
    expect(first).toMatchObject({ action: 'auditLog.exported', apiToken: { id: apiToken.id, name: null } });
    const TOKENS = `{ auditLog { nodes { action apiToken { id name } subject { __typename } } } }`;
    expect((await api.ask(TOKENS)).auditLog.nodes).toEqual([
      {
        action: 'auditLog.exported',
        apiToken: { id: apiToken.id, name: 'Nightly export' },
        subject: { __typename: 'Organization' },
      },
      { action: 'apiToken.created', apiToken: null, subject: { __typename: 'ApiToken' } },
    ]);
  });

  test('lists what can be recorded, by name', async () => {
    const { auditActions } = await api.ask('{ auditActions { action subjectType description } }');
    expect(auditActions).toHaveLength(50);
    expect(auditActions).toContainEqual({
      action: 'backfill.confirmed',
      subjectType: 'Backfill',
      description: 'A backfill was confirmed and its orders were made.',
    });
    const names: string[] = auditActions.map(({ action }: Entry) => action);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
  });

  test('says how far it is sealed', async () => {
    const SEALING = '{ auditSealing { waitingCount head { number entryCount hash sealedAt } } }';
    await note();
    expect((await api.ask(SEALING)).auditSealing).toEqual({ waitingCount: 1, head: null });
    await app.tasks.sealAudit?.({ organizationId: world.organizationId });
    expect((await api.ask(SEALING)).auditSealing).toEqual({
      waitingCount: 0,
      head: {
        number: 1,
        entryCount: 1,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        sealedAt: app.clock.now().toISOString(),
      },
    });
  });
});

describe('reading the log', () => {
  test('takes as many statements for 50 entries as for 5', async () => {
    for (let number = 0; number < 50; number += 1) {
      const user = await world.user('EMPLOYEE');
      await note({ actorId: user.id, onBehalfOfId: user.id, subjectType: 'User', subjectId: user.id });
    }
    for (const first of [5, 50]) {
      const statements: string[] = [];
      app.database.onStatement = (text) => void statements.push(text);
      expect((await api.ask(LOG, { first })).auditLog.nodes).toHaveLength(first);
      app.database.onStatement = undefined;
      // Who asks is looked up before or along with the rest.
      expect(statements.map((text) => /^ROLLBACK|session_viewer|(?<=FROM )\w+/.exec(text)?.[0]).sort()).toEqual([
        'ROLLBACK',
        'audit_entries',
        'audit_entries',
        'session_viewer',
        'users',
      ]);
    }
  });

  describe('of 20,000 entries', () => {
    beforeAll(async () => {
      world = await app.world();
      const [ada] = [await world.user('MANAGER')];
      await world.write(async (tx) => {
        await tx.execute(
          `INSERT INTO audit_entries (organization_id, id, recorded_at, actor_id, on_behalf_of_id, action, subject_type, subject_id)
           SELECT $1, gen_random_uuid(), timestamptz '2026-01-01Z' + n * interval '1 minute', CASE WHEN n % 100 = 0 THEN $2::uuid END,
                  CASE WHEN n % 200 = 0 THEN $2::uuid END, CASE n % 4 WHEN 0 THEN 'venue.created' ELSE 'venue.updated' END, 'Venue',
                  CASE WHEN n % 50 = 0 THEN $2::uuid ELSE gen_random_uuid() END
           FROM generate_series(1, 20000) n`,
          [tx.organizationId, ada.id],
        );
      });
      await ask(app, 'ANALYZE audit_entries');
      known.id = ada.id;
      known.organizationId = world.organizationId;
    });
    const known = { id: '', organizationId: '' };

    test.each<[string, () => EntryQuestion, string]>([
      ['nothing', () => ({}), 'audit_entries_by_time'],
      ['a person', () => ({ actorId: known.id }), 'audit_entries_by_actor'],
      ['on whose behalf', () => ({ onBehalfOfId: known.id }), 'audit_entries_by_on_behalf_of'],
      ['actions', () => ({ actions: ['venue.created', 'venue.updated'] }), 'audit_entries_by_action'],
      ['a subject', () => ({ subject: { type: 'Venue', id: known.id } }), 'audit_entries_by_subject'],
      [
        'days long ago',
        () => ({ from: new Date('2026-01-02T00:00:00Z'), until: new Date('2026-01-03T00:00:00Z') }),
        'audit_entries_by_time',
      ],
    ])('narrowed by %s stops after a page of the index, and sorts no more', async (_by, question, index) => {
      const { text, values } = entriesQuery(known.organizationId, question(), { limit: 26 });
      const lines = await app.database.read(known.organizationId, (tx) =>
        tx.rows<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS off, TIMING off) ${text}`, values),
      );
      const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
      expect(plan).toContain(`using ${index} on audit_entries`);
      expect(plan).not.toContain('Seq Scan on audit_entries');
      const read = [...plan.matchAll(/Scan.* on audit_entries.*rows=(\d+)/g)].map(([, rows]) => Number(rows));
      expect(Math.max(...read)).toBe(26);
      expect(plan).not.toMatch(/Rows Removed by Filter: [1-9]/);
    });
  });
});
