import type { GraphQLFieldResolver, GraphQLObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from '../context.ts';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type Metadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

/**
 * TypeGraphQL works out the parameters of a resolver's method anew at every call. On a page with thousands of fields that is
 * most of the time, so methods that take nothing but the row and the context (most do) are called directly.
 */
export function callDirectly(type: GraphQLObjectType): void {
  const fields = type.getFields();
  for (const metadata of getMetadataStorage().fieldResolvers) {
    const field = fields[metadata.schemaName];
    if (!field || metadata.getObjectType === undefined || nameOf(metadata) !== type.name) continue;
    const direct = directCall(metadata);
    if (direct) field.resolve = direct;
  }
}

function directCall({ kind, target, methodName, params = [], middlewares = [], roles }: Metadata): Resolve | undefined {
  if (kind !== 'external' || middlewares.length > 0 || roles) return undefined;
  const order: ('root' | 'context')[] = [];
  for (const param of params) {
    const isPlain = (param.kind === 'root' || param.kind === 'context') && param.propertyName === undefined;
    if (!isPlain) return undefined;
    order[param.index] = param.kind as 'root' | 'context';
  }
  const resolver = new (target as new () => Record<string, (...values: unknown[]) => unknown>)();
  const method = resolver[methodName]?.bind(resolver);
  if (!method) return undefined;
  switch (order.join()) {
    case '':
      return () => method();
    case 'root':
      return (root) => method(root);
    case 'context':
      return (_root, _args, ctx) => method(ctx);
    case 'root,context':
      return (root, _args, ctx) => method(root, ctx);
    default:
      return undefined;
  }
}

/** The name of the type that a field resolver's class is for. */
function nameOf({ getObjectType }: Metadata): string | undefined {
  const target = getObjectType?.();
  return getMetadataStorage().objectTypes.find((type) => type.target === target)?.name;
}
