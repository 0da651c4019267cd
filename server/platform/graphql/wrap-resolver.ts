import type { GraphQLFieldResolver } from 'graphql';
import type { RequestContext } from '../context.ts';

type Resolver = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;

/** Whether a resolver looks at how the field was asked for, told by its parameters. */
export function takesInfo({ length }: (...parameters: never[]) => unknown): boolean {
  return length < 1 || length > 3;
}

/**
 * The resolver with something in front that may throw, or give other arguments. One that takes no info stays one, so that none is made
 * for it at each of hundreds of rows.
 */
export function wrapResolver(
  resolve: Resolver,
  before: (args: Record<string, unknown>, ctx: RequestContext) => Record<string, unknown>,
): Resolver {
  if (takesInfo(resolve)) return (source, args, ctx, info) => resolve(source, before(args, ctx), ctx, info);
  return (source, args, ctx) => resolve(source, before(args, ctx), ctx, undefined as never);
}
