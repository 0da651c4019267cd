import { GuestListScene } from '../features/guest-lists/guest-list-scene.ts';
import type { FilledWorld } from '../test/walk/fill-world.ts';
import type { NodeRows } from '../test/walk/node-rows.ts';

/** Variables by the name of the operation, for those that do their work on certain rows only. */
export type Variables = Record<string, Record<string, unknown>>;

/** Rows on which every write of the client succeeds, so that its budget is that of its whole work. */
export async function setWriteScenes({ world, superUser }: FilledWorld, rows: NodeRows): Promise<Variables> {
  const one = async (text: string): Promise<string> => {
    const [row] = await world.write((tx) => tx.rows<{ id: string }>(text, [world.organizationId]));
    if (!row) throw new Error(`Nothing is there for ${text}`);
    return row.id;
  };
  const id = (type: string, rowId: string): string => world.id(type, { id: rowId });
  const first = (type: string): string => id(type, rows[type]?.[0] ?? '');
  const draft = await one(`SELECT id FROM backfills WHERE organization_id = $1 AND external_reference = 'erp-4711'`);
  const draftId = id('Backfill', draft);
  const inactive = await one('SELECT id FROM users WHERE organization_id = $1 AND NOT is_active LIMIT 1');
  const dead = await one(`SELECT id FROM mails WHERE organization_id = $1 AND status = 'DEAD' LIMIT 1`);
  const confirmed = await one(`SELECT id FROM orders WHERE organization_id = $1 AND status = 'CONFIRMED' LIMIT 1`);
  const ready = id(
    'Import',
    await one(`SELECT id FROM imports WHERE organization_id = $1 AND status = 'READY' LIMIT 1`),
  );
  const unused = await world.ticketGroup({ seats: [1, 2, 3, 4] });
  const saved = await GuestListScene.create(world, { seats: [1] });
  await saved.save(0, [saved.row(0, { myself: true })]);
  const submitted = await GuestListScene.create(world, { seats: [1] });
  await submitted.saveAndSubmit([submitted.row(0, { myself: true })]);
  const assignments = [
    {
      ticketGroupId: world.id('TicketGroup', unused),
      quantity: 2,
      recipientId: world.id('User', superUser),
      usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
    },
  ];
  const change = { expectedVersion: 1, name: 'Another name' };
  return {
    BackfillReview: { id: draftId },
    BackfillResult: { id: draftId },
    ConfirmBackfill: { input: { backfillId: draftId, expectedVersion: 1 } },
    ConfirmGuestList: { input: { orderId: submitted.orderId, expectedVersion: 1 } },
    CreateDraft: { input: { assignments } },
    CreateProxy: {
      input: { proxyId: world.id('User', await world.user('EMPLOYEE')), from: '2026-07-20', until: '2026-07-21' },
    },
    DiscardDraft: { input: { backfillId: draftId, expectedVersion: 1 } },
    ApplyImport: { input: { importId: ready } },
    DiscardImport: { input: { importId: ready } },
    EraseUser: { input: { userId: id('User', inactive), reason: 'A good reason' } },
    History: { first: 50, subjectId: id('Order', confirmed) },
    ReopenOrder: { input: { orderId: id('Order', confirmed), reason: 'A good reason' } },
    ResendMail: { input: { mailId: id('Mail', dead) } },
    SaveGuestList: {
      input: { orderId: saved.orderId, expectedVersion: 1, guests: [saved.row(0, { newContact: NEW_CONTACT })] },
    },
    SetLegalHold: { input: { subjectId: first('Contact'), isOnLegalHold: true, reason: 'A good reason' } },
    SubmitGuestList: { input: { orderId: saved.orderId, expectedVersion: 1 } },
    UpdateDraft: { input: { backfillId: draftId, expectedVersion: 1, assignments } },
    UpdateEvent: { input: { eventId: first('Event'), expectedVersion: 1, localDate: '2026-07-05' } },
    UpdateSettings: { input: { expectedVersion: 0, separateConfirmer: true } },
    UpdateTicketCategory: { input: { ...change, ticketCategoryId: first('TicketCategory') } },
    UpdateUsageCategory: { input: { ...change, usageCategoryId: first('UsageCategory') } },
    UpdateUser: { input: { ...change, userId: id('User', inactive) } },
    UpdateVenue: { input: { ...change, venueId: first('Venue') } },
  };
}

const NEW_CONTACT = { name: 'Gwen Guest', email: 'gwen@example.com', company: 'Guest Works', visibility: 'SHARED' };
