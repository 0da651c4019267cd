import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { userById } from '../people/people.loaders.ts';
import { User } from '../people/user.entity.ts';
import { createProxy } from './create-proxy.ts';
import { endProxy } from './end-proxy.ts';
import { currentProxies } from './proxies.reads.ts';
import { CreateProxyInput, CreateProxyPayload, EndProxyInput, EndProxyPayload } from './proxies.types.ts';
import { Proxy } from './proxy.entity.ts';

@Resolver(() => Proxy)
export class ProxiesResolver {
  @Query(() => [Proxy], {
    description:
      'The proxies of today and later, soonest to end first, at most 200: the viewer’s own, in both directions; for Super Users all.',
  })
  proxies(@Ctx() ctx: RequestContext): Promise<Proxy[]> {
    return currentProxies(ctx);
  }

  @Mutation(() => CreateProxyPayload, {
    description: 'Lets somebody complete the caller’s guest lists for a time; Super Users may appoint for anybody.',
  })
  createProxy(
    @Arg('input', () => CreateProxyInput) input: CreateProxyInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateProxyPayload> {
    return createProxy(input, ctx);
  }

  @Mutation(() => EndProxyPayload, {
    description: 'Ends a proxy at once: for both users of it and for Super Users. Safe to repeat.',
  })
  endProxy(
    @Arg('input', () => EndProxyInput) input: EndProxyInput,
    @Ctx() ctx: RequestContext,
  ): Promise<EndProxyPayload> {
    return endProxy(input, ctx);
  }

  @FieldResolver(() => User, { description: 'Who is stood in for.' })
  user(@Root() proxy: Proxy, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, proxy.userId);
  }

  @FieldResolver(() => User, { description: 'Who stands in.' })
  proxy(@Root() proxy: Proxy, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, proxy.proxyId);
  }

  @FieldResolver(() => User, { description: 'Who appointed the proxy.' })
  createdBy(@Root() proxy: Proxy, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, proxy.createdById);
  }
}
