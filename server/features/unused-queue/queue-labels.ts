import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { Known } from '../../platform/loader.ts';
import { ticketCategoryById } from '../inventory/inventory.loaders.ts';
import { TicketCategory } from '../inventory/ticket-category.entity.ts';
import type { TicketLocation } from '../venues/ticket-location.entity.ts';
import { Venue } from '../venues/venue.entity.ts';
import { ticketLocationById, venueById } from '../venues/venues.loaders.ts';

/*
 * The names on a page of the queue come from few rows that hardly ever change: venues, ticket categories and ticket locations.
 * A process keeps them for each organization, so that a page's statement brings only ids and counts. They are frozen, so that what
 * is written of them can be kept too.
 */

/**
 * SQL for the version of an organization's venues and ticket categories. Each change of a row raises its `version` and none is
 * ever deleted, so the sum names one state of them all; a page reads it in its own snapshot.
 */
export const LABELS_VERSION = `(
  (SELECT coalesce(sum(version), 0) FROM venues WHERE organization_id = $1) || '.' ||
  (SELECT coalesce(sum(version), 0) FROM ticket_categories WHERE organization_id = $1))`;

/** How many ticket locations are kept in all; about 300 bytes each. */
const MOST_LOCATIONS = 200_000;

interface Labels {
  version: string;
  venues: Known<Venue>;
  ticketCategories: Known<TicketCategory>;
  /** A ticket location never changes (app_rw may not even update one), so it needs no version. */
  ticketLocations: Map<string, TicketLocation>;
}

const labelsByOrganization = new Map<string, Labels>();
let locationCount = 0;

/**
 * Hands the request the labels of that version, read anew only when another one is kept, together with the ticket locations
 * that a page shows. Pages of one snapshot take turns, so that none reads what another is reading.
 */
export async function knowLabels(
  ctx: RequestContext,
  version: string,
  locationIds: readonly string[],
): Promise<{ ticketLocations: Known<TicketLocation>; ticketCategories: Known<TicketCategory> }> {
  const tx = await ctx.read();
  const turn = (turns.get(tx) ?? Promise.resolve()).then(() => labelsOf(tx, version, ctx, locationIds));
  turns.set(
    tx,
    turn.catch(() => undefined),
  );
  const labels = await turn;
  ctx.know(venueById, labels.venues);
  ctx.know(ticketCategoryById, labels.ticketCategories);
  return labels;
}

const turns = new WeakMap<ReadTransaction, Promise<unknown>>();

async function labelsOf(
  tx: ReadTransaction,
  version: string,
  ctx: RequestContext,
  locationIds: readonly string[],
): Promise<Labels> {
  let labels = labelsByOrganization.get(tx.organizationId);
  if (labels?.version !== version) {
    labels = await readLabels(tx, version, labels?.ticketLocations ?? new Map());
    labelsByOrganization.set(tx.organizationId, labels);
  }
  await knowLocations(ctx, labels.ticketLocations, locationIds);
  return labels;
}

/** The same for the ticket locations of rows that come after the page itself. */
export async function knowLocationsOfRows(ctx: RequestContext, ids: readonly string[]): Promise<void> {
  const labels = labelsByOrganization.get(ctx.organizationId);
  if (labels) await knowLocations(ctx, labels.ticketLocations, ids);
}

async function knowLocations(
  ctx: RequestContext,
  kept: Map<string, TicketLocation>,
  ids: readonly string[],
): Promise<void> {
  const missing = ids.filter((id) => !kept.has(id));
  if (missing.length > 0) await keepLocations(await ctx.read(), kept, [...new Set(missing)]);
  ctx.know(ticketLocationById, kept);
}

async function readLabels(
  tx: ReadTransaction,
  version: string,
  ticketLocations: Labels['ticketLocations'],
): Promise<Labels> {
  const where = { organizationId: tx.organizationId };
  const venues = await tx.manager.find(Venue, { where });
  const categories = await tx.manager.find(TicketCategory, { where });
  return { version, venues: byId(venues), ticketCategories: byId(categories), ticketLocations };
}

async function keepLocations(
  tx: ReadTransaction,
  known: Map<string, TicketLocation>,
  missing: readonly string[],
): Promise<void> {
  const locations = await ticketLocationById.load(tx, missing);
  locationCount += locations.length;
  if (locationCount > MOST_LOCATIONS) forgetOthers(tx.organizationId, known);
  for (const location of locations) if (location) known.set(location.id, Object.freeze(location));
}

/** Rarely: starts again from what this organization has. */
function forgetOthers(organizationId: string, known: Map<string, TicketLocation>): void {
  const own = labelsByOrganization.get(organizationId);
  labelsByOrganization.clear();
  if (known.size > MOST_LOCATIONS / 2) known.clear();
  if (own) labelsByOrganization.set(organizationId, own);
  locationCount = known.size;
}

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, Object.freeze(row)]));
}
