import { UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { proxyById } from './proxies.loaders.ts';
import { canSeeProxy } from './proxies.reads.ts';
import type { EndProxyInput, EndProxyPayload } from './proxies.types.ts';

/** Ends a proxy at once. Ending it again changes nothing. */
export async function endProxy(input: EndProxyInput, ctx: RequestContext): Promise<EndProxyPayload> {
  return ctx.write((tx) => end(tx, ctx, input));
}

async function end(tx: WriteTransaction, ctx: RequestContext, { proxyId }: EndProxyInput): Promise<EndProxyPayload> {
  const id = decodeNodeId(proxyId, 'Proxy', tx.organizationId);
  const [proxy] = id ? await proxyById.load(tx, [id]) : [];
  if (!proxy || !canSeeProxy(ctx, proxy)) {
    return { endedProxyId: null, userErrors: [new UnknownReference('This id names no proxy.', ['proxyId'])] };
  }
  const ended = await tx.execute(
    'UPDATE proxies SET ended_at = $3 WHERE organization_id = $1 AND id = $2 AND ended_at IS NULL',
    [tx.organizationId, proxy.id, ctx.now],
    'end-proxy',
  );
  if (ended > 0) {
    const change = { before: { endedAt: null }, after: { endedAt: ctx.now } };
    await recordAudit(tx, ctx.actor, [{ action: 'proxy.ended', subjectType: 'Proxy', subjectId: proxy.id, ...change }]);
  }
  return { endedProxyId: proxyId, userErrors: [] };
}
