import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { localTimeOf } from '../platform/local-time.ts';
import { silentLog } from '../platform/log.ts';
import { startTestApp, type TestApp } from '../test/test-app.ts';
import { demoSignIns } from './demo-sign-ins.ts';
import { ensureDemo } from './ensure-demo.ts';

// Each load writes some 15,000 rows.
jest.setTimeout(30_000);

let app: TestApp;

const ensure = () => ensureDemo({ ...app, log: silentLog });

async function demoId(): Promise<string> {
  const [demo] = await app.database.global<{ id: string }>('SELECT id FROM organizations WHERE is_demo');
  return demo?.id ?? '';
}

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return app.database.read(await demoId(), (tx) => tx.rows<Row>(sql, sql.includes('$1') ? [app.clock.now()] : []));
}

async function write(sql: string): Promise<number> {
  return app.database.write(await demoId(), (tx) => tx.execute(sql));
}

interface EventRow {
  id: string;
  name_key: string;
  local_date: string;
  starts_at: Date | null;
  ends_at: Date;
  time_zone: string;
}
const EVENTS = `SELECT e.id, e.name_key, e.local_date::text, e.starts_at, e.ends_at, v.time_zone
  FROM events e JOIN venues v ON v.id = e.venue_id ORDER BY e.id`;
const QUEUE = `SELECT event_id, sum(unresolved_count)::int AS unused FROM ticket_groups
  WHERE unresolved_count > 0 AND event_ends_at <= $1 GROUP BY event_id ORDER BY event_id`;

const plusDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

describe('the demo company', () => {
  beforeEach(async () => {
    app = await startTestApp();
  });
  afterEach(() => app.close());

  test('is loaded where there is no organization, once, and tells how to sign in', async () => {
    expect(await ensure()).toEqual(demoSignIns);
    const before = await rows(EVENTS);
    expect(await ensure()).toEqual(demoSignIns);
    expect(await rows(EVENTS)).toEqual(before);
    expect(await rows(`SELECT action FROM audit_entries WHERE subject_type = 'Organization'`)).toEqual([
      { action: 'demo.loaded' },
    ]);
  });

  test('is loaded once by three processes that start together', async () => {
    expect(await Promise.all([ensure(), ensure(), ensure()])).toEqual([demoSignIns, demoSignIns, demoSignIns]);
    expect(await app.database.global('SELECT slug FROM organizations')).toEqual([{ slug: 'demo' }]);
    expect(await rows('SELECT count(*)::int AS count FROM events')).toEqual([{ count: 210 }]);
  });

  test('is never loaded beside a real organization', async () => {
    await app.world();
    expect(await ensure()).toEqual([]);
    expect(await app.database.global('SELECT is_demo FROM organizations')).toEqual([{ is_demo: false }]);
  });

  test('is left alone, and offers no sign-ins, once there is a real organization', async () => {
    await ensure();
    await app.world();
    const before = await rows(EVENTS);
    app.clock.advance({ days: 5 });
    expect(await ensure()).toEqual([]);
    expect(await rows(EVENTS)).toEqual(before);
  });
});

describe('some days later', () => {
  // One company for all of these: each test moves on from where the one before it ended.
  beforeAll(async () => {
    app = await startTestApp();
    await ensure();
  });
  afterAll(() => app.close());

  test('every event has moved by as many days, at the same time of the venue’s day, and the queue is the same', async () => {
    const [before, queue] = [await rows<EventRow>(EVENTS), await rows(QUEUE)];
    // Over the day on which clocks go back in Europe and in America.
    app.clock.advance({ days: 110 });
    await ensure();
    const after = await rows<EventRow>(EVENTS);
    const expected = before.map(({ id, name_key, local_date, starts_at, time_zone }) => ({
      id,
      name_key,
      local_date: plusDays(local_date, 110),
      time: starts_at && localTimeOf(starts_at, time_zone),
    }));
    const seen = after.map(({ id, name_key, local_date, starts_at, time_zone }) => ({
      id,
      name_key,
      local_date,
      time: starts_at && localTimeOf(starts_at, time_zone),
    }));
    expect(seen).toEqual(expected);
    for (const { starts_at, ends_at, time_zone } of after) {
      if (starts_at) expect(ends_at.getTime() - starts_at.getTime()).toBe(4 * 3_600_000);
      else expect(localTimeOf(ends_at, time_zone)).toBe('00:00');
    }
    expect(await rows(QUEUE)).toEqual(queue);
    const stale = `SELECT count(*)::int AS count FROM ticket_groups g JOIN events e ON e.id = g.event_id
      WHERE g.event_local_date <> e.local_date OR g.event_ends_at IS DISTINCT FROM CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END`;
    expect(await rows(stale)).toEqual([{ count: 0 }]);
  });

  test('it moves once for each day, not for each start', async () => {
    const [before] = await rows<EventRow>(EVENTS);
    const moves = async () =>
      (await rows(`SELECT FROM audit_entries WHERE action = 'demo.moved' AND after = '{"days": 1}'`)).length;
    expect(await moves()).toBe(0);
    app.clock.advance({ days: 1 });
    await Promise.all([ensure(), ensure()]);
    await ensure();
    app.clock.advance({ hours: 11, minutes: 59 });
    await ensure();
    expect((await rows<EventRow>(EVENTS))[0]?.local_date).toBe(plusDays(before?.local_date ?? '', 1));
    app.clock.advance({ minutes: 1 });
    await ensure();
    expect((await rows<EventRow>(EVENTS))[0]?.local_date).toBe(plusDays(before?.local_date ?? '', 2));
    expect(await moves()).toBe(2);
  });

  test('what people did is still there, the draft is still open, and nothing happened in the future', async () => {
    app.clock.advance({ hours: 20 });
    const orders = `SELECT id, number, status, recipient_id, guest_list_version FROM orders ORDER BY id`;
    await write(
      `UPDATE backfills SET updated_at = '${app.clock.now().toISOString()}', note = 'Mine' WHERE status = 'DRAFT'`,
    );
    const before = await rows(orders);
    // 30 days later, but earlier in the day.
    app.clock.advance({ days: 30, hours: -6 });
    await ensure();
    expect(await rows(orders)).toEqual(before);
    const [draft] = await rows<{ note: string; updated_at: Date }>(
      `SELECT note, updated_at FROM backfills WHERE status = 'DRAFT'`,
    );
    expect(draft).toEqual({ note: 'Mine', updated_at: app.clock.now() });
    const ahead =
      'SELECT count(*)::int AS count FROM orders WHERE greatest(created_at, submitted_at, confirmed_at) > $1';
    expect(await rows(ahead)).toEqual([{ count: 0 }]);
    const early =
      'SELECT count(*)::int AS count FROM orders o JOIN events e ON e.id = o.event_id WHERE o.backfill_id IS NOT NULL AND o.created_at < e.ends_at';
    expect(await rows(early)).toEqual([{ count: 0 }]);
    const nulls = `SELECT count(*) FILTER (WHERE confirmed_at IS NULL)::int AS count FROM orders WHERE status <> 'CONFIRMED'`;
    expect(await rows(nulls)).toEqual([
      { count: before.filter((order) => (order as { status: string }).status !== 'CONFIRMED').length },
    ]);
  });

  test('an event may move to where an equal one was', async () => {
    await write(`INSERT INTO events (organization_id, id, venue_id, name, name_key, local_date, starts_at, ends_at, status)
      SELECT organization_id, gen_random_uuid(), venue_id, name, name_key, local_date + days, starts_at + make_interval(days => days), ends_at + make_interval(days => days), status
      FROM (SELECT * FROM events WHERE starts_at IS NOT NULL ORDER BY id LIMIT 1) e, generate_series(1, 6) AS days`);
    app.clock.advance({ days: 2 });
    await ensure();
    expect(await rows('SELECT count(*)::int AS count FROM events')).toEqual([{ count: 216 }]);
    expect(await rows('SELECT max(length(name_key))::int < 60 AS short FROM events')).toEqual([{ short: true }]);
  });
});
