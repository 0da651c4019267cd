import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { lockSums } from '../unused-queue/sum-up-groups.ts';
import { SUMMED_UP, SUMMED_UP_IN_ALL } from './wrong-sums.ts';

/**
 * Makes the kept sums again from what the ticket groups say is in them. Whoever sums up waits; whoever confirms does not. It leaves no audit
 * entry: the sums say nothing that the groups do not say, and no group is changed.
 */
export async function repairSums(tx: WriteTransaction): Promise<void> {
  await lockSums(tx);
  await tx.execute('DELETE FROM unused_sums WHERE organization_id = $1', [tx.organizationId]);
  await tx.execute('DELETE FROM unused_totals WHERE organization_id = $1', [tx.organizationId]);
  await tx.execute(
    `INSERT INTO unused_sums (organization_id, ticket_location_id, currency, venue_id, group_count, held, unused, value, without_value)
     SELECT $1, r.ticket_location_id, r.currency, r.venue_id, r.group_count, r.held, r.unused, r.value, r.without_value
     FROM (${SUMMED_UP}) r ORDER BY r.ticket_location_id`,
    [tx.organizationId],
  );
  await tx.execute(
    `INSERT INTO unused_totals (organization_id, event_count, latest_end)
     SELECT $1, r.event_count, r.latest_end FROM (${SUMMED_UP_IN_ALL}) r`,
    [tx.organizationId],
  );
}
