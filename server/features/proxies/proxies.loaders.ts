import { loadById } from '../../platform/rows-of.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { loadWithin } from '../../platform/load-within.ts';
import { loadMany } from '../../platform/loader.ts';
import { localDateOf } from '../../platform/local-time.ts';
import { Proxy } from './proxy.entity.ts';

/** Any proxy of the organization. Whoever shows it to a caller asks `canSeeProxy` first. */
export const proxyById = loadById(Proxy);

/** The users for whom the viewer may complete guest lists today. */
export async function standsInFor(ctx: RequestContext, tx?: ReadTransaction): Promise<ReadonlySet<string>> {
  const appointments = (await loadWithin(ctx, tx, appointmentsOf, ctx.viewer.userId)) ?? [];
  const current = appointments.filter(({ from, until, timeZone }) => {
    const today = localDateOf(ctx.now, timeZone);
    return from <= today && today <= until;
  });
  return new Set(current.map(({ userId }) => userId));
}

interface Appointment {
  proxyId: string;
  userId: string;
  from: string;
  until: string;
  timeZone: string;
}

/** What a proxy was appointed for and nobody ended, past and future days included. */
const appointmentsOf = loadMany<Appointment>(
  (tx, proxyIds) =>
    tx.rows<Appointment>(
      `SELECT p.proxy_id AS "proxyId", p.user_id AS "userId", p.from_date::text AS "from", p.until_date::text AS "until",
              o.time_zone AS "timeZone"
       FROM proxies p JOIN organizations o ON o.id = p.organization_id
       WHERE p.organization_id = $1 AND p.proxy_id = ANY ($2::uuid[]) AND p.ended_at IS NULL`,
      [tx.organizationId, proxyIds],
      'appointments-of-proxies',
    ),
  (appointment) => appointment.proxyId,
);
