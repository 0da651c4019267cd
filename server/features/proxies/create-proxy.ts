import { Temporal } from 'temporal-polyfill';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { userById } from '../people/people.loaders.ts';
import { requireAbility } from '../people/permissions.ts';
import type { User } from '../people/user.entity.ts';
import { today } from './proxies.reads.ts';
import type { CreateProxyError, CreateProxyInput, CreateProxyPayload } from './proxies.types.ts';
import { Proxy } from './proxy.entity.ts';

const LONGEST_DAYS = 366;

/** Lets a user complete the guest lists of another one. Several at once, and in a circle, are fine. */
export async function createProxy(input: CreateProxyInput, ctx: RequestContext): Promise<CreateProxyPayload> {
  const userId = input.userId ? decodeNodeId(input.userId, 'User', ctx.organizationId) : ctx.viewer.userId;
  if (userId !== ctx.viewer.userId) requireAbility('administer', ctx);
  return ctx.write((tx) => create(tx, ctx, input, userId));
}

async function create(
  tx: WriteTransaction,
  ctx: RequestContext,
  input: CreateProxyInput,
  userId: string | undefined,
): Promise<CreateProxyPayload> {
  const proxyId = decodeNodeId(input.proxyId, 'User', tx.organizationId);
  const [user, proxy] = await userById.load(tx, [userId ?? newId(), proxyId ?? newId()]);
  const userErrors = [
    ...problemsOfPerson(user, 'userId'),
    ...problemsOfPerson(proxy, 'proxyId'),
    ...(user && user.id === proxy?.id ? [new InvalidInput('Nobody stands in for themselves.', ['proxyId'])] : []),
    ...problemsOfDays(input, await today(tx, ctx.now)),
  ];
  if (!user || !proxy || userErrors.length > 0) return { proxy: null, userErrors };
  const { from, until } = input;
  const row = { organizationId: tx.organizationId, id: newId(), userId: user.id, proxyId: proxy.id, from, until };
  const created = { createdById: ctx.viewer.userId, createdAt: ctx.now, endedAt: null };
  const appointed = Object.assign(new Proxy(), row, created);
  await tx.manager.insert(Proxy, appointed);
  const after = { userId: user.id, proxyId: proxy.id, from, until };
  await recordAudit(tx, ctx.actor, [{ action: 'proxy.created', subjectType: 'Proxy', subjectId: row.id, after }]);
  return { proxy: appointed, userErrors: [] };
}

function problemsOfPerson(user: User | undefined, field: 'userId' | 'proxyId'): CreateProxyError[] {
  if (!user) return [new UnknownReference('This id names no user.', [field])];
  return user.isActive ? [] : [new InvalidInput(`${user.name} is inactive: choose an active user.`, [field])];
}

function problemsOfDays({ from, until }: CreateProxyInput, day: string): InvalidInput[] {
  if (until < from) return [new InvalidInput(`The last day must not be before the first, ${from}.`, ['until'])];
  const longest = Temporal.PlainDate.from(from)
    .add({ days: LONGEST_DAYS - 1 })
    .toString();
  return [
    ...(until < day ? [new InvalidInput(`The last day must not be in the past; today is ${day}.`, ['until'])] : []),
    ...(until > longest
      ? [new InvalidInput(`At most ${LONGEST_DAYS} days: the last one can be ${longest}.`, ['until'])]
      : []),
  ];
}
