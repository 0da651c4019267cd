import { In } from 'typeorm';
import { loadMany, loadOne } from '../../platform/loader.ts';
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
export const guestListVersionById = loadOne<GuestListVersion>(
  (tx, ids) => tx.manager.findBy(GuestListVersion, { organizationId: tx.organizationId, id: In([...ids]) }),
  (version) => version.id,
);

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

/** The guests of a version, in the order in which they were sent. */
export const guestsOfVersion = loadMany<Guest>(
  (tx, versionIds) =>
    tx.manager.find(Guest, {
      where: { organizationId: tx.organizationId, guestListVersionId: In([...versionIds]) },
      order: { position: 'ASC' },
    }),
  (guest) => guest.guestListVersionId,
);
