import type { TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { type FileKind, type FileSource, textSource } from './file-source.ts';
import { importFiles, type ImportOutcome } from './import-files.ts';

/** Files by kind, as text or as a source. */
export type TestFiles = Partial<Record<FileKind, string | FileSource>>;

/** Five unnumbered tickets in the venue "Hall". */
export const LOT = 'Gala,Hall,07/10/2026,7:00PM,Lot G,,,,5,Parking,20.00,USD,,,';
/** Those, and six seats. */
export const FILE = inventory('Gala,Hall,07/10/2026,7:00PM,Suite 1,,1,6,6,Suite,100.00,USD,,,', LOT);

/** Applies files, as the command line does: with errors, nothing is changed. */
export async function load(app: TestApp, world: World, files: TestFiles): Promise<ImportOutcome> {
  return runFiles(app, world, files, true);
}

/** Only looks at what files would do. */
export async function analyze(app: TestApp, world: World, files: TestFiles): Promise<ImportOutcome> {
  return runFiles(app, world, files, false);
}

/** Backfills unresolved tickets of a section through the API, as a Ticket Manager does. Returns the number of the order. */
export async function backfill(world: World, section: string, quantity: number): Promise<string> {
  const { user, api } = await world.actor('TICKET_MANAGER');
  const [group] = await world.write((tx) =>
    tx.rows<{ id: string }>(
      `SELECT g.id FROM ticket_groups g JOIN ticket_locations l ON l.organization_id = g.organization_id AND l.id = g.ticket_location_id
       WHERE g.organization_id = $1 AND l.section = $2`,
      [world.organizationId, section],
    ),
  );
  if (!group) throw new Error(`There is no group in ${section}.`);
  const usageCategoryId = world.id('UsageCategory', await world.usageCategory());
  const line = {
    ticketGroupId: world.id('TicketGroup', group),
    quantity,
    recipientId: world.id('User', user),
    usageCategoryId,
  };
  const { createBackfill } = await api.ask(
    'mutation ($input: CreateBackfillInput!) { createBackfill(input: $input) { backfill { id version } userErrors { __typename } } }',
    { input: { assignments: [line] } },
  );
  const { confirmBackfill } = await api.ask(
    'mutation ($input: ConfirmBackfillInput!) { confirmBackfill(input: $input) { orders { number } userErrors { __typename } } }',
    { input: { backfillId: createBackfill.backfill.id, expectedVersion: createBackfill.backfill.version } },
  );
  return confirmBackfill.orders[0].number;
}

/** An inventory file with the usual columns. */
export function inventory(...rows: string[]): string {
  const heading =
    'Event,Venue,EventDate,EventTime,Section,Row,SeatFrom,SeatThru,Quantity,TicketCategory,FaceValue,Currency,OrderedBy,UsageCategory,Notes,EventStatus';
  return [heading, ...rows, ''].join('\n');
}

class Refused extends Error {
  readonly outcome: ImportOutcome;

  constructor(outcome: ImportOutcome) {
    super('The files have row errors.');
    this.outcome = outcome;
  }
}

async function runFiles(app: TestApp, world: World, files: TestFiles, apply: boolean): Promise<ImportOutcome> {
  const sources = Object.entries(files).map(
    ([kind, file]) => [kind as FileKind, typeof file === 'string' ? textSource(file) : file] as const,
  );
  const actor = { actorId: null, requestId: null, now: app.clock.now() };
  try {
    return await app.database.write(world.organizationId, async (tx) => {
      const outcome = await importFiles(tx, { files: new Map(sources), actor, grantor: null, apply });
      if (outcome.errorCount > 0) throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}
