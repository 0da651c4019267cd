import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type ScriptedSmtp, startScriptedSmtp, readMail } from '../../test/scripted-smtp.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { CONFIRM, CREATE } from '../backfills/backfills.documents.ts';
import type { Order } from '../orders/order.entity.ts';
import type { User } from '../people/user.entity.ts';
import { Settings } from '../settings/settings.entity.ts';
import { newId } from '../../platform/id.ts';

let smtp: ScriptedSmtp;
let app: TestApp;
let world: World;
let manager: User;
let ada: User;
beforeAll(async () => {
  smtp = await startScriptedSmtp();
  app = await startTestApp({ SMTP_URL: smtp.url, MAIL_FROM: 'backfill@mail.example.com' });
});
afterAll(async () => {
  await app.close();
  await smtp.close();
});
beforeEach(async () => {
  Object.assign(smtp, { taken: [], attempts: 0, behave: () => 'take' });
  world = await app.world();
  manager = await world.user('MANAGER', { name: 'Mina Manager' });
  ada = await world.user('EMPLOYEE', { name: 'Ada Example', managerId: manager.id });
});

async function remind(): Promise<void> {
  await app.tasks.remind?.({ organizationId: world.organizationId });
}

interface Queued {
  id: string;
  kind: string;
  recipient: string;
  orders: number;
}

/** The mails that wait, oldest first. */
function queued(): Promise<Queued[]> {
  return world.write((tx) =>
    tx.rows<Queued>(
      `SELECT m.id, m.kind, u.name AS recipient, jsonb_array_length(m.facts->'orderIds') AS orders
       FROM mails m JOIN users u ON u.id = m.recipient_id WHERE m.status = 'QUEUED' ORDER BY m.created_at, u.name`,
    ),
  );
}

/** Sends what waits. @returns who got how many orders listed */
async function deliverAll(): Promise<string[]> {
  const mails = await queued();
  for (const { id } of mails) await app.tasks.deliverMail?.({ organizationId: world.organizationId, mailId: id });
  return mails.map(({ recipient, orders }) => `${recipient}: ${orders}`);
}

async function confirmDirectly(order: Order): Promise<void> {
  world.excuseRecords('The order is confirmed without a guest list: only its state counts here.');
  await world.write((tx) =>
    tx.execute(
      `UPDATE orders SET status = 'CONFIRMED', confirmed_at = $2, confirmed_by_id = recipient_id WHERE id = $1`,
      [order.id, app.clock.now()],
    ),
  );
}

test('confirming a backfill mails each recipient once, whatever the number of orders, even while the mail server is dead', async () => {
  smtp.behave = () => 'hangUpAtStart';
  const { api } = await world.actor('TICKET_MANAGER');
  const bob = await world.user('EMPLOYEE', { name: 'Bob Example' });
  const groups = [await world.ticketGroup(), await world.ticketGroup(), await world.ticketGroup()];
  const category = world.id('UsageCategory', await world.usageCategory());
  const assignments = groups.map((group, index) => ({
    ticketGroupId: world.id('TicketGroup', group),
    quantity: 2,
    recipientId: world.id('User', index === 2 ? bob : ada),
    usageCategoryId: category,
  }));
  const { createBackfill } = await api.ask(CREATE, { input: { assignments } });
  expect(createBackfill.userErrors).toEqual([]);
  expect(await queued()).toEqual([]);
  const input = { backfillId: createBackfill.backfill.id, expectedVersion: createBackfill.backfill.version };
  const { confirmBackfill } = await api.ask(CONFIRM, { input });
  expect(confirmBackfill.userErrors).toEqual([]);
  await api.ask(CONFIRM, { input });
  const mails = await queued();
  expect(mails.map(({ kind, recipient, orders }) => [kind, recipient, orders])).toEqual([
    ['GUEST_LIST_WAITING', 'Ada Example', 2],
    ['GUEST_LIST_WAITING', 'Bob Example', 1],
  ]);
  await deliverAll();
  expect(smtp.taken).toEqual([]);
  expect(await queued()).toHaveLength(2);
  smtp.behave = () => 'take';
  await deliverAll();
  expect(smtp.taken).toHaveLength(2);
  const mail = await readMail(smtp.taken.find((text) => text.includes(ada.email)));
  expect(mail.subject).toBe('Who used your tickets? 2 guest lists wait');
  expect(mail.text?.match(/\/orders\/[\w-]+\/guest-list/g)).toHaveLength(2);
});

test('the ladder reminds after 1, 3, 7 and 14 days, once each, and the manager at the last step', async () => {
  const orders = [await world.order({ recipient: ada }), await world.order({ recipient: ada })];
  const sent: Record<number, string[]> = {};
  for (let hours = 0; hours <= 20 * 24; hours += 6) {
    await remind();
    await remind();
    const mails = await deliverAll();
    if (mails.length > 0) sent[hours / 24] = mails;
    app.clock.advance({ hours: 6 });
  }
  expect(sent).toEqual({
    1: ['Ada Example: 2'],
    3: ['Ada Example: 2'],
    7: ['Ada Example: 2'],
    14: ['Ada Example: 2', 'Mina Manager: 2'],
  });
  expect(smtp.taken).toHaveLength(5);
  const mail = await readMail(smtp.taken.find((text) => text.includes(manager.email)));
  expect(mail.subject).toBe('Open guest lists of Ada Example');
  expect(mail.text).toContain('Ada Example:');
  expect(mail.text).toContain(`/orders/${world.id('Order', orders[0] ?? { id: '' })}`);
});

test('days count from the end of the event where that came later, and from reopening', async () => {
  const event = await world.event({ localDate: world.day(3) });
  const later = await world.order({ recipient: ada, group: await world.ticketGroup({ event }) });
  app.clock.advance({ days: 3 });
  await remind();
  expect(await queued()).toEqual([]);
  app.clock.advance({ days: 2 });
  await remind();
  expect(await queued()).toMatchObject([{ recipient: 'Ada Example', orders: 1 }]);
  await deliverAll();

  app.clock.advance({ days: 30 });
  await world.write((tx) =>
    tx.execute('UPDATE orders SET reminded_days = NULL, due_at = $2 WHERE id = $1', [
      later.id,
      new Date(app.clock.now().getTime() + 7 * 86_400_000),
    ]),
  );
  await remind();
  expect(await queued()).toEqual([]);
});

test('a digest lists all open orders, the missed steps are caught up with in one, and one comes on a day', async () => {
  await world.order({ recipient: ada });
  app.clock.advance({ days: 5 });
  await world.order({ recipient: ada });
  await remind();
  expect(await queued()).toMatchObject([{ recipient: 'Ada Example', orders: 2 }]);
  await deliverAll();
  app.clock.advance({ days: 1 });
  await remind();
  await remind();
  expect(await deliverAll()).toEqual(['Ada Example: 2']);
});

test('reminding stops at once when a list is confirmed, also between queueing and sending', async () => {
  const [first, second] = [await world.order({ recipient: ada }), await world.order({ recipient: ada })];
  app.clock.advance({ days: 1 });
  await remind();
  await confirmDirectly(first);
  await deliverAll();
  const mail = await readMail(smtp.taken[0]);
  expect(mail.text?.match(/\/guest-list/g)).toHaveLength(2);
  expect(mail.text).toContain(second.number);
  expect(mail.text).not.toContain(first.number);

  app.clock.advance({ days: 2 });
  await remind();
  expect(await queued()).toHaveLength(1);
  await confirmDirectly(second);
  await deliverAll();
  expect(smtp.taken).toHaveLength(1);
  const rows = await world.write((tx) => tx.rows('SELECT status FROM mails'));
  expect(rows).toEqual([{ status: 'SENT' }]);
  app.clock.advance({ days: 30 });
  await remind();
  expect(await queued()).toEqual([]);
});

test('eight runs at once remind once', async () => {
  const others = await Promise.all([1, 2, 3, 4].map(() => world.user('EMPLOYEE', { managerId: manager.id })));
  for (const recipient of [ada, ...others]) await world.order({ recipient });
  app.clock.advance({ days: 15 });
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(remind));
  const mails = await queued();
  expect(mails).toHaveLength(6);
  expect(mails.find(({ recipient }) => recipient === 'Mina Manager')?.orders).toBe(5);
});

test('inactive recipients are not mailed, but their manager is', async () => {
  const gone = await world.user('EMPLOYEE', { name: 'Gone Example', managerId: manager.id, isActive: false });
  await world.order({ recipient: gone });
  app.clock.advance({ days: 15 });
  await remind();
  await remind();
  expect(await queued()).toMatchObject([{ recipient: 'Mina Manager', orders: 1 }]);
});

test('an organization with other steps, or none, is reminded by those', async () => {
  await world.order({ recipient: ada });
  const settings = { organizationId: world.organizationId, id: newId(), version: 1 };
  const rules = { placeholderPolicy: 'WARN' as const, separateConfirmer: false, askForOrderedGuestLists: false };
  await world.write((tx) => tx.manager.insert(Settings, { ...settings, ...rules, reminderSteps: [] }));
  app.clock.advance({ days: 2 });
  await remind();
  expect(await queued()).toEqual([]);
  await world.write((tx) =>
    tx.manager.update(
      Settings,
      { organizationId: world.organizationId, id: settings.id },
      {
        reminderSteps: [{ days: 2, audience: 'RECIPIENT_AND_MANAGER' }],
      },
    ),
  );
  await remind();
  expect((await queued()).map(({ recipient }) => recipient)).toEqual(['Ada Example', 'Mina Manager']);
});
