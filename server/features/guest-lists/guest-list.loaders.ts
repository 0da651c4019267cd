import { loadById } from '../../platform/rows-of.ts';
import { In } from 'typeorm';
import { type LoaderDefinition, loadMany, loadOne } from '../../platform/loader.ts';
import { GuestListVersion } from './guest-list-version.entity.ts';
import { Guest } from './guest.entity.ts';

/** The current version of an order's guest list, by the order's id; none before the first save. */
export const currentGuestListVersion = loadOne<GuestListVersion>(
  (tx, orderIds) =>
    tx.manager
      .createQueryBuilder(GuestListVersion, 'v')
      .innerJoin(
        'orders',
        'o',
        'o.organization_id = v.organization_id AND o.id = v.order_id AND o.guest_list_version = v.version',
      )
      .where({ organizationId: tx.organizationId, orderId: In([...orderIds]) })
      .getMany(),
  (version) => version.orderId,
);

/** Any version of the organization. Whoever shows it to a caller asks whether its order is visible. */
export const guestListVersionById = loadById(GuestListVersion);

const MOST_VERSIONS = 100;

/** The versions of an order's guest list, newest first, at most 100. */
export const guestListVersionsOfOrder = loadMany<GuestListVersion>(
  async (tx, orderIds) => {
    const newest = await tx.rows<{ id: string }>(
      `SELECT v.id FROM unnest($2::uuid[]) AS wanted(order_id) CROSS JOIN LATERAL (
         SELECT id FROM guest_list_versions WHERE organization_id = $1 AND order_id = wanted.order_id
         ORDER BY version DESC LIMIT $3) v`,
      [tx.organizationId, orderIds, MOST_VERSIONS],
      'guest-list-versions-of-orders',
    );
    return tx.manager.find(GuestListVersion, {
      where: { organizationId: tx.organizationId, id: In(newest.map(({ id }) => id)) },
      order: { version: 'DESC' },
    });
  },
  (version) => version.orderId,
);

/**
 * The guests of the order that the same recipient confirmed for the latest other event at the same ticket location, lowest seat
 * first, by the order's id.
 */
export const previousGuestsOfOrder: LoaderDefinition<string, Guest[]> = {
  async load(tx, orderIds) {
    const rows = await tx.rows<{ orderId: string; guestId: string }>(
      `SELECT o.id AS "orderId", g.id AS "guestId"
       FROM orders o
       JOIN ticket_groups own ON own.organization_id = o.organization_id AND own.id = o.ticket_group_id
       CROSS JOIN LATERAL (
         SELECT v.id FROM orders p
         JOIN ticket_groups pg ON pg.organization_id = p.organization_id AND pg.id = p.ticket_group_id
         JOIN events e ON e.organization_id = p.organization_id AND e.id = p.event_id
         JOIN guest_list_versions v ON v.organization_id = p.organization_id AND v.order_id = p.id AND v.version = p.guest_list_version
         WHERE p.organization_id = o.organization_id AND p.recipient_id = o.recipient_id AND p.status = 'CONFIRMED'
           AND p.event_id <> o.event_id AND pg.ticket_location_id = own.ticket_location_id
         ORDER BY e.ends_at DESC, p.id DESC LIMIT 1) previous
       JOIN guests g ON g.organization_id = o.organization_id AND g.guest_list_version_id = previous.id
       JOIN tickets t ON t.organization_id = g.organization_id AND t.id = g.ticket_id
       WHERE o.organization_id = $1 AND o.id = ANY ($2::uuid[])
       ORDER BY t.seat NULLS LAST, g.position`,
      [tx.organizationId, orderIds],
      'previous-guests-of-orders',
    );
    const guestIds = rows.map(({ guestId }) => guestId);
    const guests = await tx.manager.findBy(Guest, { organizationId: tx.organizationId, id: In(guestIds) });
    const byId = new Map(guests.map((guest) => [guest.id, guest]));
    return orderIds.map((id) =>
      rows.filter(({ orderId }) => orderId === id).flatMap(({ guestId }) => byId.get(guestId) ?? []),
    );
  },
};

/** The guests of a version, in the order in which they were sent. */
export const guestsOfVersion = loadMany<Guest>(
  (tx, versionIds) =>
    tx.manager.find(Guest, {
      where: { organizationId: tx.organizationId, guestListVersionId: In([...versionIds]) },
      order: { position: 'ASC' },
    }),
  (guest) => guest.guestListVersionId,
);
