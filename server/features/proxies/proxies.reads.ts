import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { localDateOf } from '../../platform/local-time.ts';
import { organizationOf } from '../people/people.reads.ts';
import { permissionTo } from '../people/permissions.ts';
import { Proxy } from './proxy.entity.ts';

const MOST_PROXIES = 200;

/** The proxies that hold today or later: the viewer's own in both directions, or for Super Users all. */
export async function currentProxies(ctx: RequestContext): Promise<Proxy[]> {
  const tx = await ctx.read();
  const query = tx.manager
    .createQueryBuilder(Proxy, 'p')
    .where('p.organizationId = :organizationId AND p.endedAt IS NULL', { organizationId: tx.organizationId })
    .andWhere('p.until >= :today', { today: await today(tx, ctx.now) })
    .orderBy('p.until', 'ASC')
    .addOrderBy('p.id', 'ASC')
    .limit(MOST_PROXIES);
  if (!permissionTo('administer', ctx).allowed) {
    query.andWhere('(p.userId = :viewerId OR p.proxyId = :viewerId)', { viewerId: ctx.viewer.userId });
  }
  return query.getMany();
}

/** Whether the viewer may see and end it: who is stood in for, the proxy, and Super Users. */
export function canSeeProxy(ctx: RequestContext, { userId, proxyId }: Proxy): boolean {
  return [userId, proxyId].includes(ctx.viewer.userId) || permissionTo('administer', ctx).allowed;
}

/** The organization's calendar day at the instant. */
export async function today(tx: ReadTransaction, now: Date): Promise<string> {
  return localDateOf(now, (await organizationOf(tx)).timeZone);
}
