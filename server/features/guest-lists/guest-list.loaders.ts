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

/** The guests of a version, in the order in which they were sent. */
export const guestsOfVersion = loadMany<Guest>(
  (tx, versionIds) =>
    tx.manager.find(Guest, {
      where: { organizationId: tx.organizationId, guestListVersionId: In([...versionIds]) },
      order: { position: 'ASC' },
    }),
  (guest) => guest.guestListVersionId,
);
