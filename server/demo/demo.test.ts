import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { silentLog } from '../platform/log.ts';
import { NOW, startTestApp, type TestApp } from '../test/test-app.ts';
import { buildDemo } from './build-demo.ts';
import { demoSignIns } from './demo-sign-ins.ts';
import { ensureDemo } from './ensure-demo.ts';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { viewer { user { name role } organization { slug name } openOrderCount } userErrors { __typename } }
}`;

jest.setTimeout(30_000);

let app: TestApp;
let organizationId: string;
beforeAll(async () => {
  app = await startTestApp();
  await ensureDemo({ ...app, log: silentLog });
  const [organization] = await app.database.global<{ id: string }>('SELECT id FROM organizations');
  organizationId = organization?.id ?? '';
});
afterAll(() => app.close());

/** Reads the demo company; `$1` is now. */
function rows<Row extends object>(sql: string): Promise<Row[]> {
  return app.database.read(organizationId, (tx) => tx.rows<Row>(sql, sql.includes('$1') ? [app.clock.now()] : []));
}

async function count(from: string): Promise<number> {
  const [row] = await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return row?.count ?? 0;
}

describe('the company', () => {
  test('has several hundred people in departments, in one tree of managers', async () => {
    expect(await count('users')).toBeGreaterThan(300);
    expect(await count('(SELECT DISTINCT department FROM users) d')).toBe(10);
    expect(await count('users WHERE manager_id IS NULL')).toBe(1);
    const tree = `WITH RECURSIVE tree AS (
      SELECT id FROM users WHERE manager_id IS NULL UNION ALL SELECT u.id FROM users u JOIN tree t ON u.manager_id = t.id) SELECT id FROM tree`;
    expect(await count(`(${tree}) t`)).toBe(await count('users'));
    expect(
      await count(`users m WHERE role = 'EMPLOYEE' AND EXISTS (SELECT FROM users u WHERE u.manager_id = m.id)`),
    ).toBe(0);
  });

  test('has namesakes, inactive users, and addresses that lead nowhere', async () => {
    expect(await count('(SELECT name FROM users GROUP BY name HAVING count(*) > 1) n')).toBeGreaterThanOrEqual(2);
    expect(await count('users WHERE NOT is_active')).toBeGreaterThanOrEqual(3);
    expect(await count(`users WHERE email NOT LIKE '%@demo.example'`)).toBe(0);
    expect(await count(`contacts WHERE email NOT LIKE '%@example.com'`)).toBe(0);
  });

  test('has contacts shared and private, placeholders, and one usage category that is retired', async () => {
    expect(await count(`contacts WHERE visibility = 'SHARED'`)).toBe(110);
    expect(await count(`contacts WHERE visibility = 'PRIVATE'`)).toBe(40);
    expect(
      (await rows(`SELECT name FROM system_profiles WHERE name IN ('Client''s guest', 'Unconfirmed attendee')`)).length,
    ).toBe(2);
    expect(await count('usage_categories')).toBe(7);
    expect(await count('usage_categories WHERE retired_at < $1')).toBe(1);
    expect(
      await count('orders o JOIN usage_categories c ON c.id = o.usage_category_id WHERE c.retired_at < o.created_at'),
    ).toBe(0);
    expect(
      await count('orders o JOIN usage_categories c ON c.id = o.usage_category_id WHERE c.retired_at > o.created_at'),
    ).toBeGreaterThan(10);
  });

  test.each(demoSignIns)(
    'lets $name sign in as $role, who finds an order that waits',
    async ({ role, name, email, password }) => {
      const { signIn } = await app.stranger().ask(SIGN_IN, { input: { email, password } });
      expect(signIn).toEqual({
        viewer: {
          user: { name, role },
          organization: { slug: 'demo', name: 'Larkspur Instruments' },
          openOrderCount: expect.any(Number),
        },
        userErrors: [],
      });
      expect(signIn.viewer.openOrderCount).toBeGreaterThan(0);
      expect(password.length).toBeGreaterThanOrEqual(12);
    },
  );
});

describe('the seasons', () => {
  test('are 150 events before today and 60 after it, at a dozen venues in nine time zones', async () => {
    expect(await count('events WHERE ends_at <= $1')).toBe(150);
    expect(await count('events WHERE ends_at > $1')).toBe(60);
    expect(await count('(SELECT DISTINCT venue_id FROM events) v')).toBe(12);
    expect(await count('(SELECT DISTINCT time_zone FROM venues) z')).toBe(9);
    expect(
      await count(`events e WHERE ends_at BETWEEN $1::timestamptz - interval '7 days' AND $1`),
    ).toBeGreaterThanOrEqual(5);
  });

  test('have exceptions: postponed, cancelled, of unknown time, and a double-header', async () => {
    expect(await count(`events WHERE status = 'POSTPONED'`)).toBe(6);
    expect(await count(`events WHERE status = 'CANCELLED'`)).toBe(6);
    expect(await count('events WHERE starts_at IS NULL')).toBe(6);
    expect(await count('(SELECT FROM events GROUP BY venue_id, name_key, local_date HAVING count(*) > 1) d')).toBe(1);
  });

  test('have suites, club seats, the lower bowl and parking, some of it without a value on file', async () => {
    const categories = await rows<{ name: string }>(
      'SELECT DISTINCT c.name FROM ticket_groups g JOIN ticket_categories c ON c.id = g.ticket_category_id ORDER BY 1',
    );
    expect(categories.map(({ name }) => name)).toEqual([
      'Club',
      'Lower Bowl',
      'Parking Pass',
      'Standing Room',
      'Suite',
    ]);
    expect(await count('tickets WHERE face_value IS NULL')).toBeGreaterThan(100);
    expect(await count('tickets WHERE seat IS NULL')).toBeGreaterThan(100);
  });
});

describe('the tickets', () => {
  test('are counted right in every group: held, unresolved, their value, and those without one', async () => {
    const wrong = `ticket_groups g JOIN LATERAL (
      SELECT count(*) AS held, count(*) FILTER (WHERE state = 'UNRESOLVED') AS unresolved,
        coalesce(sum(face_value) FILTER (WHERE state = 'UNRESOLVED'), 0) AS value,
        count(*) FILTER (WHERE state = 'UNRESOLVED' AND face_value IS NULL) AS without_value
      FROM tickets t WHERE t.ticket_group_id = g.id
    ) t ON true
    WHERE (g.held_count, g.unresolved_count, g.unresolved_value, g.unresolved_without_value_count)
      IS DISTINCT FROM (t.held, t.unresolved, t.value, t.without_value)`;
    expect(await count(wrong)).toBe(0);
    expect(await count('ticket_groups')).toBeGreaterThan(700);
  });

  test('are ordered exactly where one order holds them, and orders hold tickets of their own group', async () => {
    const held = 'SELECT FROM order_tickets a WHERE a.ticket_id = t.id AND a.released_at IS NULL';
    expect(await count(`tickets t WHERE (state = 'ORDERED') <> EXISTS (${held})`)).toBe(0);
    const astray =
      'order_tickets a JOIN orders o ON o.id = a.order_id JOIN tickets t ON t.id = a.ticket_id WHERE t.ticket_group_id <> o.ticket_group_id';
    expect(await count(astray)).toBe(0);
    expect(await count('orders o WHERE NOT EXISTS (SELECT FROM order_tickets a WHERE a.order_id = o.id)')).toBe(0);
  });

  test('of past events are unordered by about 40 percent', async () => {
    const [row] = await rows<{ share: number }>(
      `SELECT (avg((state = 'UNRESOLVED')::int) * 100)::float AS share FROM tickets t JOIN events e ON e.id = t.event_id
       WHERE e.status = 'SCHEDULED' AND e.ends_at <= $1`,
    );
    expect(row?.share).toBeGreaterThan(39);
    expect(row?.share).toBeLessThan(41);
  });

  test('are copied right from their events', async () => {
    const wrong = `ticket_groups g JOIN events e ON e.id = g.event_id
      WHERE g.event_ends_at IS DISTINCT FROM CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END
      OR g.event_local_date <> e.local_date OR g.venue_id <> e.venue_id`;
    expect(await count(wrong)).toBe(0);
  });
});

describe('the orders', () => {
  test('occur in every state, with guest lists at every stage', async () => {
    const stages = await rows<{ stage: string; count: number }>(
      `SELECT status || CASE WHEN guest_list_version = 0 THEN '' ELSE ' saved' END || CASE WHEN submitted_at IS NULL THEN '' ELSE ' submitted' END AS stage,
         count(*)::int AS count FROM orders GROUP BY 1 ORDER BY 1`,
    );
    expect(stages.map(({ stage }) => stage)).toEqual([
      'CONFIRMED saved submitted',
      'CONFIRM_GUEST_LIST',
      'CONFIRM_GUEST_LIST saved',
      'CONFIRM_GUEST_LIST saved submitted',
      'ORDERED',
    ]);
    for (const stage of stages) expect(stage.count).toBeGreaterThanOrEqual(10);
  });

  test('of a backfill were made when it was confirmed, after the event, with a week for the guest list', async () => {
    const wrong = `orders o JOIN backfills b ON b.id = o.backfill_id JOIN events e ON e.id = o.event_id
      WHERE o.created_at <> b.confirmed_at OR o.created_at < e.ends_at OR o.due_at <> interval '7 days' + coalesce(
        (SELECT max(v.reopened_at) FROM guest_list_versions v WHERE v.order_id = o.id), o.created_at)`;
    expect(await count(wrong)).toBe(0);
    expect(await count(`orders WHERE (backfill_id IS NULL) <> (status = 'ORDERED')`)).toBe(0);
    const unlike = `orders o JOIN assignments a ON a.id = o.assignment_id
      WHERE (a.recipient_id, a.ticket_group_id, a.backfill_id) IS DISTINCT FROM (o.recipient_id, o.ticket_group_id, o.backfill_id)
      OR a.quantity <> (SELECT count(*) FROM order_tickets t WHERE t.order_id = o.id)`;
    expect(await count(unlike)).toBe(0);
  });

  test('include one that was reopened, one that was completed on behalf, and a category that asks for more', async () => {
    const reopened = `guest_list_versions v JOIN orders o ON o.id = v.order_id AND o.guest_list_version = v.version + 1
      WHERE v.reopen_reason IS NOT NULL AND v.confirmed_at <= v.reopened_at AND o.status = 'CONFIRM_GUEST_LIST'`;
    expect(await count(reopened)).toBe(1);
    const onBehalf = `guest_list_versions v JOIN orders o ON o.id = v.order_id AND o.guest_list_version = v.version
      WHERE v.on_behalf_of_id = o.recipient_id AND v.saved_by_id <> o.recipient_id AND o.confirmed_by_id = v.saved_by_id`;
    expect(await count(onBehalf)).toBe(1);
    expect(await count(`usage_categories WHERE required_guest_fields <> '{}'`)).toBe(1);
    expect(await count(`proxies WHERE $1::timestamptz::date BETWEEN from_date AND until_date`)).toBe(1);
    const stamps = `guest_list_versions v JOIN orders o ON o.id = v.order_id AND o.guest_list_version = v.version
      WHERE (o.submitted_at, o.submitted_by_id, o.confirmed_at, o.confirmed_by_id)
        IS DISTINCT FROM (v.submitted_at, v.submitted_by_id, v.confirmed_at, v.confirmed_by_id)`;
    expect(await count(stamps)).toBe(0);
  });

  test('have guest lists with guests of all four types, complete where they are submitted', async () => {
    const types = await rows<{ guest_type: string }>('SELECT DISTINCT guest_type FROM guests ORDER BY 1');
    expect(types.map(({ guest_type }) => guest_type)).toEqual(['CONTACT', 'EMPLOYEE', 'MYSELF', 'SYSTEM_PROFILE']);
    expect(await count(`guests WHERE attendee_status = 'NO_SHOW'`)).toBeGreaterThan(10);
    const current = 'guest_list_versions v JOIN orders o ON o.id = v.order_id AND o.guest_list_version = v.version';
    const incomplete = `${current} WHERE o.submitted_at IS NOT NULL AND (
      SELECT count(*) FILTER (WHERE attendee_status IS NOT NULL) FROM guests g WHERE g.guest_list_version_id = v.id
    ) <> (SELECT count(*) FROM order_tickets t WHERE t.order_id = o.id)`;
    expect(await count(incomplete)).toBe(0);
    expect(
      await count(`guest_list_versions v JOIN orders o ON o.id = v.order_id WHERE v.version < o.guest_list_version`),
    ).toBeGreaterThan(10);
  });

  test('name nobody twice for one event, and no private contact of somebody else', async () => {
    const twice = `(SELECT FROM guests g JOIN guest_list_versions v ON v.id = g.guest_list_version_id
      JOIN orders o ON o.id = v.order_id AND o.guest_list_version = v.version
      WHERE coalesce(g.contact_id, g.user_id) IS NOT NULL GROUP BY o.event_id, coalesce(g.contact_id, g.user_id) HAVING count(*) > 1) t`;
    expect(await count(twice)).toBe(0);
    const strange = `guests g JOIN contacts c ON c.id = g.contact_id JOIN guest_list_versions v ON v.id = g.guest_list_version_id
      JOIN orders o ON o.id = v.order_id WHERE c.visibility = 'PRIVATE' AND c.created_by_id <> o.recipient_id`;
    expect(await count(strange)).toBe(0);
  });

  test('bear no stamp of the future', async () => {
    expect(await count('orders WHERE greatest(created_at, submitted_at, confirmed_at) > $1')).toBe(0);
    expect(await count('backfills WHERE greatest(created_at, updated_at, confirmed_at) > $1')).toBe(0);
    expect(await count('orders WHERE submitted_at > confirmed_at OR submitted_at < created_at')).toBe(0);
  });
});

describe('Tessa Ticket', () => {
  const DRAFT = `{ viewer { currentDraft { id version ticketCount review { problems { __typename } } } }
    unusedQueue { totals { eventCount ticketCount } } }`;
  const CONFIRM = `mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) { orders { id } userErrors { __typename } } }`;

  test('finds the unused queue and an open draft that can be confirmed', async () => {
    const api = app.stranger();
    await api.ask(SIGN_IN, { input: { email: 'tessa.ticket@demo.example', password: 'try-the-demo' } });
    const { viewer, unusedQueue } = await api.ask(DRAFT);
    const unused = `tickets t JOIN events e ON e.id = t.event_id WHERE t.state = 'UNRESOLVED' AND e.status = 'SCHEDULED' AND e.ends_at <= $1`;
    expect(unusedQueue.totals.ticketCount).toBe(await count(unused));
    expect(viewer.currentDraft).toMatchObject({ ticketCount: 5, review: { problems: [] } });
    const { confirmBackfill } = await api.ask(CONFIRM, {
      input: { backfillId: viewer.currentDraft.id, expectedVersion: viewer.currentDraft.version },
    });
    expect(confirmBackfill).toEqual({ orders: Array(3).fill({ id: expect.any(String) }), userErrors: [] });
    expect((await api.ask(DRAFT)).unusedQueue.totals.ticketCount).toBe(unusedQueue.totals.ticketCount - 5);
  });
});

describe('inventing the company', () => {
  test('gives the same one, to the last row, on the same day', () => {
    expect(buildDemo(new Date(NOW))).toEqual(buildDemo(new Date('2026-07-20T23:59:59.999Z')));
  });

  test('gives one of the same shape on any day, leap days and changes of the clocks included', () => {
    const shape = (day: string) => buildDemo(new Date(day)).tables.map(([table, { length }]) => [table, length]);
    const usual = shape(NOW);
    for (const day of ['2026-12-31', '2027-03-14', '2027-03-28', '2027-11-07', '2028-02-29'])
      expect(shape(day)).toEqual(usual);
  });
});
