import {
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  isEnumType,
  isSpecifiedScalarType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from '../context.ts';

type Resolve = GraphQLFieldResolver<unknown, RequestContext>;
type Metadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

/**
 * TypeGraphQL works out the parameters of a resolver's method anew at every call. On a page with thousands of fields that is
 * most of the time, so methods that take nothing but the row, the context and plain arguments (most do) are called directly.
 */
export function callDirectly(type: GraphQLObjectType): void {
  const fields = type.getFields();
  for (const metadata of getMetadataStorage().fieldResolvers) {
    const field = fields[metadata.schemaName];
    if (!field || metadata.getObjectType === undefined || nameOf(metadata) !== type.name) continue;
    const direct = directCall(metadata, field);
    if (direct) field.resolve = direct;
  }
}

function directCall(
  { kind, target, methodName, params = [], middlewares = [], roles }: Metadata,
  field: GraphQLField<unknown, RequestContext>,
): Resolve | undefined {
  if (kind !== 'external' || middlewares.length > 0 || roles) return undefined;
  const order: string[] = [];
  for (const param of params) {
    if ((param.kind === 'root' || param.kind === 'context') && param.propertyName === undefined) {
      order[param.index] = param.kind;
    } else if (param.kind === 'arg' && isPlainArgument(field, param.name)) {
      order[param.index] = `arg ${param.name}`;
    } else {
      return undefined;
    }
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
  }
  const values = order.map(valueOf);
  const [a, b, c, d] = values;
  // As fields that are pages have it, without an array for each call.
  if (a && b && c && d && values.length === 4) {
    return (root, args, ctx) => method(a(root, args, ctx), b(root, args, ctx), c(root, args, ctx), d(root, args, ctx));
  }
  return (root, args, ctx) => method(...values.map((value) => value(root, args, ctx)));
}

/** Where a parameter's value comes from. */
function valueOf(parameter: string): (root: unknown, args: Record<string, unknown>, ctx: RequestContext) => unknown {
  if (parameter === 'root') return (root) => root;
  if (parameter === 'context') return (_root, _args, ctx) => ctx;
  const name = parameter.slice('arg '.length);
  return (_root, args) => args[name];
}

/** Input objects become instances of their classes, and scalars of our own may be something else than they look. */
function isPlainArgument(field: GraphQLField<unknown, RequestContext>, name: string): boolean {
  const argument = field.args.find((each) => each.name === name);
  const type = argument && getNamedType(argument.type);
  return type !== undefined && (isSpecifiedScalarType(type) || isEnumType(type));
}

/** The name of the type that a field resolver's class is for. */
function nameOf({ getObjectType }: Metadata): string | undefined {
  const target = getObjectType?.();
  return getMetadataStorage().objectTypes.find((type) => type.target === target)?.name;
}
