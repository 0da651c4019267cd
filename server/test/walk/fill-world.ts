import { sealEntries } from '../../features/audit/seal-entries.ts';
import { emptyPreview } from '../../features/imports/import-preview.ts';
import { Import } from '../../features/imports/import.entity.ts';
import { ImportFile } from '../../features/imports/import-file.entity.ts';
import { ImportRowError } from '../../features/imports/import-row-error.entity.ts';
import { Mail, type MailKind } from '../../features/mails/mail.entity.ts';
import type { User } from '../../features/people/user.entity.ts';
import { DEFAULT_SETTINGS } from '../../features/settings/settings.reads.ts';
import { sumUpGroups } from '../../features/unused-queue/sum-up-groups.ts';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../api-client.ts';
import { NOW } from '../test-app.ts';
import type { World } from '../world.ts';
import { change } from './change.ts';
import { NEW_NAME } from './fill-arguments.ts';
import { fillGlobalTables } from './fill-global-tables.ts';
import { fillSingleSignOn } from './fill-single-sign-on.ts';
import { fillTroubledDraft } from './fill-troubled-draft.ts';

export interface FilledWorld {
  world: World;
  superUser: User;
  api: ApiClient;
}

const REFERENCE = 'erp-4711';

/**
 * Puts rows into every table that belongs to organizations. Two filled worlds have the same names, addresses and references, because what is
 * unique is unique in one organization only. A new table needs rows here; a test says so.
 */
export async function fillWorld(world: World): Promise<FilledWorld> {
  await world.settings(DEFAULT_SETTINGS);
  const { user: superUser, api } = await world.actor('SUPER_USER', { department: 'Events', jobTitle: 'Head' });
  const employee = await world.user('EMPLOYEE', { managerId: superUser.id, division: 'Sales' });
  await world.proxy(employee, superUser);
  await world.systemProfile();
  const contact = await world.contact(employee, { name: NEW_NAME, company: 'Example Partners', title: 'Buyer' });
  const orders = await fillOrders(world, superUser, employee);
  await fillGuestLists(world, api, orders, contact);
  await fillBackfills(world, api, employee);
  await fillTroubledDraft(world, api);
  await fillGlobalTables(world, api, employee);
  await fillSingleSignOn(world, employee);
  await fillMails(world, superUser, employee, orders.open);
  await fillImports(world, superUser);
  // Some of the entries that all this left behind; the others still wait.
  await world.write((tx) => sealEntries(tx, new Date(NOW), 5));
  // All groups but the last are in the sums of the unused queue.
  await world.write((tx) => sumUpGroups(tx, new Date(NOW), 4));
  return { world, superUser, api };
}

/** An order that waits for its guest list, with tickets left in its group; another to be confirmed. */
async function fillOrders(world: World, superUser: User, employee: User) {
  const group = await world.ticketGroup({ seats: [1, 2, 3, 4, 5, 6] });
  await world.ticketGroup({ quantity: 2, faceValue: null });
  const usageCategory = await world.usageCategory();
  const open = await world.order({ recipient: superUser, group, tickets: group.tickets.slice(0, 2), usageCategory });
  const done = await world.order({ recipient: employee, group, tickets: group.tickets.slice(2, 3), usageCategory });
  return { open, done };
}

async function fillGuestLists(
  world: World,
  api: ApiClient,
  { open, done }: Awaited<ReturnType<typeof fillOrders>>,
  contact: { id: string },
): Promise<void> {
  const guest = { contactId: world.id('Contact', contact) };
  for (const { id, tickets } of [open, done]) {
    const [ticket] = tickets.map((row) => ({ ticketId: world.id('Ticket', row), guest, attendeeStatus: 'ATTENDED' }));
    await change(api, 'saveGuestList', { orderId: world.id('Order', { id }), expectedVersion: 0, guests: [ticket] });
  }
  for (const step of ['submitGuestList', 'confirmGuestList'])
    await change(api, step, {
      orderId: world.id('Order', done),
      expectedVersion: 1,
      ...(step === 'submitGuestList' ? { duplicateReason: 'Two matches in a row' } : {}),
    });
}

/** A draft first, so that walks find it first; then a backfill that is confirmed. */
async function fillBackfills(world: World, api: ApiClient, recipient: User): Promise<void> {
  for (const externalReference of [REFERENCE, `${REFERENCE}-done`]) {
    const group = await world.ticketGroup({ seats: [11, 12] });
    const usageCategoryId = world.id('UsageCategory', await world.usageCategory());
    const ids = { ticketGroupId: world.id('TicketGroup', group), recipientId: world.id('User', recipient) };
    const assignments = [{ ...ids, quantity: 1, usageCategoryId }];
    await change(api, 'createBackfill', { assignments, externalReference, note: 'For the regional team' });
  }
  const [backfill] = await world.write((tx) =>
    tx.rows<{ id: string }>('SELECT id FROM backfills WHERE external_reference = $1', [`${REFERENCE}-done`]),
  );
  if (!backfill) throw new Error('The backfill is not there.');
  await change(api, 'confirmBackfill', { backfillId: world.id('Backfill', backfill), expectedVersion: 1 });
}

async function fillMails(world: World, superUser: User, employee: User, order: { id: string }): Promise<void> {
  const facts: [MailKind, User, Mail['status'], Mail['facts']][] = [
    ['GUEST_LIST_WAITING', superUser, 'SENT', { orderIds: [order.id] }],
    ['REMINDER', superUser, 'DEAD', { orderIds: [order.id] }],
    ['INVITATION', employee, 'KEPT', {}],
  ];
  const rows = facts.map(([kind, recipient, status, about], index) =>
    Object.assign(new Mail(), {
      organizationId: world.organizationId,
      id: newId(),
      kind,
      status,
      recipientId: recipient.id,
      facts: about,
      deduplicationKey: `walk:${index}`,
      attempts: 1,
      lastError: status === 'DEAD' ? 'The mailbox is full.' : null,
      createdAt: new Date(NOW),
      sentAt: status === 'SENT' ? new Date(NOW) : null,
      nextAttemptAt: null,
      claimedUntil: null,
    }),
  );
  await world.write((tx) => tx.manager.insert(Mail, rows));
}

/** An import that is ready to be applied and one with row errors. */
async function fillImports(world: World, superUser: User): Promise<void> {
  const { organizationId } = world;
  for (const status of ['READY', 'INVALID'] as const) {
    const importId = newId();
    const file = { organizationId, id: newId(), importId, kind: 'VENUES' as const, name: 'venues.csv' };
    const error = { organizationId, id: newId(), importId, position: 0, fileKind: 'VENUES' as const, row: 2 };
    await world.write(async (tx) => {
      await tx.manager.insert(Import, {
        organizationId,
        id: importId,
        status,
        createdById: superUser.id,
        createdAt: new Date(NOW),
        rowsDone: 1,
        rowsTotal: 1,
        rowErrorCount: status === 'INVALID' ? 1 : 0,
        preview: emptyPreview(),
        failure: null,
      });
      await tx.manager.insert(ImportFile, { ...file, byteCount: 5, rowCount: 1 });
      await tx.execute('INSERT INTO import_file_chunks VALUES ($1, $2, 0, $3)', [organizationId, file.id, 'Venue']);
      if (status === 'READY') return;
      const [column, value, message] = ['Venue', 'Arena of nowhere', 'No such venue.'];
      await tx.manager.insert(ImportRowError, { ...error, column, value, message });
    });
  }
}
