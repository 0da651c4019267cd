import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { EVERY_SCOPE, NO_SCOPE, type OpenTo, scopeProblem } from './features/people/scope.ts';
import type { RequestContext } from './platform/context.ts';
import { wrapResolver } from './platform/graphql/wrap-resolver.ts';
import { RequestError } from './platform/request-error.ts';
import { isListed, openToOf } from './token-scopes.ts';

/**
 * Closes the fields of the schema to API tokens that lack the scope: the roots, every field that leads to a type that is not for
 * all, and those with a line of their own. A session passes.
 */
export function guardScopes(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || /(Connection|Edge)$/.test(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const target = targetOf(field);
      if (roots.includes(type) || isListed(coordinate)) guard(field, openToOf(coordinate));
      else if (isAbstractType(target)) guardWhatComes(field, target, schema);
      else if (isObjectType(target) && !isFrame(target)) guard(field, openToOf(target.name));
    }
  }
}

/** Types that hold no data of their own, but lead to others: pages of lists, outcomes of mutations, errors in them. */
export function isFrame(type: GraphQLObjectType): boolean {
  return /(Connection|Edge|Payload)$/.test(type.name) || type.getInterfaces().some(({ name }) => name === 'UserError');
}

/** What a field leads to; through a page of a list, its rows. */
function targetOf(field: GraphQLField<unknown, RequestContext>): unknown {
  const type = getNamedType(field.type);
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes ? getNamedType(nodes.type) : type;
}

type Guarded = GraphQLField<unknown, RequestContext>;

/** What is open to every token is left as it is: most fields pay nothing. */
function guard(field: Guarded, openTo: OpenTo): void {
  if (EVERY_SCOPE.every((scope) => openTo.includes(scope))) return;
  const { resolve = defaultFieldResolver } = field;
  field.resolve = wrapResolver(resolve, (args, ctx) => {
    refuse(openTo, ctx);
    return args;
  });
}

/** Where only the row tells its type. Errors are open; a list of such rows would need a line of its own. */
function guardWhatComes(field: Guarded, target: GraphQLAbstractType, schema: GraphQLSchema): void {
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  if (schema.getPossibleTypes(target).every(isFrame)) return;
  if (isList) return guard(field, NO_SCOPE);
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args, ctx, info) => {
    const value: unknown = await resolve(source, args, ctx, info);
    const name = value ? await target.resolveType?.(value, ctx, info, target) : undefined;
    if (name !== undefined) refuse(openToOf(name), ctx);
    return value;
  };
}

function refuse(openTo: OpenTo, ctx: RequestContext): void {
  const problem = ctx.signedIn ? scopeProblem(openTo, ctx) : null;
  if (problem !== null) throw new RequestError('FORBIDDEN', problem);
}
